package org.jamesdesk.agent;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FriendlyName;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.Draft;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;

/** Adds, changes and removes agents by the rules: an address is one agent's, and never the desk's own. */
public final class AgentChange {
    /** More aliases than this are refused. */
    public static final int MAX_ALIASES = 20;

    private AgentChange() {}

    /**
     * Adds an agent, or sets one in the place of the one with the same address.
     *
     * @throws ChangeRefusedException naming the field and what would be right
     */
    public static void put(Draft draft, Agent agent) {
        Agent named = new Agent(
                agent.address(),
                name("firstName", agent.firstName()),
                agent.lastName().isBlank() ? "" : name("lastName", agent.lastName()),
                agent.light(),
                agent.active(),
                agent.departments(),
                agent.aliases());
        requireDepartments(draft, named.departments());
        requireDistinctAliases(named);
        requireFree(draft, named, "address", named.address());
        IntStream.range(0, named.aliases().size())
                .forEach(i -> requireFree(
                        draft, named, "aliases[" + i + "]", named.aliases().get(i)));
        draft.put(Agent.KIND, named);
    }

    private static String name(String field, String given) {
        try {
            return new FriendlyName(given).value();
        } catch (IllegalArgumentException e) {
            throw ChangeRefusedException.invalid(field + ": " + e.getMessage());
        }
    }

    private static void requireDepartments(ConfigurationView view, List<DepartmentId> departments) {
        Set<DepartmentId> seen = new HashSet<>();
        for (DepartmentId department : departments) {
            String field = "departments[" + seen.size() + "]: ";
            if (view.find(Department.KIND, department.value()).isEmpty()) {
                throw ChangeRefusedException.invalid(
                        field + "there is no department " + department + "; the identifier of one expected");
            }
            if (!seen.add(department)) {
                throw ChangeRefusedException.invalid(field + department + " is there already; each once expected");
            }
        }
    }

    private static void requireDistinctAliases(Agent agent) {
        if (agent.aliases().size() > MAX_ALIASES) {
            throw ChangeRefusedException.invalid("aliases: at most " + MAX_ALIASES + " expected");
        }
        Set<EmailAddress> seen = new HashSet<>(Set.of(agent.address()));
        agent.aliases().forEach(alias -> {
            if (!seen.add(alias)) {
                throw ChangeRefusedException.invalid("aliases[" + (seen.size() - 1) + "]: " + alias
                        + " is an address of this agent already; each once expected, whatever its case");
            }
        });
    }

    private static void requireFree(ConfigurationView view, Agent agent, String field, EmailAddress address) {
        if (view.find(SupportAddress.KIND, address.key()).isPresent()) {
            throw ChangeRefusedException.conflict(
                    field + ": " + address + " is a support address; an address of the agent's own expected");
        }
        view.all(Agent.KIND).stream()
                .filter(other -> !other.address().equals(agent.address()))
                .filter(other -> other.addresses().anyMatch(address::equals))
                .findFirst()
                .ifPresent(other -> {
                    throw ChangeRefusedException.conflict(field + ": " + address + " belongs to the agent "
                            + other.address() + " already; remove it there first");
                });
    }

    /**
     * Makes an agent active or inactive; nothing happens when it is so already.
     *
     * @throws ChangeRefusedException when there is no such agent
     */
    public static void setActive(Draft draft, EmailAddress address, boolean active) {
        Agent agent = draft.find(Agent.KIND, address.key())
                .orElseThrow(() -> ChangeRefusedException.missing("there is no agent " + address));
        draft.put(Agent.KIND, agent.withActive(active));
    }
}
