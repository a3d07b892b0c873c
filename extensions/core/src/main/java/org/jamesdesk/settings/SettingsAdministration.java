package org.jamesdesk.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.Draft;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentAdministration;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.json.JsonMistake;

/** What an administrator may do with settings: edits of a draft, each of which is refused or complete. */
public final class SettingsAdministration {
    private SettingsAdministration() {}

    /**
     * Sets values: all that is asked for, or nothing.
     *
     * @param department for whom; empty: for the organisation
     * @param wanted the new values by name; JSON's {@code null} means: inherit again
     * @throws ChangeRefusedException naming the setting and what would be right
     */
    public static void change(Draft draft, Optional<DepartmentId> department, Map<String, JsonNode> wanted) {
        department.ifPresent(id -> DepartmentAdministration.existing(draft, id));
        SortedMap<String, JsonNode> values =
                new TreeMap<>(SettingValues.of(draft, department).values());
        wanted.forEach((name, value) -> {
            Setting<?> setting = setting(name);
            requireScope(setting, department);
            if (value.isNull()) {
                values.remove(name);
            } else {
                requireType(setting, value, ", or null to inherit");
                values.put(name, value);
            }
        });
        if (values.isEmpty()) {
            draft.remove(SettingValues.kind(department), SettingValues.key(department));
        } else {
            draft.put(SettingValues.kind(department), new SettingValues(department, values));
        }
        check(draft);
    }

    /**
     * Values of the organisation that keep the rules for each by itself.
     *
     * @return the same
     * @throws ChangeRefusedException naming the setting and what would be right
     */
    public static SettingValues checkedOfOrganisation(SettingValues values) {
        if (values.department().isPresent()) {
            throw ChangeRefusedException.invalid("department: none expected, these values are the organisation's");
        }
        return checked(values);
    }

    /** As {@link #checkedOfOrganisation}, for values of a department. */
    public static SettingValues checkedOfDepartment(SettingValues values) {
        if (values.department().isEmpty()) {
            throw ChangeRefusedException.invalid("department: the department whose values these are, expected");
        }
        return checked(values);
    }

    private static SettingValues checked(SettingValues values) {
        values.values().forEach((name, value) -> {
            Setting<?> setting = setting(name);
            requireScope(setting, values.department());
            requireType(setting, value, "");
        });
        return values;
    }

    /**
     * What must hold across all settings, however they came to be set.
     *
     * @throws ChangeRefusedException naming the first rule that is broken
     */
    public static void check(ConfigurationView configuration) {
        for (SettingValues values : configuration.all(SettingValues.DEPARTMENT)) {
            DepartmentId id = values.department().orElseThrow();
            if (configuration.find(Department.KIND, id.value()).isEmpty()) {
                throw ChangeRefusedException.invalid("department: there is no department " + id);
            }
        }
        requireNumbersOfSomebody(Settings.of(configuration));
    }

    private static Setting<?> setting(String name) {
        return Setting.find(name)
                .orElseThrow(() -> ChangeRefusedException.invalid(JsonMistake.printable(name)
                        + ": there is no such setting; the settings are "
                        + Setting.all().stream().map(Setting::name).collect(Collectors.joining(", "))));
    }

    private static void requireScope(Setting<?> setting, Optional<DepartmentId> department) {
        if (department.isPresent() && setting.scope() == Scope.ORGANISATION) {
            throw ChangeRefusedException.invalid(setting
                    + ": it is one value for the whole organisation, a department cannot have its own; set it at"
                    + " /desk/settings");
        }
    }

    private static void requireType(Setting<?> setting, JsonNode value, String otherwise) {
        if (setting.type().reader().apply(value).isEmpty()) {
            throw ChangeRefusedException.invalid(setting + ": " + setting.type().expectation() + otherwise);
        }
    }

    /** R85: numbers that nobody may use would look switched on and do nothing. */
    private static void requireNumbersOfSomebody(Settings settings) {
        boolean somebody = settings.value(Setting.NUMBER_THREADING_AGENTS).value()
                || settings.value(Setting.NUMBER_THREADING_PARTICIPANTS).value();
        if (settings.value(Setting.NUMBER_THREADING).value() && !somebody) {
            throw ChangeRefusedException.invalid(Setting.NUMBER_THREADING + ": while it is true, "
                    + Setting.NUMBER_THREADING_AGENTS + " or " + Setting.NUMBER_THREADING_PARTICIPANTS
                    + " must be true as well (R85)");
        }
    }
}
