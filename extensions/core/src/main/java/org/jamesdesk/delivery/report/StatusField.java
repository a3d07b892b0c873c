package org.jamesdesk.delivery.report;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** One field of a delivery status, folded (RFC 5322 section 2.2.3). */
final class StatusField {
    private static final int USUAL_LINE = 78;
    /** A line has at most 998 octets (RFC 5322 section 2.1.1). */
    private static final int MOST_OCTETS = 990;

    /** Lenient readers take an indented field for a field, so no line may begin with what would be one. */
    private static final Pattern LIKE_A_FIELD =
            Pattern.compile("(?i)(?:original-recipient|final-recipient|action|status)\\b.*", Pattern.DOTALL);

    private StatusField() {}

    /**
     * The field with its line end.
     *
     * @param value any text; becomes one line
     */
    static String of(String name, String value) {
        StringBuilder field = new StringBuilder();
        StringBuilder line = new StringBuilder(name).append(':');
        String rest = PlainLine.of(value);
        while (!rest.isEmpty()) {
            int space = rest.indexOf(' ');
            String word = space < 0 ? rest : rest.substring(0, space);
            boolean foldable = !LIKE_A_FIELD.matcher(rest).matches();
            if (foldable && octets(line) + 1 + octets(word) > USUAL_LINE && line.length() > name.length() + 1) {
                field.append(line).append("\r\n");
                line.setLength(0);
            }
            // What may not begin a line is cut behind its first letter, when the line is full.
            int fitting = Math.max(foldable ? 0 : 1, fitting(word, MOST_OCTETS - octets(line) - 1));
            line.append(' ').append(word, 0, fitting);
            rest = rest.substring(fitting).stripLeading();
            if (fitting < word.length()) {
                field.append(line).append("\r\n");
                line.setLength(0);
            }
        }
        return field.append(line).append(line.length() > 0 ? "\r\n" : "").toString();
    }

    /** How many characters of a word fit; never half a surrogate pair, and what remains is not like a field. */
    private static int fitting(String word, int octets) {
        int length = 0;
        int used = 0;
        while (length < word.length()) {
            int next = word.codePointAt(length);
            used += octets(Character.toString(next));
            if (used > octets) {
                break;
            }
            length += Character.charCount(next);
        }
        while (length > 0
                && length < word.length()
                && LIKE_A_FIELD.matcher(word.substring(length)).matches()) {
            length = word.offsetByCodePoints(length, -1);
        }
        return length;
    }

    private static int octets(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
