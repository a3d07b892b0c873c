package org.jamesdesk.dns;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a mail domain as DNS has it: ASCII (RFC 5890), lower case, no dot at the end.
 *
 * @param value the name
 */
public record DomainName(String value) {
    private static final int MAX_LENGTH = 253;
    private static final Pattern FORM =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");

    /** @throws IllegalArgumentException when the value has not that form */
    public DomainName {
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a domain such as example.org expected");
        }
    }

    /**
     * The domain that a text names in any case, with or without letters beyond ASCII.
     *
     * @throws IllegalArgumentException when it names none
     */
    public static DomainName parse(String text) {
        String name = text.strip();
        // Longer ones are no domain in whatever form, and need not be converted to know it.
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a domain such as example.org expected");
        }
        try {
            return new DomainName(IDN.toASCII(name).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a domain such as example.org expected", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
