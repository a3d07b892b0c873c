package org.jamesdesk.message.forward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A line by which a mail program marks where another mail begins, such as {@code ---- Forwarded message ----}. The table
 * is the resource {@code separators.txt}.
 *
 * @param kind what the line says
 * @param decorated whether dashes or the like surround the words
 * @param words the words themselves
 * @param rest what follows on the same line behind the closing dashes: some mail programs lose line breaks
 */
public record ForwardSeparator(Kind kind, boolean decorated, String words, String rest) {
    /** What a separator says of the mail below it. */
    public enum Kind {
        /** It is forwarded. */
        FORWARDED,
        /** It is forwarded or answered. */
        ORIGINAL,
        /** Another language's words between dashes. */
        UNKNOWN
    }

    private record Beginning(String words, Kind kind) {}

    private record Table(Map<String, Kind> whole, List<Beginning> beginnings) {}

    private static final String DECORATION = "-=_~*+#<>\u2010\u2011\u2012\u2013\u2014\u2015\u2500\u2501\uff0d";
    private static final int MIN_DECORATION = 2;
    private static final int MAX_WORDS = 120;
    private static final int MAX_PLAIN_WORDS = 60;
    private static final Table WORLD = table("separators.txt");

    public ForwardSeparator {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(rest, "rest");
    }

    private static Table table(String resource) {
        Map<String, Kind> whole = new HashMap<>();
        List<Beginning> beginnings = new ArrayList<>();
        for (List<List<String>> row : Vocabulary.rows(resource, 3)) {
            for (Kind kind : List.of(Kind.FORWARDED, Kind.ORIGINAL)) {
                for (String words : row.get(kind.ordinal() + 1)) {
                    if (words.endsWith("…")) {
                        String beginning = words.substring(0, words.length() - 1);
                        beginnings.add(new Beginning(Vocabulary.folded(beginning) + " ", kind));
                    } else {
                        Vocabulary.define(whole, words, kind);
                    }
                }
            }
        }
        return new Table(Map.copyOf(whole), List.copyOf(beginnings));
    }

    /** The separator that a line is; quote marks must be gone. */
    public static Optional<ForwardSeparator> read(String line) {
        String text = line.strip();
        int opening = decoration(text, 0);
        return opening < MIN_DECORATION ? plain(text.substring(opening)) : decorated(text, opening);
    }

    private static Optional<ForwardSeparator> plain(String text) {
        if (text.length() > MAX_PLAIN_WORDS || text.isEmpty()) {
            return Optional.empty();
        }
        String words = withoutColon(text);
        return Optional.ofNullable(WORLD.whole().get(Vocabulary.folded(words)))
                .map(kind -> new ForwardSeparator(kind, false, words, ""));
    }

    private static Optional<ForwardSeparator> decorated(String text, int opening) {
        int end = Math.min(text.length(), opening + MAX_WORDS);
        int closing = opening;
        while (closing < end && decoration(text, closing) < MIN_DECORATION) {
            closing++;
        }
        String words = withoutColon(text.substring(opening, closing).strip());
        if (words.isEmpty() || closing == end && end < text.length()) {
            return Optional.empty();
        }
        int length = closing < text.length() ? decoration(text, closing) : 0;
        String rest = text.substring(closing + length).strip();
        return Optional.of(new ForwardSeparator(kind(words), true, words, rest))
                .filter(separator -> separator.kind() != Kind.UNKNOWN
                        || opening > MIN_DECORATION && length > MIN_DECORATION && isWords(words));
    }

    private static Kind kind(String words) {
        String folded = Vocabulary.folded(words);
        Kind kind = WORLD.whole().get(folded);
        if (kind != null) {
            return kind;
        }
        return WORLD.beginnings().stream()
                .filter(beginning -> folded.startsWith(beginning.words()))
                .map(Beginning::kind)
                .findFirst()
                .orElse(Kind.UNKNOWN);
    }

    private static boolean isWords(String text) {
        return text.codePoints().anyMatch(Character::isLetter);
    }

    /** The number of decorating characters from there on. */
    private static int decoration(String text, int from) {
        int end = from;
        while (end < text.length() && DECORATION.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end - from;
    }

    /** Whether the line is nothing but a rule, as {@code ________}. */
    public static boolean isRule(String line) {
        String text = line.strip();
        return text.length() > MIN_DECORATION && decoration(text, 0) == text.length();
    }

    private static String withoutColon(String words) {
        int end = words.length();
        while (end > 0
                && (HeaderLabels.isColon(words.charAt(end - 1))
                        || DECORATION.indexOf(words.charAt(end - 1)) >= 0
                        || Vocabulary.isSpace(words.charAt(end - 1)))) {
            end--;
        }
        return words.substring(0, end);
    }
}
