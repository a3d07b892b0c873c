package org.jamesdesk.dns;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tags and values of a DKIM key or DMARC record (RFC 6376 section 3.2); what is malformed is passed over. */
final class TagList {
    private final Map<String, String> tags = new LinkedHashMap<>();

    TagList(String text) {
        for (String part : text.split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                tags.putIfAbsent(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
    }

    Optional<String> value(String tag) {
        return Optional.ofNullable(tags.get(tag));
    }

    /** A value that is a word, in lower case. */
    Optional<String> word(String tag) {
        return value(tag).map(value -> value.toLowerCase(Locale.ROOT));
    }

    /** A value in base64, which may be written with white space in it. */
    Optional<String> base64(String tag) {
        return value(tag).map(value -> value.replaceAll("\\s", ""));
    }
}
