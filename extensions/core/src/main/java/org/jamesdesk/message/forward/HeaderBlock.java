package org.jamesdesk.message.forward;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.message.forward.BodyLines.Line;
import org.jamesdesk.message.forward.HeaderLabels.Field;
import org.jamesdesk.message.forward.HeaderLabels.LabelInLine;
import org.jamesdesk.message.forward.HeaderLabels.LabelledLine;

/**
 * The header of a quoted or forwarded mail as it stands in a text: labelled lines that follow each other.
 *
 * @param values what the labels say
 * @param languages the languages of the labels that only some languages use
 */
record HeaderBlock(Map<Field, String> values, Set<String> languages) {
    private static final int MAX_LINES = 80;
    private static final int MAX_BLANK = 2;
    private static final int MAX_VALUE = 4_000;

    /** So many lines may one value take that is not the list of recipients. */
    private static final int MAX_WRAP = 4;

    private static final int MAX_WRAPPED_RECIPIENTS = 40;
    private static final int MIN_GUESSED = 3;

    HeaderBlock {
        values = Map.copyOf(values);
        languages = Set.copyOf(languages);
    }

    Optional<String> value(Field field) {
        return Optional.ofNullable(values.get(field));
    }

    boolean has(Field field) {
        return values.containsKey(field);
    }

    /** Whether it says who wrote and at least one thing more. */
    boolean isHeader() {
        return has(Field.FROM) && values.size() > 1;
    }

    /** Whether it says who wrote, when, and to whom or about what: nobody writes that by hand. */
    boolean isFull() {
        return has(Field.FROM) && has(Field.DATE) && (has(Field.TO) || has(Field.SUBJECT));
    }

    HeaderBlock withSender(String from) {
        Map<Field, String> all = new EnumMap<>(Field.class);
        all.putAll(values);
        all.put(Field.FROM, from);
        return new HeaderBlock(all, languages);
    }

    /**
     * Reads the labelled lines from there on.
     *
     * @param subject the subject that the forward's own subject line leads to expect; tells a wrapped subject from text
     */
    static HeaderBlock read(List<Line> lines, int start, String subject) {
        Reading reading = new Reading(lines, start, subject);
        reading.run();
        return reading.block();
    }

    /** Reads labels that follow each other in one line, because a mail program lost the line breaks. */
    static HeaderBlock inLine(String line) {
        String text = line.length() <= MAX_VALUE ? line : line.substring(0, MAX_VALUE);
        Map<Field, String> values = new EnumMap<>(Field.class);
        Field open = null;
        int valueStart = 0;
        for (int i = 0; i < text.length() && !isComplete(values, open); i++) {
            if (HeaderLabels.isColon(text.charAt(i))) {
                Optional<LabelInLine> found = HeaderLabels.world().endingAt(text, i);
                if (found.isPresent()) {
                    LabelInLine label = found.orElseThrow();
                    if (label.start() >= valueStart && label.field() != open && !values.containsKey(label.field())) {
                        put(values, open, text.substring(valueStart, label.start()));
                        open = label.field();
                        valueStart = label.end();
                    }
                }
            }
        }
        put(values, open, text.substring(valueStart));
        return new HeaderBlock(values, Set.of());
    }

    /** Behind the subject nothing more is looked for once the rest is known: a subject may contain anything. */
    private static boolean isComplete(Map<Field, String> values, Field open) {
        return open == Field.SUBJECT
                && values.containsKey(Field.FROM)
                && (values.containsKey(Field.TO) || values.containsKey(Field.DATE));
    }

    private static void put(Map<Field, String> values, Field field, String value) {
        if (field != null) {
            values.putIfAbsent(field, withoutMarks(value));
        }
    }

    private static String withoutMarks(String value) {
        String text = value.strip();
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '*') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '*') {
            end--;
        }
        return text.substring(start, end).strip();
    }

    /**
     * Reads labelled lines of a language that the table lacks: each line has a colon, one repeats the subject, the first
     * with an address is the sender.
     *
     * @param subject the subject that the forward's own subject line leads to expect; may be empty
     */
    static Optional<HeaderBlock> guess(List<Line> lines, int start, String subject) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        int guessed = 0;
        for (int i = start; i < Math.min(lines.size(), start + MAX_LINES); i++) {
            String text = lines.get(i).text();
            int colon = HeaderLabels.colon(text, 0);
            if (colon < 0 || !isLabel(text, colon)) {
                break;
            }
            guessed++;
            LabelledLine known = HeaderLabels.world().read(text).orElse(null);
            String value = withoutMarks(text.substring(colon + 1));
            if (known != null) {
                values.putIfAbsent(known.field(), known.value());
            } else if (!subject.isEmpty() && Vocabulary.folded(value).equals(Vocabulary.folded(subject))) {
                values.putIfAbsent(Field.SUBJECT, value);
            } else if (value.indexOf('@') > 0 && !values.containsKey(Field.TO)) {
                values.putIfAbsent(Field.FROM, value);
            } else if (value.indexOf('@') < 0 && value.chars().anyMatch(Character::isDigit)) {
                values.putIfAbsent(Field.DATE, value);
            }
        }
        return guessed >= MIN_GUESSED && values.containsKey(Field.FROM)
                ? Optional.of(new HeaderBlock(values, Set.of()))
                : Optional.empty();
    }

    private static boolean isLabel(String text, int colon) {
        int words = 1;
        for (int i = 0; i < colon; i++) {
            char c = text.charAt(i);
            words += Vocabulary.isSpace(c) ? 1 : 0;
            if (Character.isDigit(c) || c == '@' || c == '<' || c == '/') {
                return false;
            }
        }
        return words <= 4 && Character.isLetter(text.codePointAt(text.charAt(0) == '*' && colon > 1 ? 1 : 0));
    }

    /** The state of reading one block, line by line. */
    private static final class Reading {
        private final List<Line> lines;
        private final String subject;
        private final int depth;
        private final Map<Field, StringBuilder> values = new EnumMap<>(Field.class);
        private final Set<String> languages = new HashSet<>();
        private Field last;
        private int at;

        Reading(List<Line> lines, int start, String subject) {
            this.lines = lines;
            this.subject = Vocabulary.folded(subject);
            this.at = start;
            this.depth = lines.get(start).depth();
        }

        void run() {
            int end = Math.min(lines.size(), at + MAX_LINES);
            while (at < end && take()) {
                at++;
            }
        }

        private boolean take() {
            Line line = lines.get(at);
            if (line.isBlank()) {
                return followsLabel();
            }
            if (line.depth() != depth) {
                return false;
            }
            Optional<LabelledLine> labelled = HeaderLabels.world().read(line.text());
            if (labelled.isPresent()) {
                return label(labelled.orElseThrow());
            }
            return continues(line.text());
        }

        private boolean label(LabelledLine line) {
            if (values.containsKey(line.field())) {
                return false;
            }
            last = line.field();
            values.put(last, new StringBuilder(line.value()));
            if (!line.languages().contains("en")) {
                languages.addAll(line.languages());
            }
            return true;
        }

        /** A line without a label: the value before it goes on, or a field that nobody asks for stands between. */
        private boolean continues(String text) {
            boolean goesOn = followsLabel();
            int colon = HeaderLabels.colon(text, 0);
            if (goesOn && colon > 0 && isLabel(text, colon) && last != Field.SUBJECT) {
                last = null;
                return true;
            }
            if (last == null) {
                return goesOn;
            }
            StringBuilder value = values.get(last);
            boolean isValue = value.length() == 0 && last != Field.SUBJECT && last != Field.CC && last != Field.BCC;
            if (!goesOn && !isValue && !wrapsSubject(text)) {
                return false;
            }
            if (value.length() + text.length() < MAX_VALUE) {
                value.append(value.length() == 0 ? "" : " ").append(text);
            }
            return true;
        }

        /** Whether one of the next lines has a label that was not seen yet, with nothing but blank lines in between. */
        private boolean followsLabel() {
            int wrapped = 0;
            int blank = 0;
            int limit = last == Field.TO || last == Field.CC ? MAX_WRAPPED_RECIPIENTS : MAX_WRAP;
            for (int i = at; i < lines.size() && wrapped <= limit; i++) {
                Line line = lines.get(i);
                if (line.isBlank()) {
                    if (++blank > MAX_BLANK || wrapped > 0) {
                        return false;
                    }
                } else if (line.depth() != depth) {
                    return false;
                } else {
                    Optional<Field> field =
                            HeaderLabels.world().read(line.text()).map(LabelledLine::field);
                    if (field.isPresent()) {
                        return !values.containsKey(field.orElseThrow());
                    }
                    if (blank > 0) {
                        return false;
                    }
                    wrapped++;
                }
            }
            return false;
        }

        private boolean wrapsSubject(String text) {
            if (last != Field.SUBJECT || subject.isEmpty()) {
                return false;
            }
            String joined = Vocabulary.folded(values.get(last) + " " + text);
            return subject.startsWith(joined) || subject.endsWith(joined);
        }

        HeaderBlock block() {
            Map<Field, String> read = new EnumMap<>(Field.class);
            values.forEach((field, value) -> read.put(field, value.toString()));
            return new HeaderBlock(read, languages);
        }
    }
}
