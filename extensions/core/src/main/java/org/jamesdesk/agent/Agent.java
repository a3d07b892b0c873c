package org.jamesdesk.agent;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.configuration.Kind;
import org.jamesdesk.department.DepartmentId;

/**
 * A person who answers customers.
 *
 * @param address the address the agent is known by
 * @param firstName what stands first in the agent's name
 * @param lastName what stands last; may be empty
 * @param light whether the agent helps out without working on tickets: light agents do not count where full agents are asked for
 *     (R85)
 * @param active whether the agent works here at the moment
 * @param departments where
 * @param aliases other addresses the agent writes from
 */
public record Agent(
        EmailAddress address,
        String firstName,
        String lastName,
        boolean light,
        boolean active,
        List<DepartmentId> departments,
        List<EmailAddress> aliases) {
    /** The agents of a desk, by address. */
    public static final Kind<Agent> KIND =
            new Kind<>("agent", Agent.class, agent -> agent.address().key());

    public Agent {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(firstName, "firstName");
        Objects.requireNonNull(lastName, "lastName");
        Objects.requireNonNull(departments, "departments");
        Objects.requireNonNull(aliases, "aliases");
        departments = List.copyOf(departments);
        aliases = List.copyOf(aliases);
    }

    /** First and last name, as they stand in From (R69). */
    public String name() {
        return (firstName + " " + lastName).strip();
    }

    /** Every address of the agent. */
    public Stream<EmailAddress> addresses() {
        return Stream.concat(Stream.of(address), aliases.stream());
    }

    /** The same agent, working here or not. */
    public Agent withActive(boolean nowActive) {
        return new Agent(address, firstName, lastName, light, nowActive, departments, aliases);
    }
}
