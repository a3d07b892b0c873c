package org.jamesdesk.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.Kind;
import org.jamesdesk.department.DepartmentId;

/**
 * What was set, for the organisation or for one department; what is inherited is absent.
 *
 * @param department for whom; empty: for the organisation
 * @param values by the name of the {@link Setting}
 */
public record SettingValues(Optional<DepartmentId> department, SortedMap<String, JsonNode> values) {
    private static final String ONLY = "desk";

    /** The values of the organisation: at most one such. */
    public static final Kind<SettingValues> ORGANISATION =
            new Kind<>("organisationSettings", SettingValues.class, values -> ONLY);

    /** The values of departments, by the department's identifier. */
    public static final Kind<SettingValues> DEPARTMENT =
            new Kind<>("departmentSettings", SettingValues.class, values -> values.department()
                    .orElseThrow()
                    .value());

    public SettingValues {
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(values, "values");
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** What was set for a department, or, without one, for the organisation; without values when nothing was. */
    static SettingValues of(ConfigurationView configuration, Optional<DepartmentId> department) {
        return configuration
                .find(kind(department), key(department))
                .orElseGet(() -> new SettingValues(department, new TreeMap<>()));
    }

    /** The kind under which the values of a department, or of the organisation, are kept. */
    public static Kind<SettingValues> kind(Optional<DepartmentId> department) {
        return department.isPresent() ? DEPARTMENT : ORGANISATION;
    }

    /** The key under which they are kept. */
    public static String key(Optional<DepartmentId> department) {
        return department.map(DepartmentId::value).orElse(ONLY);
    }
}
