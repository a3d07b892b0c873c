package org.jamesdesk.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FriendlyName;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.Draft;
import org.jamesdesk.department.Department;

/** What an administrator may do with agents: edits of a draft, each of which is refused or complete. */
public final class AgentAdministration {
    /** More aliases than this are refused. */
    public static final int MOST_ALIASES = 20;

    private AgentAdministration() {}

    /**
     * Adds an agent, or sets one in the place of the one with the same address.
     *
     * @return whether it is new
     * @throws ChangeRefusedException naming the field and what would be right
     */
    public static boolean put(Draft draft, Agent agent) {
        boolean isNew = draft.find(Agent.KIND, agent.address().key()).isEmpty();
        draft.put(Agent.KIND, checked(agent));
        check(draft);
        return isNew;
    }

    /**
     * An agent that keeps the rules for each by itself.
     *
     * @return the same, with its names stripped
     * @throws ChangeRefusedException naming the field and the rule
     */
    public static Agent checked(Agent agent) {
        if (agent.aliases().size() > MOST_ALIASES) {
            throw ChangeRefusedException.invalid("aliases: at most " + MOST_ALIASES + " expected");
        }
        List<EmailAddress> addresses = agent.addresses().toList();
        requireOnce("aliases", -1, addresses);
        requireOnce("departments", 0, agent.departments());
        return new Agent(
                agent.address(),
                name("firstName", agent.firstName()),
                agent.lastName().isBlank() ? "" : name("lastName", agent.lastName()),
                agent.light(),
                agent.active(),
                agent.departments(),
                agent.aliases());
    }

    private static void requireOnce(String field, int offset, List<?> values) {
        for (int i = 1; i < values.size(); i++) {
            if (values.subList(0, i).contains(values.get(i))) {
                throw ChangeRefusedException.invalid(field + "[" + (i + offset) + "]: " + values.get(i)
                        + " is named twice; each once expected, whatever its case");
            }
        }
    }

    private static String name(String field, String given) {
        try {
            return new FriendlyName(given).value();
        } catch (IllegalArgumentException e) {
            throw ChangeRefusedException.invalid(field + ": " + e.getMessage());
        }
    }

    /**
     * What must hold across agents, departments and support addresses, however they came to be set: an address is one
     * agent's, and never the desk's own.
     *
     * @throws ChangeRefusedException naming the first rule that is broken
     */
    public static void check(ConfigurationView configuration) {
        Map<EmailAddress, Agent> owners = new HashMap<>();
        for (Agent agent : configuration.all(Agent.KIND)) {
            agent.departments().stream()
                    .filter(department -> configuration
                            .find(Department.KIND, department.value())
                            .isEmpty())
                    .findFirst()
                    .ifPresent(missing -> {
                        throw ChangeRefusedException.invalid("departments: there is no department " + missing
                                + ", which the agent " + agent.address() + " names");
                    });
            agent.addresses().forEach(address -> {
                requireNotTheDesks(configuration, agent, address);
                Agent other = owners.putIfAbsent(address, agent);
                if (other != null) {
                    throw ChangeRefusedException.conflict("address, aliases: " + address
                            + " would be an address of two agents, " + other.address() + " and " + agent.address()
                            + ": take it from one of them");
                }
            });
        }
    }

    private static void requireNotTheDesks(ConfigurationView configuration, Agent agent, EmailAddress address) {
        if (configuration.find(SupportAddress.KIND, address.key()).isPresent()) {
            throw ChangeRefusedException.conflict("address, aliases: " + address
                    + " is a support address, so it cannot be an address of the agent " + agent.address());
        }
    }

    /**
     * Makes an agent active or inactive; nothing happens when it is so already.
     *
     * @throws ChangeRefusedException when there is no such agent
     */
    public static void setActive(Draft draft, EmailAddress address, boolean active) {
        draft.put(Agent.KIND, existing(draft, address).withActive(active));
    }

    /** Removes an agent; nothing happens when there is none. What the agent wrote stays. */
    public static void delete(Draft draft, EmailAddress address) {
        draft.remove(Agent.KIND, address.key());
    }

    /**
     * The agent with this address; an alias does not count.
     *
     * @throws ChangeRefusedException when there is none
     */
    public static Agent existing(ConfigurationView configuration, EmailAddress address) {
        return configuration
                .find(Agent.KIND, address.key())
                .orElseThrow(() -> ChangeRefusedException.missing("there is no agent " + address));
    }
}
