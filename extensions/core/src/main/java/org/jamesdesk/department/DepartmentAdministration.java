package org.jamesdesk.department;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jamesdesk.address.DeskDefaults;
import org.jamesdesk.address.FriendlyName;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.agent.Agent;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.Draft;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.settings.SettingValues;
import org.jamesdesk.template.Template;

/** What an administrator may do with departments: edits of a draft, each of which is refused or complete. */
public final class DepartmentAdministration {
    private static final int MOST_NAMED = 5;

    private DepartmentAdministration() {}

    /**
     * Creates a department or gives one another name.
     *
     * @return whether it is new
     * @throws ChangeRefusedException naming the field and the rule
     */
    public static boolean put(Draft draft, DepartmentId id, String name) {
        Optional<Department> before = draft.find(Department.KIND, id.value());
        draft.put(Department.KIND, checked(new Department(id, name, before.flatMap(Department::defaultSender))));
        checkNames(draft);
        return before.isEmpty();
    }

    /**
     * A department that keeps the rules for each by itself.
     *
     * @return the same, with its name stripped
     * @throws ChangeRefusedException naming the field and the rule
     */
    public static Department checked(Department department) {
        try {
            return new Department(
                    department.id(), new FriendlyName(department.name()).value(), department.defaultSender());
        } catch (IllegalArgumentException e) {
            throw ChangeRefusedException.invalid("name: " + e.getMessage());
        }
    }

    /**
     * No two departments may have one name, whatever its case: people choose by it.
     *
     * @throws ChangeRefusedException naming both
     */
    public static void checkNames(ConfigurationView configuration) {
        configuration.all(Department.KIND).stream()
                .collect(Collectors.toMap(
                        department -> department.name().toLowerCase(Locale.ROOT), Department::id, (one, other) -> {
                            throw ChangeRefusedException.conflict(
                                    "name: the departments " + one + " and " + other + " would have the same name");
                        }));
    }

    /** Makes a department the default one. */
    public static void makeDefault(Draft draft, DepartmentId id) {
        existing(draft, id);
        draft.put(DeskDefaults.KIND, DeskDefaults.of(draft).withDepartment(id));
    }

    /**
     * Deletes a department with its settings and templates; nothing happens when there is none. Its tickets stay.
     *
     * @throws ChangeRefusedException when it is the default, or something names it: the message says what
     */
    public static void delete(Draft draft, DepartmentId id) {
        if (draft.find(Department.KIND, id.value()).isEmpty()) {
            return;
        }
        if (DeskDefaults.of(draft).department().equals(id)) {
            throw ChangeRefusedException.conflict(
                    "department " + id + " is the default one: make another department the default first");
        }
        List<String> uses = uses(draft, id).toList();
        if (!uses.isEmpty()) {
            throw ChangeRefusedException.conflict(
                    "department " + id + " is still named by " + named(uses) + ": move or delete them first");
        }
        draft.remove(Department.KIND, id.value());
        draft.remove(SettingValues.DEPARTMENT, id.value());
        draft.all(Template.KIND).stream()
                .filter(template -> template.department().equals(Optional.of(id)))
                .map(Template.KIND.key())
                .forEach(key -> draft.remove(Template.KIND, key));
    }

    private static Stream<String> uses(ConfigurationView configuration, DepartmentId id) {
        return Stream.of(
                        configuration.all(SupportAddress.KIND).stream()
                                .filter(address -> address.department().equals(id))
                                .map(address -> "support address " + address.address()),
                        configuration.all(Sender.KIND).stream()
                                .filter(sender -> sender.department().equals(id))
                                .map(sender -> "sender " + sender.address()),
                        configuration.all(Agent.KIND).stream()
                                .filter(agent -> agent.departments().contains(id))
                                .map(agent -> "agent " + agent.address()))
                .flatMap(uses -> uses);
    }

    private static String named(List<String> uses) {
        String first = uses.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return uses.size() <= MOST_NAMED ? first : first + " and " + (uses.size() - MOST_NAMED) + " more";
    }

    /**
     * The department with this identifier.
     *
     * @throws ChangeRefusedException when there is none
     */
    public static Department existing(ConfigurationView configuration, DepartmentId id) {
        return configuration
                .find(Department.KIND, id.value())
                .orElseThrow(() -> ChangeRefusedException.missing("there is no department " + id));
    }
}
