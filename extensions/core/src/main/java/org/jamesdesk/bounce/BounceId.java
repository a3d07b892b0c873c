package org.jamesdesk.bounce;

import java.util.regex.Pattern;

/**
 * Names one bounce: hash of the delivery and of what told about it, so that the same news twice is one bounce.
 *
 * @param value 32 lower-case hex digits
 */
public record BounceId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    /** @throws IllegalArgumentException when the value has not that form */
    public BounceId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a bounce id has 32 lower-case hex digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
