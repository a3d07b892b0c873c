package org.jamesdesk.message.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Message identifiers (RFC 5322 section 3.6.4), also without their angle brackets. */
public final class MessageIds {
    private static final int MAX_REFERENCES = 100;
    private static final int MAX_LENGTH = 998;
    private static final Pattern BRACKETED = Pattern.compile("<([^<>]{1,998})>");

    private MessageIds() {}

    /** The first identifier. */
    public static Optional<String> single(String value) {
        return all(value).stream().findFirst().or(() -> Optional.of(value.trim())
                .filter(MessageIds::usable));
    }

    /** All identifiers in order; of very many the last ones. */
    public static List<String> all(String value) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = BRACKETED.matcher(value);
        while (matcher.find()) {
            add(matcher.group(1), ids);
        }
        if (ids.isEmpty()) {
            for (String word : value.split("[\\s,;]+")) {
                if (word.contains("@")) {
                    add(word.replaceAll("[<>]", ""), ids);
                }
            }
        }
        return ids.size() <= MAX_REFERENCES ? ids : ids.subList(ids.size() - MAX_REFERENCES, ids.size());
    }

    private static void add(String id, List<String> ids) {
        String compact = id.replaceAll("\\s+", "");
        if (usable(compact)) {
            ids.add(compact);
        }
    }

    private static boolean usable(String id) {
        return !id.isEmpty() && id.length() <= MAX_LENGTH;
    }
}
