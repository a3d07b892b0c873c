package org.jamesdesk.message.reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the lines with which mail programs introduce a quotation, such as "On Monday, 5 May 2014, Jane Roe wrote:", in any
 * language of {@code attributions.txt} and wrapped over several lines. Because people write such words too, more is asked
 * for than words: a date or an address, a quotation right behind, or dashes on both sides.
 */
final class Attributions {
    private static final int MAX_LINES = 6;
    private static final int MAX_LENGTH = 500;
    private static final int MAX_WORDS_WITHOUT_DATE = 5;
    private static final int MAX_BORDERS = 8;
    private static final String DECORATION = "-_=*~#|\u2014\u2013\u2500 ";
    private static final String COLONS = ":\uff1a\ufe55";

    private static final Pattern TIME = Pattern.compile("\\d{1,2} ?[:.h\u6642\u65f6\uc2dc] ?\\d{2}(?!\\d)");
    private static final Pattern DATE =
            Pattern.compile("(?<!\\d)\\d{4}(?!\\d)|\\d{1,2}[./-] ?\\d{1,2}|\\d{1,2} ?[:h] ?\\d{2}(?!\\d)");
    private static final Pattern DATE_FIRST = Pattern.compile(
            "\\d{4} ?[-/.\u5e74\ub144] ?\\d{1,2}|\\d{1,2} ?[-/.] ?\\d{1,2}[-/.] ?\\d{2}|\\d{1,2}[.]? \\p{L}{3,12}");
    private static final Pattern BRACKETED_ADDRESS =
            Pattern.compile("[<(\\[][^<>()\\[\\]@]{1,120}@[^<>()\\[\\]@]{1,120}[>)\\]]");

    /** What Gmail wrote for a sender whose address it hid. */
    private static final Pattern GMAIL_WITHOUT_ADDRESS =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{1,2}:\\d{2} gmt[+-]\\d{2}:\\d{2} [^.!?<]{1,60}+");

    /** @param within whether name or date may follow the word of writing */
    private record Language(List<String> openings, List<String> verbs, boolean within) {}

    private record Opening(String words, Language language) {}

    private static final Attributions KNOWN =
            new Attributions(Table.rows("attributions.txt", 4), Table.rows("pronouns.txt", 2));

    private final Map<String, List<Opening>> openingsByFirstWord = new HashMap<>();
    private final List<Opening> openingsWithoutSpace = new ArrayList<>();
    private final Map<Character, List<String>> verbsByLastLetter = new HashMap<>();
    private final Map<String, List<String>> verbsByFirstWord = new HashMap<>();

    private final Set<String> pronouns = new HashSet<>();

    private Attributions(List<List<String>> rows, List<List<String>> pronounRows) {
        pronounRows.forEach(row -> pronouns.addAll(Table.words(row.get(1))));
        for (List<String> row : rows) {
            Language language = new Language(Table.words(row.get(1)), Table.words(row.get(2)), isWithin(row.get(3)));
            for (String words : language.openings()) {
                Opening opening = new Opening(words, language);
                if (isScriptWithoutSpaces(words.charAt(0))
                        || words.endsWith("-")
                        || words.length() == 1 && words.charAt(0) > 0x590) {
                    openingsWithoutSpace.add(opening);
                } else {
                    openingsByFirstWord
                            .computeIfAbsent(firstWord(words), word -> new ArrayList<>())
                            .add(opening);
                }
            }
            for (String verb : language.verbs()) {
                add(
                        verbsByLastLetter.computeIfAbsent(verb.charAt(verb.length() - 1), letter -> new ArrayList<>()),
                        verb);
                if (language.within()) {
                    add(verbsByFirstWord.computeIfAbsent(firstWord(verb), word -> new ArrayList<>()), verb);
                }
            }
        }
    }

    private static boolean isWithin(String where) {
        return switch (where) {
            case "within" -> true;
            case "end" -> false;
            default -> throw new IllegalStateException("Neither \"within\" nor \"end\": " + where);
        };
    }

    private static void add(List<String> words, String word) {
        if (!words.contains(word)) {
            words.add(word);
        }
    }

    static Attributions known() {
        return KNOWN;
    }

    /** The index behind the attribution that begins at that line; empty when none begins there. */
    OptionalInt endAt(List<Line> lines, int start) {
        if (lines.get(start).mark() == Line.Mark.ATTRIBUTION) {
            return OptionalInt.of(start + 1);
        }
        if (!mayBegin(lines.get(start))) {
            return OptionalInt.empty();
        }
        StringBuilder joined = new StringBuilder();
        for (int i = start; i < lines.size() && i < start + MAX_LINES && joined.length() <= MAX_LENGTH; i++) {
            Line line = lines.get(i);
            if (line.mark() != Line.Mark.NONE || !continues(joined, lines, i)) {
                return OptionalInt.empty();
            }
            append(joined, line);
            if (mayEnd(line) && isAttribution(joined.toString(), isQuoteNext(lines, i + 1))) {
                return beginsLater(lines, start, i) ? OptionalInt.empty() : OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Puts every attribution on lines of its own that shares its line with words before it ("Yes, it came. On Monday …
     * wrote:") or with the quotation ("On Monday … wrote: Did it come?").
     */
    List<Line> onLinesOfTheirOwn(List<Line> lines) {
        List<Line> divided = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            int border = line.isBlank() || line.isQuoted() || line.mark() != Line.Mark.NONE ? 0 : border(lines, i);
            if (border > 0) {
                divided.add(Line.of(line.text().substring(0, border)));
                divided.add(Line.of(line.text().substring(border)));
            } else {
                divided.add(line);
            }
        }
        return divided;
    }

    private int border(List<Line> lines, int i) {
        Line line = lines.get(i);
        if (startsLikeOne(line.folded())) {
            return endWithin(line.text());
        }
        boolean mayShare = line.text().length() <= MAX_LENGTH && line.plain().endsWith(":");
        return mayShare ? startWithin(line.text(), isQuoteNext(lines, i + 1)) : 0;
    }

    private int endWithin(String text) {
        int tries = 0;
        for (int end = text.indexOf(": ") + 1;
                end > 0 && end <= MAX_LENGTH && tries < MAX_BORDERS;
                end = text.indexOf(": ", end) + 1, tries++) {
            String statement = Line.of(text.substring(0, end)).folded();
            if (statement.indexOf('@') > 0 && !text.substring(end).isBlank() && isAttribution(statement, false)) {
                return end;
            }
        }
        return 0;
    }

    private int startWithin(String text, boolean quoteNext) {
        if (!quoteNext && text.indexOf('@') < 0) {
            return 0;
        }
        int tries = 0;
        for (int start = text.indexOf(' ') + 1;
                start > 0 && start < text.length() && tries < MAX_BORDERS;
                start = text.indexOf(' ', start) + 1) {
            if (Character.isUpperCase(text.charAt(start))) {
                String statement = Line.of(text.substring(start)).folded();
                boolean opens = opens(statement);
                tries += opens ? 1 : 0;
                if (opens && DATE.matcher(statement).find() && isAttribution(statement, quoteNext)) {
                    return start;
                }
            }
        }
        return 0;
    }

    private static boolean mayBegin(Line line) {
        return !line.plain().isEmpty() && line.depth() == 0 && line.plain().length() <= MAX_LENGTH;
    }

    /** How the last line of any attribution ends. */
    private boolean mayEnd(Line line) {
        String words = stripEnd(line.folded(), DECORATION);
        if (words.isEmpty()) {
            return false;
        }
        char last = words.charAt(words.length() - 1);
        return COLONS.indexOf(last) >= 0
                || last == '>'
                || startOfLastVerb(words) >= 0
                || GMAIL_WITHOUT_ADDRESS.matcher(words).matches();
    }

    private static boolean continues(StringBuilder joined, List<Line> lines, int i) {
        Line line = lines.get(i);
        if (line.isBlank()) {
            // Some programs leave the address on lines of its own.
            return joined.length() > 0
                    && i + 1 < lines.size()
                    && lines.get(i + 1).plain().startsWith("<");
        }
        return line.depth() == 0 || count(joined, '<') > count(joined, '>');
    }

    private static long count(CharSequence words, char wanted) {
        return words.chars().filter(c -> c == wanted).count();
    }

    private static void append(StringBuilder joined, Line line) {
        if (!line.isBlank()) {
            joined.append(joined.length() == 0 ? "" : " ")
                    .append(">".repeat(line.depth()))
                    .append(line.folded());
        }
    }

    /** Whether a later line begins the attribution that ends at {@code last}, so that the lines before it are prose. */
    private boolean beginsLater(List<Line> lines, int start, int last) {
        StringBuilder joined = new StringBuilder();
        boolean quoteNext = isQuoteNext(lines, last + 1);
        for (int from = last; from > start; from--) {
            joined.setLength(0);
            for (int i = from; i <= last; i++) {
                append(joined, lines.get(i));
            }
            if (mayBegin(lines.get(from))
                    && startsLikeOne(joined.toString())
                    && isAttribution(joined.toString(), quoteNext)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsLikeOne(String folded) {
        String body = stripStart(folded, DECORATION);
        return openings(body).findAny().isPresent()
                        && (body.indexOf('@') > 0 || DATE.matcher(body).find())
                || DATE_FIRST.matcher(body).lookingAt();
    }

    private static boolean isQuoteNext(List<Line> lines, int from) {
        for (int i = from; i < lines.size() && i < from + 3; i++) {
            if (!lines.get(i).isBlank()) {
                return lines.get(i).isQuoted();
            }
        }
        return false;
    }

    private boolean isAttribution(String folded, boolean quoteNext) {
        String body = stripStart(folded, DECORATION);
        int before = folded.length() - body.length();
        String undecorated = stripEnd(body, DECORATION);
        boolean decorated = before >= 3 && body.length() - undecorated.length() >= 3;
        String statement = stripEnd(undecorated, COLONS + " ");
        boolean colon = statement.length() < undecorated.length();
        if (!colon) {
            statement = stripEnd(statement, DECORATION);
        }
        if (statement.isEmpty()) {
            return false;
        }
        int verb = startOfLastVerb(statement);
        boolean ends = verb >= 0;
        if (!ends && !colon && !statement.endsWith(">")) {
            return GMAIL_WITHOUT_ADDRESS.matcher(statement).matches();
        }
        boolean address = BRACKETED_ADDRESS.matcher(statement).find();
        boolean anyAddress = address || statement.indexOf('@') > 0;
        boolean date = DATE.matcher(statement).find();
        boolean time = TIME.matcher(statement).find();
        if (ends) {
            return opens(statement.substring(0, verb)) && (date || anyAddress || quoteNext && colon)
                    || address && (colon || decorated || date)
                    || anyAddress && colon && (date || firstWord(statement).indexOf('@') > 0)
                    || date
                            && (colon || decorated)
                            && (DATE_FIRST.matcher(statement).lookingAt() || quoteNext)
                    || decorated && words(statement) <= MAX_WORDS_WITHOUT_DATE + 2
                    || quoteNext
                            && colon
                            && words(statement) <= MAX_WORDS_WITHOUT_DATE
                            && !startsWithPronoun(statement);
        }
        if (colon && containsVerb(statement)) {
            return opens(statement) && (anyAddress || time || quoteNext)
                    || address && date
                    || date && (time || quoteNext) && words(statement) <= 16 && !startsWithPronoun(statement);
        }
        if (colon && opensWithoutVerb(statement)) {
            return anyAddress || quoteNext;
        }
        boolean dateFirst = DATE_FIRST.matcher(statement).lookingAt();
        return statement.endsWith(">") && address && (colon ? time || dateFirst || quoteNext : dateFirst);
    }

    private boolean startsWithPronoun(String statement) {
        return pronouns.contains(firstWord(statement));
    }

    private Stream<Opening> openings(String statement) {
        if (statement.isEmpty()) {
            return Stream.empty();
        }
        List<Opening> candidates = openingsByFirstWord.getOrDefault(firstWord(statement), List.of());
        return Stream.concat(
                candidates.stream().filter(opening -> startsWithWords(statement, opening.words())),
                statement.charAt(0) < 0x590
                        ? Stream.empty()
                        : openingsWithoutSpace.stream().filter(opening -> statement.startsWith(opening.words())));
    }

    private boolean opens(String statement) {
        return openings(statement)
                .anyMatch(opening -> !opening.language().verbs().isEmpty());
    }

    private boolean opensWithoutVerb(String statement) {
        return openings(statement)
                .anyMatch(opening -> opening.language().verbs().isEmpty());
    }

    /** Where the word of writing begins that ends the statement; negative when none does. */
    private int startOfLastVerb(String statement) {
        return verbsByLastLetter.getOrDefault(statement.charAt(statement.length() - 1), List.of()).stream()
                .filter(statement::endsWith)
                .mapToInt(verb -> statement.length() - verb.length())
                .filter(start -> start == 0
                        || isScriptWithoutSpaces(statement.charAt(start))
                        || !Character.isLetterOrDigit(statement.charAt(start - 1)))
                .min()
                .orElse(-1);
    }

    private boolean containsVerb(String statement) {
        int start = 0;
        while (start < statement.length()) {
            int end = start;
            while (end < statement.length() && " >".indexOf(statement.charAt(end)) < 0) {
                end++;
            }
            int from = start;
            if (verbsByFirstWord.getOrDefault(statement.substring(start, end), List.of()).stream()
                    .anyMatch(verb -> startsWithWords(statement.substring(from), verb))) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private static boolean startsWithWords(String statement, String words) {
        return statement.startsWith(words)
                && (statement.length() == words.length()
                        || !Character.isLetterOrDigit(statement.charAt(words.length())));
    }

    private static String firstWord(String words) {
        for (int i = 0; i < words.length(); i++) {
            if (words.charAt(i) == ' ' || words.charAt(i) == ',') {
                return words.substring(0, i);
            }
        }
        return words;
    }

    private static long words(String statement) {
        return statement.chars().filter(c -> c == ' ').count() + 1;
    }

    private static boolean isScriptWithoutSpaces(char c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI -> true;
            default -> false;
        };
    }

    private static String stripStart(String words, String characters) {
        int start = 0;
        while (start < words.length() && characters.indexOf(words.charAt(start)) >= 0) {
            start++;
        }
        return words.substring(start);
    }

    private static String stripEnd(String words, String characters) {
        int end = words.length();
        while (end > 0 && characters.indexOf(words.charAt(end - 1)) >= 0) {
            end--;
        }
        return words.substring(0, end);
    }
}
