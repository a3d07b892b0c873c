package org.jamesdesk.address;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An e-mail address (RFC 5321 {@code Mailbox}) that keeps the local part as it was written and compares without regard
 * to case (R11): two spellings of one address are equal.
 */
public final class EmailAddress implements Comparable<EmailAddress> {
    /** RFC 5321 allows 64 + 1 + 255; real senders with tokens in their local part exceed the 64 and must be readable. */
    private static final int MAX_LENGTH = 320;

    private static final String SPECIALS = "()<>[]:;@\\,\"";

    private final String localPart;
    private final String domain;
    private final String key;

    private EmailAddress(String localPart, String domain) {
        this.localPart = localPart;
        this.domain = domain;
        this.key = localPart.toLowerCase(Locale.ROOT) + "@" + domain;
    }

    /**
     * Parses {@code local@domain} of at most 320 characters.
     *
     * @throws IllegalArgumentException naming the rule that was broken
     */
    public static EmailAddress parse(String text) {
        return tryParse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + abbreviate(text) + "' is not an e-mail address: local@domain expected"));
    }

    /** As {@link #parse}, empty when the text is not an address. Never throws on any text. */
    public static Optional<EmailAddress> tryParse(String text) {
        String trimmed = text.trim();
        int at = trimmed.lastIndexOf('@');
        if (at < 1 || at == trimmed.length() - 1 || trimmed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String localPart = trimmed.substring(0, at);
        String domain = trimmed.substring(at + 1).toLowerCase(Locale.ROOT);
        if (!isLocalPart(localPart) || !isDomain(domain)) {
            return Optional.empty();
        }
        return Optional.of(new EmailAddress(localPart, domain));
    }

    private static boolean isLocalPart(String text) {
        if (text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")) {
            return text.chars().allMatch(c -> c >= ' ' && c != 127);
        }
        boolean plain = text.chars().allMatch(c -> c > ' ' && c != 127 && SPECIALS.indexOf(c) < 0);
        return plain && !text.startsWith(".") && !text.endsWith(".") && !text.contains("..");
    }

    private static boolean isDomain(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return text.chars().allMatch(c -> c > ' ' && c < 127);
        }
        boolean characters = text.chars().allMatch(c -> c == '-' || c == '.' || Character.isLetterOrDigit(c));
        return characters && !text.startsWith(".") && !text.endsWith(".") && !text.contains("..");
    }

    private static String abbreviate(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 80 ? printable : printable.substring(0, 80) + "…";
    }

    /** The part before the {@code @} as it was written. */
    public String localPart() {
        return localPart;
    }

    /** The part after the {@code @}, in lower case. */
    public String domain() {
        return domain;
    }

    /** The address as it was written, with the domain in lower case: the form that goes into a header or envelope. */
    public String asString() {
        return localPart + "@" + domain;
    }

    /** The address in lower case: the form that stores and indices use as a key. */
    public String key() {
        return key;
    }

    @Override
    public int compareTo(EmailAddress other) {
        return key.compareTo(other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmailAddress that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key);
    }

    @Override
    public String toString() {
        return asString();
    }
}
