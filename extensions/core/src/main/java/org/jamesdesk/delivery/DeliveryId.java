package org.jamesdesk.delivery;

import java.util.regex.Pattern;

/**
 * Names one delivery: hash of conversation, recipient and purpose, so that composing a mail twice sends it once.
 *
 * @param value 32 lower-case hex digits
 */
public record DeliveryId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    /** @throws IllegalArgumentException when the value has not that form */
    public DeliveryId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a delivery id has 32 lower-case hex digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
