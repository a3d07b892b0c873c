package org.jamesdesk.message.reply;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Knows the lines that mail programs and help desks put between new and old text; the words are in {@code separators.txt}. */
final class Separators {
    private static final int MAX_LENGTH = 200;
    private static final String DECORATION = "-_=*~#<>[]|+\u2014\u2013\u2500\u2501. \t";
    private static final Separators KNOWN = new Separators(Table.rows("separators.txt", 3));

    private final Set<String> original = new HashSet<>();
    private final Set<String> forward = new HashSet<>();
    private final Set<String> above = new HashSet<>();

    private Separators(List<List<String>> rows) {
        for (List<String> row : rows) {
            Set<String> words =
                    switch (row.get(0)) {
                        case "original" -> original;
                        case "forward" -> forward;
                        case "above" -> above;
                        default -> throw new IllegalStateException("Unknown separator: " + row.get(0));
                    };
            words.addAll(Table.words(row.get(2)));
        }
    }

    static Separators known() {
        return KNOWN;
    }

    /** "-----Original Message-----", also with sender or date behind the words. */
    boolean isOriginal(Line line) {
        String words = bare(line);
        return !words.isEmpty() && isDecorated(line) && (original.contains(words) || startsWithAny(original, words));
    }

    /** "Original Message" without dashes, to be trusted only above a mail's header. */
    boolean isOriginalAboveHeader(Line line) {
        return original.contains(bare(line)) || isRule(line);
    }

    /** "---------- Forwarded message ----------", "Begin forwarded message:". */
    boolean isForward(Line line) {
        String words = bare(line);
        return !words.isEmpty()
                && (forward.contains(words)
                                && (isDecorated(line) || line.plain().endsWith(":"))
                        || isDecorated(line) && startsWithAny(forward, words));
    }

    /** "##- Please type your reply above this line -##". */
    boolean isReplyMarker(Line line) {
        if (line.plain().isEmpty() || line.plain().length() > MAX_LENGTH) {
            return false;
        }
        String words = line.folded();
        return above.stream().anyMatch(words::contains);
    }

    /** A line of nothing but dashes, underscores and the like. */
    static boolean isRule(Line line) {
        return line.plain().length() >= 2
                && line.plain().chars().allMatch(c -> DECORATION.indexOf(c) >= 0 && c != '<' && c != '.' && c != '|');
    }

    private static boolean startsWithAny(Set<String> all, String words) {
        // "original message from jane roe", "original message - monday ..."
        for (int end = words.indexOf(' '); end > 0; end = words.indexOf(' ', end + 1)) {
            if (all.contains(words.substring(0, end)) && words.length() - end < 120) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDecorated(Line line) {
        String plain = line.plain();
        return plain.length() > 4 && isDash(plain.charAt(0)) && isDash(plain.charAt(plain.length() - 1));
    }

    private static boolean isDash(char c) {
        return "-_=*~#\u2014\u2013\u2500\u2501".indexOf(c) >= 0;
    }

    private static String bare(Line line) {
        String plain = line.plain();
        if (plain.length() > MAX_LENGTH) {
            return "";
        }
        int start = 0;
        int end = plain.length();
        while (start < end && DECORATION.indexOf(plain.charAt(start)) >= 0) {
            start++;
        }
        while (end > start
                && (DECORATION.indexOf(plain.charAt(end - 1)) >= 0
                        || plain.charAt(end - 1) == ':'
                        || plain.charAt(end - 1) == '\uff1a')) {
            end--;
        }
        return Line.fold(plain.substring(start, end));
    }
}
