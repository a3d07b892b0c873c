package org.jamesdesk.message.reply;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line of a mail's text, prepared for looking at.
 *
 * @param text the line as it stands in the mail
 * @param depth how many marks of quotation ({@code >}) it begins with
 * @param plain what stands behind those marks: invisible characters gone, white space single; only its beginning when longer
 *     than {@link #MAX_PLAIN}
 * @param folded the same for comparison with the words of a table
 * @param mark what the markup said, if the line comes from HTML
 */
record Line(String text, int depth, String plain, String folded, Mark mark) {
    /** What the HTML of a mail tells about a line beyond its words. */
    enum Mark {
        NONE,
        /** Introduces a quotation. */
        ATTRIBUTION,
        /** This line and all that follow are old. */
        REST,
        /** Nothing but a drawn line across the page. */
        RULE,
        /** A signature begins behind this line, which itself is empty. */
        SIGNATURE;

        // Private use: MarkedHtml puts these in front of a line and takes care that the mail itself holds none.
        private static final char FIRST = '\ue001';

        char sign() {
            return (char) (FIRST + ordinal());
        }

        static Mark of(String line) {
            int ordinal = line.isEmpty() ? 0 : line.charAt(0) - FIRST;
            return ordinal > 0 && ordinal < values().length ? values()[ordinal] : NONE;
        }
    }

    /** Longer lines are prose; no mail program writes such a line by itself. */
    static final int MAX_PLAIN = 1_000;

    /** The lines of a text. */
    static List<Line> linesOf(String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            lines.add(of(text.substring(start, end)));
            start = end + 1;
        }
        return lines;
    }

    static Line of(String written) {
        Mark mark = Mark.of(written);
        String text = mark == Mark.NONE ? written : written.substring(1);
        int depth = 0;
        int at = 0;
        while (at < text.length() && (text.charAt(at) == '>' || isBlank(text.charAt(at)))) {
            depth += text.charAt(at++) == '>' ? 1 : 0;
        }
        String plain = plain(text, at);
        return new Line(text, depth, plain, fold(plain), mark);
    }

    boolean isBlank() {
        return plain.isEmpty() && depth == 0;
    }

    boolean isQuoted() {
        return depth > 0;
    }

    /** Lower case, composed, digits of all scripts as ASCII ones, one kind of apostrophe. */
    static String fold(String words) {
        if (isAscii(words)) {
            return words.toLowerCase(Locale.ROOT).replace('`', '\'');
        }
        StringBuilder folded = new StringBuilder(words.length());
        String lower = Normalizer.normalize(words, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c == '\u2019' || c == '\u02bc' || c == '\u00b4' || c == '`') {
                folded.append('\'');
            } else if (c > 127 && Character.isDigit(c)) {
                folded.append((char) ('0' + Character.digit(c, 10)));
            } else {
                folded.append(c);
            }
        }
        return folded.toString();
    }

    private static boolean isAscii(String words) {
        for (int i = 0; i < words.length(); i++) {
            if (words.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    private static String plain(String text, int from) {
        StringBuilder plain = new StringBuilder();
        boolean space = false;
        for (int i = from; i < text.length() && plain.length() < MAX_PLAIN; i++) {
            char c = text.charAt(i);
            if (isBlank(c)) {
                space = true;
            } else if (c < 127 || Character.getType(c) != Character.FORMAT) {
                if (space && plain.length() > 0) {
                    plain.append(' ');
                }
                space = false;
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c > 127 && (c == '\ufeff' || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }
}
