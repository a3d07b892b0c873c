package org.jamesdesk.message.forward;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jamesdesk.message.table.TableLines;

/**
 * A table of wordings that ships as a readable text resource: a line a language, columns divided by {@code |}, several
 * wordings in a column divided by {@code ;}. Lines that begin with {@code #} are comments.
 */
final class Vocabulary {
    private Vocabulary() {}

    /**
     * The rows of a table, the language in the first column.
     *
     * @throws IllegalArgumentException when a row has another number of columns
     */
    static List<List<List<String>>> rows(String resource, int columns) {
        List<List<List<String>>> rows = new ArrayList<>();
        for (String line : TableLines.of(Vocabulary.class, resource)) {
            List<List<String>> row = Arrays.stream(line.split("\\|", -1))
                    .map(Vocabulary::wordings)
                    .toList();
            if (row.size() != columns || row.get(0).size() != 1) {
                throw new IllegalArgumentException(resource + ": " + columns + " columns expected: " + line);
            }
            rows.add(row);
        }
        return List.copyOf(rows);
    }

    /**
     * Gives a wording its meaning.
     *
     * @throws IllegalArgumentException when it has another one already
     */
    static <T> void define(Map<String, T> meanings, String wording, T meaning) {
        T other = meanings.putIfAbsent(folded(wording), meaning);
        if (other != null && !other.equals(meaning)) {
            throw new IllegalArgumentException("'" + wording + "' means both " + other + " and " + meaning);
        }
    }

    /** The form in which wordings are compared: no invisible marks, single spaces, lower case, composed characters. */
    static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                space = folded.length() > 0;
            } else if (Character.getType(c) != Character.FORMAT) {
                if (space) {
                    folded.append(' ');
                    space = false;
                }
                folded.append(plain(c));
            }
        }
        String lower = folded.toString().toLowerCase(Locale.ROOT);
        return Normalizer.isNormalized(lower, Normalizer.Form.NFC)
                ? lower
                : Normalizer.normalize(lower, Normalizer.Form.NFC);
    }

    /** One apostrophe for both, and one i for the four of Turkish, whose capitals do not fold by general rules. */
    private static char plain(char c) {
        return switch (c) {
            case '\u2019' -> '\'';
            case '\u0130', '\u0131' -> 'i';
            default -> c;
        };
    }

    /** White space of any kind, no-break spaces included. */
    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static List<String> wordings(String column) {
        return Stream.of(column.split(";"))
                .map(String::strip)
                .filter(wording -> !wording.isEmpty())
                .toList();
    }
}
