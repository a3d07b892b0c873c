package org.jamesdesk.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.Draft;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;

/** Changes settings: all that is asked for, or nothing. */
public final class SettingsChange {
    private SettingsChange() {}

    /**
     * Sets values.
     *
     * @param draft where
     * @param department for whom; empty: for the organisation
     * @param wanted the new values by name; JSON's {@code null} means: inherit again
     * @throws ChangeRefusedException naming the setting and what would be right
     */
    public static void apply(Draft draft, Optional<DepartmentId> department, Map<String, JsonNode> wanted) {
        department.ifPresent(id -> requireDepartment(draft, id));
        SortedMap<String, JsonNode> values =
                new TreeMap<>(SettingValues.of(draft, department).values());
        wanted.forEach((name, value) -> {
            requireRight(setting(name), department, value);
            if (value.isNull()) {
                values.remove(name);
            } else {
                values.put(name, value);
            }
        });
        if (values.isEmpty()) {
            draft.remove(SettingValues.kind(department), SettingValues.key(department));
        } else {
            draft.put(SettingValues.kind(department), new SettingValues(department, values));
        }
        requireNumbersOfSomebody(Settings.of(draft));
    }

    private static void requireDepartment(Draft draft, DepartmentId id) {
        if (draft.find(Department.KIND, id.value()).isEmpty()) {
            throw ChangeRefusedException.missing("there is no department " + id);
        }
    }

    private static Setting<?> setting(String name) {
        return Setting.find(name)
                .orElseThrow(() -> ChangeRefusedException.invalid(printable(name)
                        + ": there is no such setting; the settings are "
                        + Setting.all().stream().map(Setting::name).collect(Collectors.joining(", "))));
    }

    private static String printable(String name) {
        String oneLine = name.replaceAll("\\p{Cntrl}", "?");
        return oneLine.length() <= 80 ? oneLine : oneLine.substring(0, 80) + "…";
    }

    private static void requireRight(Setting<?> setting, Optional<DepartmentId> department, JsonNode value) {
        if (department.isPresent() && setting.scope() == Scope.ORGANISATION) {
            throw ChangeRefusedException.invalid(setting
                    + ": it is one value for the whole organisation, a department cannot have its own; set it at"
                    + " /desk/settings");
        }
        if (!value.isNull() && setting.type().reader().apply(value).isEmpty()) {
            throw ChangeRefusedException.invalid(
                    setting + ": " + setting.type().expectation() + ", or null to inherit");
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
