package org.jamesdesk.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.configuration.Configuration;

/** The agents at one moment, to be found by any of their addresses without a database call. */
public final class Agents {
    private final Map<EmailAddress, Agent> byAddress;

    private Agents(Map<EmailAddress, Agent> byAddress) {
        this.byAddress = Map.copyOf(byAddress);
    }

    /** The agents of a configuration; computed once for each. */
    public static Agents of(Configuration configuration) {
        return configuration.derived(Agents.class, Agents::from);
    }

    private static Agents from(Configuration configuration) {
        Map<EmailAddress, Agent> byAddress = new HashMap<>();
        configuration.all(Agent.KIND).forEach(agent -> agent.addresses()
                .forEach(address -> byAddress.put(address, agent)));
        return new Agents(byAddress);
    }

    /** The agent with this address, or with this alias; active or not. */
    public Optional<Agent> find(EmailAddress address) {
        return Optional.ofNullable(byAddress.get(address));
    }
}
