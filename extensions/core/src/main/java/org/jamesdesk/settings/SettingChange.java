package org.jamesdesk.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.department.DepartmentId;

/**
 * One setting that was changed: an entry of the audit record.
 *
 * @param at when
 * @param who the administrator
 * @param department where; empty: for the organisation
 * @param setting the name of the setting
 * @param from the value before; empty: it was inherited
 * @param to the value after; empty: it is inherited
 */
public record SettingChange(
        Instant at,
        String who,
        Optional<DepartmentId> department,
        String setting,
        Optional<JsonNode> from,
        Optional<JsonNode> to) {
    public SettingChange {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(setting, "setting");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }
}
