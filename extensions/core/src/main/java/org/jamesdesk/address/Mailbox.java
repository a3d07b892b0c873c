package org.jamesdesk.address;

import java.util.Objects;

/**
 * An address with the name that precedes it in a header (RFC 5322 {@code mailbox}).
 *
 * @param name the display name, decoded, one line; empty when there is none
 * @param address the address
 */
public record Mailbox(String name, EmailAddress address) {
    public Mailbox {
        Objects.requireNonNull(address, "address");
        name = name.replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
    }

    /** A mailbox without a name. */
    public static Mailbox of(EmailAddress address) {
        return new Mailbox("", address);
    }

    /** What a person is shown: the name, else the address. */
    public String displayName() {
        return name.isEmpty() ? address.asString() : name;
    }
}
