package org.jamesdesk.address;

import java.util.Objects;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.Kind;
import org.jamesdesk.department.DepartmentId;

/**
 * What a desk falls back on: there is always exactly one of each, from the first start on (R2, R3).
 *
 * @param department the default department
 * @param supportAddress the default support address
 */
public record DeskDefaults(DepartmentId department, EmailAddress supportAddress) {
    private static final String ONLY = "desk";

    /** The one value of this kind. */
    public static final Kind<DeskDefaults> KIND = new Kind<>("defaults", DeskDefaults.class, defaults -> ONLY);

    public DeskDefaults {
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(supportAddress, "supportAddress");
    }

    /**
     * The defaults of a desk.
     *
     * @throws IllegalStateException before the first start has finished; no {@code Configurations} hands out such a one
     */
    public static DeskDefaults of(ConfigurationView configuration) {
        return configuration
                .find(KIND, ONLY)
                .orElseThrow(() -> new IllegalStateException("the first start of the desk has not finished"));
    }

    /** Whether the first start still has to make them. */
    static boolean missing(ConfigurationView configuration) {
        return configuration.find(KIND, ONLY).isEmpty();
    }
}
