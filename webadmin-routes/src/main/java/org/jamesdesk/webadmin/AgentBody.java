package org.jamesdesk.webadmin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.agent.Agent;
import org.jamesdesk.department.DepartmentId;

/** An agent as written by the caller; the rules that need the configuration are checked with the change itself. */
record AgentBody(
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<Boolean> light,
        Optional<Boolean> active,
        Optional<List<String>> departments,
        Optional<List<String>> aliases) {
    /**
     * The agent that is meant.
     *
     * @param address the address in the path
     * @param activeWhenAbsent whether the agent is active when the caller does not say so
     */
    Agent agent(EmailAddress address, boolean activeWhenAbsent) {
        return new Agent(
                address,
                firstName.orElseThrow(
                        () -> RequestRefusedException.invalid("firstName: it is needed; 1 to 100 characters expected")),
                lastName.orElse(""),
                light.orElse(false),
                active.orElse(activeWhenAbsent),
                parsed("departments", departments, DepartmentId::new),
                parsed("aliases", aliases, EmailAddress::parse));
    }

    private static <T> List<T> parsed(String field, Optional<List<String>> given, Function<String, T> parse) {
        List<T> parsed = new ArrayList<>();
        for (String text : given.orElse(List.of())) {
            String place = field + "[" + parsed.size() + "]: ";
            if (text == null) {
                throw RequestRefusedException.invalid(place + "null is not accepted");
            }
            try {
                parsed.add(parse.apply(text));
            } catch (IllegalArgumentException e) {
                throw RequestRefusedException.invalid(place + e.getMessage());
            }
        }
        return parsed;
    }
}
