package org.jamesdesk.department;

import java.util.regex.Pattern;

/**
 * The name of a department in paths and stores: lower-case letters, digits and inner hyphens, at most 64.
 *
 * @param value the identifier
 */
public record DepartmentId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");

    /** @throws IllegalArgumentException when the value has not that form */
    public DepartmentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a department id has 1 to 64 lower-case letters, digits and inner hyphens");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
