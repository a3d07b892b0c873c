package org.jamesdesk.message.forward;

import java.util.ArrayList;
import java.util.List;

/** Body text as lines without their quote marks; as many and as long as a forward's beginning can need. */
final class BodyLines {
    private static final int MAX_LINES = 5_000;
    private static final int MAX_LENGTH = 4_000;

    /**
     * A line.
     *
     * @param text without quote marks and surrounding space
     * @param depth how many quote marks stood before it
     */
    record Line(String text, int depth) {
        boolean isBlank() {
            return text.isEmpty();
        }
    }

    private BodyLines() {}

    static List<Line> of(String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (start <= text.length() && lines.size() < MAX_LINES) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            lines.add(line(text, start, Math.min(end, start + MAX_LENGTH)));
            start = end + 1;
        }
        return lines;
    }

    private static Line line(String text, int start, int end) {
        int from = start;
        int depth = 0;
        while (from < end && (isIgnored(text.charAt(from)) || text.charAt(from) == '>')) {
            depth += text.charAt(from) == '>' ? 1 : 0;
            from++;
        }
        int to = end;
        while (to > from && isIgnored(text.charAt(to - 1))) {
            to--;
        }
        return new Line(text.substring(from, to), depth);
    }

    private static boolean isIgnored(char c) {
        return Vocabulary.isSpace(c) || Character.getType(c) == Character.FORMAT;
    }
}
