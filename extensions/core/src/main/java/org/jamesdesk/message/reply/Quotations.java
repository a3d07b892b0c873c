package org.jamesdesk.message.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** Divides the lines of a mail into what its sender wrote and what is quoted. */
final class Quotations {
    /** Shorter quoted lines are not wrapped by mail programs, so what follows them is an answer. */
    private static final int MIN_WRAPPED = 60;

    private static final int MAX_LINES_ABOVE_HEADER = 3;

    /** Nobody writes so much above a quotation; what follows is kept unread. */
    private static final int MAX_LINES = 20_000;

    enum Kind {
        TEXT,
        /** Lines with marks of quotation. */
        QUOTE,
        /** An older mail without such marks, to the end. */
        REST,
        /** An older mail that is meant to be read, or below which an answer may stand, to the end. */
        SHOWN
    }

    /**
     * A run of lines of one kind.
     *
     * @param from index of the first line
     * @param content index of the first line behind the words that introduce a quotation
     * @param to index behind the last line
     * @param introduced whether there are such words, before the quotation or as its beginning
     */
    record Run(Kind kind, int from, int content, int to, boolean introduced) {}

    private final List<Line> lines;
    private final BooleanSupplier passedOn;
    private final Attributions attributions = Attributions.known();
    private final List<Run> runs = new ArrayList<>();
    private int textFrom;
    private boolean anyText;

    /** @param passedOn whether the mail passes another on, which then is meant to be read; asked at most once */
    private Quotations(List<Line> lines, BooleanSupplier passedOn) {
        this.lines = lines;
        this.passedOn = passedOn;
    }

    /** The runs of lines, in order; together they are all lines. */
    static List<Run> in(List<Line> lines, BooleanSupplier passedOn) {
        Quotations quotations = new Quotations(lines, passedOn);
        quotations.divide();
        return quotations.runs;
    }

    private void divide() {
        int i = 0;
        while (i < lines.size()) {
            int next = step(i);
            anyText |= next == i + 1 && textFrom <= i && !lines.get(i).isBlank();
            i = next;
        }
        endText(lines.size());
    }

    /** Looks at one line; the index of the next one to look at. */
    private int step(int i) {
        if (i >= MAX_LINES) {
            return toTheEnd(Kind.SHOWN, i);
        }
        Line line = lines.get(i);
        if (line.isQuoted()) {
            return quote(i, i);
        }
        if (line.mark() == Line.Mark.REST) {
            return olderMail(i);
        }
        if (line.isBlank() && line.mark() != Line.Mark.RULE) {
            return i + 1;
        }
        if (Separators.isForward(line)) {
            return toTheEnd(Kind.SHOWN, i);
        }
        if (Separators.isReplyMarker(line)) {
            return toTheEnd(anyText ? Kind.REST : Kind.SHOWN, i);
        }
        if (Separators.isOriginal(line) || isHeader(i)) {
            return olderMail(i);
        }
        OptionalInt behind = attributions.endAt(lines, i);
        if (behind.isEmpty()) {
            return i + 1;
        }
        int content = firstText(behind.getAsInt());
        return content < lines.size() && lines.get(content).isQuoted() ? quote(i, content) : olderMail(i);
    }

    private boolean isHeader(int i) {
        if (HeaderBlocks.beginsAt(lines, i, false)) {
            return true;
        }
        int below = firstText(i + 1);
        return below < lines.size()
                && below <= i + MAX_LINES_ABOVE_HEADER
                && (HeaderBlocks.beginsAt(lines, below, true) || Separators.isOriginal(lines.get(below)))
                && Separators.isOriginalAboveHeader(lines.get(i));
    }

    private int firstText(int from) {
        int i = from;
        while (i < lines.size() && lines.get(i).isBlank() && lines.get(i).mark() == Line.Mark.NONE) {
            i++;
        }
        return i;
    }

    private int olderMail(int i) {
        // With nothing above, whoever wrote this answered below, and where is not to be told.
        return toTheEnd(!anyText || passedOn.getAsBoolean() ? Kind.SHOWN : Kind.REST, i);
    }

    private int toTheEnd(Kind kind, int i) {
        endText(i);
        runs.add(new Run(kind, i, i, lines.size(), kind == Kind.REST));
        textFrom = lines.size();
        return lines.size();
    }

    private int quote(int introduction, int content) {
        endText(introduction);
        int end = endOfQuote(content);
        boolean introduced = introduction < content || introducesItself(content, end);
        runs.add(new Run(Kind.QUOTE, introduction, content, end, introduced));
        textFrom = end;
        return end;
    }

    private boolean introducesItself(int from, int to) {
        List<Line> beginning = lines.subList(from, Math.min(to, from + 8)).stream()
                .map(Line::plain)
                .map(Line::of)
                .dropWhile(Line::isBlank)
                .toList();
        return !beginning.isEmpty()
                && (attributions.endAt(beginning, 0).isPresent()
                        || Separators.isOriginal(beginning.get(0))
                        || HeaderBlocks.beginsAt(beginning, 0, false));
    }

    private int endOfQuote(int from) {
        int end = from;
        int i = from;
        while (i < lines.size()) {
            if (lines.get(i).isQuoted() || isWrapped(i)) {
                end = ++i;
            } else if (lines.get(i).isBlank() && lines.get(i).mark() == Line.Mark.NONE) {
                i++;
            } else {
                break;
            }
        }
        return end;
    }

    /** Whether a line without mark is the end of the quoted line above, broken by a program that wraps without thought. */
    private boolean isWrapped(int i) {
        if (i == 0
                || i + 1 >= lines.size()
                || !lines.get(i + 1).isQuoted()
                || !lines.get(i - 1).isQuoted()) {
            return false;
        }
        String above = lines.get(i - 1).plain();
        String plain = lines.get(i).plain();
        if (plain.isEmpty()) {
            return false;
        }
        int open = Math.max(above.lastIndexOf('('), above.lastIndexOf('<'));
        boolean brokenLink = above.indexOf("://", Math.max(open, 0)) >= 0
                && open > Math.max(above.lastIndexOf(')'), above.lastIndexOf('>'));
        boolean link = plain.indexOf(' ') < 0 && plain.contains("://")
                || plain.startsWith("(http")
                || plain.startsWith("<http");
        boolean sentenceGoesOn = lines.get(i - 1).text().length() >= MIN_WRAPPED
                && !above.isEmpty()
                && ".?!:;".indexOf(above.charAt(above.length() - 1)) < 0
                && !Character.isUpperCase(plain.charAt(0));
        return brokenLink || link || sentenceGoesOn;
    }

    private void endText(int to) {
        if (to > textFrom) {
            runs.add(new Run(Kind.TEXT, textFrom, textFrom, to, false));
        }
        textFrom = to;
    }
}
