package org.jamesdesk.message.report;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Words to look for, as the tables write them: {@code *} stands for up to {@value #GAP} characters, {@code ^} in front for
 * the beginning and {@code $} behind for the end of the text. Case, accents, kinds of quotes and white space do not matter.
 * Matching is linear in the text.
 */
final class Phrase {
    private static final int GAP = 100;

    private final boolean atStart;
    private final boolean atEnd;
    private final List<String> words;

    private Phrase(boolean atStart, boolean atEnd, List<String> words) {
        this.atStart = atStart;
        this.atEnd = atEnd;
        this.words = words;
    }

    /** @throws IllegalArgumentException when there is nothing to look for */
    static Phrase of(String row) {
        boolean atStart = row.startsWith("^");
        boolean atEnd = row.endsWith("$");
        String inner = fold(row.substring(atStart ? 1 : 0, row.length() - (atEnd ? 1 : 0)));
        List<String> words = Arrays.stream(inner.split("\\*"))
                .filter(word -> !word.isBlank())
                .toList();
        if (words.isEmpty()) {
            throw new IllegalArgumentException("A phrase without words: '" + row + "'");
        }
        return new Phrase(atStart, atEnd, words);
    }

    /** The form in which texts and phrases are compared. */
    static String fold(String text) {
        String decomposed = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        boolean space = false;
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                space = true;
            } else if (Character.getType(c) != Character.NON_SPACING_MARK && Character.getType(c) != Character.FORMAT) {
                if (space && folded.length() > 0) {
                    folded.append(' ');
                }
                space = false;
                folded.append(c == '\u2019' || c == '\u2018' || c == '`' ? '\'' : c);
            }
        }
        return folded.toString();
    }

    /** Whether the phrase stands in a text that was {@linkplain #fold folded}. */
    boolean in(String folded) {
        String first = words.get(0);
        for (int at = folded.indexOf(first); at >= 0; at = folded.indexOf(first, at + 1)) {
            if (atStart && at > 0) {
                return false;
            }
            int end = endOfRest(folded, at + first.length());
            if (end >= 0 && (!atEnd || end == folded.length())) {
                return true;
            }
        }
        return false;
    }

    private int endOfRest(String folded, int from) {
        int position = from;
        for (String word : words.subList(1, words.size())) {
            int found = indexWithin(folded, word, position);
            if (found < 0) {
                return -1;
            }
            position = found + word.length();
        }
        return position;
    }

    private static int indexWithin(String folded, String word, int from) {
        int last = Math.min(from + GAP, folded.length() - word.length());
        for (int at = from; at <= last; at++) {
            if (folded.startsWith(word, at)) {
                return at;
            }
        }
        return -1;
    }

    /** Where the last place of a phrase without stars ends in a folded text; -1 when it is not there. */
    int endIn(String folded) {
        int at = folded.lastIndexOf(words.get(0));
        return at < 0 ? -1 : at + words.get(0).length();
    }

    /** Whether it counts at the end of a text only. */
    boolean atEnd() {
        return atEnd;
    }
}
