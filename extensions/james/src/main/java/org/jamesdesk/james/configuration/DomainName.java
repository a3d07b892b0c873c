package org.jamesdesk.james.configuration;

import java.util.Locale;
import java.util.regex.Pattern;

/** The form of a domain name in configuration: ASCII, as it stands in mail. */
final class DomainName {
    private static final Pattern FORM = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");

    private DomainName() {}

    static String parse(String text) {
        String domain = text.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(domain).matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a domain name: letters, digits, hyphens and dots (international names as xn--…)");
        }
        return domain;
    }
}
