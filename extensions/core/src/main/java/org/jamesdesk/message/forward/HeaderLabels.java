package org.jamesdesk.message.forward;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The labels that mail programs of the world put before the header fields of a mail they quote or forward, such as
 * {@code From:}, {@code Von:} or {@code 发件人：}. The table is the resource {@code header-labels.txt}.
 */
public final class HeaderLabels {
    private static final HeaderLabels WORLD = new HeaderLabels("header-labels.txt");

    /** A label and its colon stand within so many characters from the beginning of a line. */
    private static final int MAX_LABEL = 48;

    /** A header field of the mail that is quoted or forwarded; the order is that of the table's columns. */
    public enum Field {
        FROM,
        DATE,
        TO,
        CC,
        BCC,
        SUBJECT,
        REPLY_TO
    }

    /**
     * A line that begins with a label.
     *
     * @param field the field the label stands for
     * @param value what follows the colon, without surrounding space; may be empty
     * @param languages the languages (ISO 639) that use this label
     */
    public record LabelledLine(Field field, String value, Set<String> languages) {
        public LabelledLine {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(value, "value");
            languages = Set.copyOf(languages);
        }
    }

    /**
     * A label in the midst of a line.
     *
     * @param field the field the label stands for
     * @param start where the label begins in the line
     * @param end where its value begins: after the colon
     */
    record LabelInLine(Field field, int start, int end) {}

    private final Map<String, Field> fields = new HashMap<>();
    private final Map<String, Set<String>> languages = new HashMap<>();

    private HeaderLabels(String resource) {
        for (List<List<String>> row : Vocabulary.rows(resource, Field.values().length + 1)) {
            for (Field field : Field.values()) {
                for (String label : row.get(field.ordinal() + 1)) {
                    Vocabulary.define(fields, label, field);
                    languages
                            .computeIfAbsent(Vocabulary.folded(label), key -> new TreeSet<>())
                            .addAll(row.get(0));
                }
            }
        }
    }

    /** The labels of all known languages. */
    public static HeaderLabels world() {
        return WORLD;
    }

    /** The field that a label stands for; the label without its colon. */
    public Optional<Field> field(String label) {
        return Optional.ofNullable(fields.get(Vocabulary.folded(label)));
    }

    /**
     * Reads a line that begins with a known label and a colon. Bold marks ({@code *From:*}), direction marks, no-break
     * spaces, full-width colons and spaces before the colon do not matter; quote marks ({@code >}) must be gone.
     */
    public Optional<LabelledLine> read(String line) {
        int start = start(line);
        int colon = colon(line, start);
        if (colon < 0) {
            return Optional.empty();
        }
        int stars = stars(line, start);
        String label = line.substring(start + stars, trimStars(line, start + stars, colon));
        String folded = Vocabulary.folded(label);
        Field field = fields.get(folded);
        return field == null
                ? Optional.empty()
                : Optional.of(new LabelledLine(
                        field, value(line.substring(colon + 1), stars), languages.getOrDefault(folded, Set.of())));
    }

    /**
     * The longest known label that ends at a colon in the midst of a line. It may be glued to the text before it, as when
     * a mail program lost the line breaks ({@code 09:26:50 CETSubject: …}), if its capital shows where it begins.
     */
    Optional<LabelInLine> endingAt(String line, int colon) {
        int end = trimStars(line, 0, colon);
        for (int start = Math.max(0, end - MAX_LABEL); start < end; start++) {
            if (beginsWord(line, start)) {
                Field field = fields.get(Vocabulary.folded(line.substring(start, end)));
                if (field != null) {
                    return Optional.of(new LabelInLine(field, start, colon + 1));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean beginsWord(String line, int start) {
        char first = line.charAt(start);
        if (!Character.isLetter(first)) {
            return false;
        }
        if (start == 0 || !Character.isLetterOrDigit(line.charAt(start - 1))) {
            return true;
        }
        if (!Character.isUpperCase(first)) {
            return !Character.isLowerCase(first) && !isSameScript(line.charAt(start - 1), first);
        }
        return !Character.isUpperCase(line.charAt(start - 1))
                || start + 1 < line.length() && Character.isLowerCase(line.charAt(start + 1));
    }

    private static boolean isSameScript(char one, char other) {
        return Character.UnicodeScript.of(one) == Character.UnicodeScript.of(other);
    }

    private static int start(String line) {
        int start = 0;
        while (start < line.length() && start < MAX_LABEL && isIgnored(line.charAt(start))) {
            start++;
        }
        return start;
    }

    private static boolean isIgnored(char c) {
        return Vocabulary.isSpace(c) || Character.getType(c) == Character.FORMAT;
    }

    /** The position of the first colon if it is near enough, else -1. */
    static int colon(String line, int start) {
        int end = Math.min(line.length(), start + MAX_LABEL);
        for (int i = start; i < end; i++) {
            if (isColon(line.charAt(i))) {
                return i > start ? i : -1;
            }
        }
        return -1;
    }

    static boolean isColon(char c) {
        return c == ':' || c == '\uff1a' || c == '\ufe55' || c == '\ufe13';
    }

    private static int stars(String line, int from) {
        int stars = 0;
        while (from + stars < line.length() && line.charAt(from + stars) == '*' && stars < 3) {
            stars++;
        }
        return stars;
    }

    private static int trimStars(String line, int start, int end) {
        int last = end;
        while (last > start && (line.charAt(last - 1) == '*' || isIgnored(line.charAt(last - 1)))) {
            last--;
        }
        return last;
    }

    /** Takes away the bold marks that belong to the label, and those around a value that directly follow them. */
    private static String value(String rest, int stars) {
        String value = stripped(rest);
        if (stars == 0) {
            return value;
        }
        int closing = stars(value, 0);
        if (closing == 0) {
            return value;
        }
        String unmarked = value.substring(Math.min(closing, stars));
        boolean marked = unmarked.length() > 2 && unmarked.startsWith("*") && unmarked.endsWith("*");
        return stripped(marked ? unmarked.substring(1, unmarked.length() - 1) : unmarked);
    }

    private static String stripped(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isIgnored(text.charAt(start))) {
            start++;
        }
        while (end > start && isIgnored(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
