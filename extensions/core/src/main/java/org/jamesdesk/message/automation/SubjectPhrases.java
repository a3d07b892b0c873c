package org.jamesdesk.message.automation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.message.table.TableLines;

/**
 * Finds the phrase with which the subject of a machine's mail begins ("Automatic reply:"), in the languages of the table
 * {@code subjects.txt}. A subject that begins with the mark of a reply ("Re:") never has one: a person answered.
 */
final class SubjectPhrases {
    /** How sure a phrase is; the weights stand in {@code signs.txt}. */
    enum Certainty {
        CERTAIN,
        LIKELY,
        HINT,
        GENERATED;

        String tableName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int MAX_PHRASE = 80;
    private static final Pattern DASH_IN_WORD = Pattern.compile("(?<=\\p{L})[-_\\u2010\\u2011](?=\\p{L})");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern TAG = Pattern.compile(
            "^(?:\\[[^\\]]{0,60}\\]|\\{[^}]{0,60}\\}|\\*{2,5}[^*]{1,40}\\*{2,5}|(?:extern|external|ext|spam)"
                    + " ?[:\\-])\\s*");
    private static final Pattern REPLY_MARK = Pattern.compile("^(?:re|aw|sv|vs|antw|odp|rif|ref|res) ?:");
    private static final String OPENING_MARKS = "[({<*\"'\u3010\u300c\u00ab";
    private static final String ENDING_MARKS = ":-\u2013\u2014()[]{}|\u3011\u300d\u00bb\"'>*,;~/";

    private final Map<String, Certainty> phrases;

    private SubjectPhrases(Map<String, Certainty> phrases) {
        this.phrases = Map.copyOf(phrases);
    }

    /** @throws IllegalStateException when the table is broken */
    static SubjectPhrases load() {
        Map<String, Certainty> phrases = new HashMap<>();
        for (String line : TableLines.of(SubjectPhrases.class, "subjects.txt")) {
            String[] columns = line.trim().split("\\s+", 3);
            if (columns.length < 3) {
                throw new IllegalStateException("subjects.txt: three columns expected: " + line);
            }
            Certainty certainty = Certainty.valueOf(columns[0].toUpperCase(Locale.ROOT));
            for (String phrase : columns[2].split("\\|")) {
                String folded = folded(phrase);
                if (folded.isEmpty() || folded.length() > MAX_PHRASE) {
                    throw new IllegalStateException("subjects.txt: a phrase of 1 to 80 characters expected: " + line);
                }
                phrases.putIfAbsent(folded, certainty);
            }
        }
        return new SubjectPhrases(phrases);
    }

    /** How sure the phrase is that the subject begins with; empty when it begins with none. */
    Optional<Certainty> opening(String subject) {
        String rest = folded(subject);
        for (int tags = 0; tags < 3; tags++) {
            Optional<Certainty> found = phraseAt(withoutOpeningMarks(rest));
            if (found.isPresent()) {
                return found;
            }
            Matcher tag = TAG.matcher(rest);
            if (!tag.find()) {
                return Optional.empty();
            }
            rest = rest.substring(tag.end());
        }
        return phraseAt(withoutOpeningMarks(rest));
    }

    private Optional<Certainty> phraseAt(String text) {
        for (int end = Math.min(text.length(), MAX_PHRASE); end > 0; end--) {
            boolean wordEnds = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            Certainty certainty = wordEnds ? phrases.get(text.substring(0, end)) : null;
            if (certainty != null && standsAlone(certainty, text.substring(end).stripLeading())) {
                return Optional.of(certainty);
            }
        }
        return Optional.empty();
    }

    /** Whether what follows a phrase leaves it a phrase, or makes it the beginning of a sentence. */
    private static boolean standsAlone(Certainty certainty, String rest) {
        boolean nothing = rest.chars().noneMatch(Character::isLetterOrDigit) && !rest.contains("?");
        if (nothing || rest.startsWith(":") || REPLY_MARK.matcher(rest).find()) {
            return true;
        }
        boolean sure = certainty == Certainty.CERTAIN || certainty == Certainty.GENERATED;
        return sure ? ENDING_MARKS.indexOf(rest.charAt(0)) >= 0 : rest.startsWith("]") || rest.startsWith("\u3011");
    }

    private static String withoutOpeningMarks(String text) {
        int start = 0;
        while (start < text.length()
                && (OPENING_MARKS.indexOf(text.charAt(start)) >= 0 || Character.isWhitespace(text.charAt(start)))) {
            start++;
        }
        return text.substring(start);
    }

    private static String folded(String text) {
        String joined = DASH_IN_WORD.matcher(FoldedText.lowerCase(text)).replaceAll(" ");
        return BLANKS.matcher(joined).replaceAll(" ").strip();
    }
}
