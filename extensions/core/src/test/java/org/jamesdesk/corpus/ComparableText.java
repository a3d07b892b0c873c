package org.jamesdesk.corpus;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Brings texts into forms that are equal when a person would call them the same. */
final class ComparableText {
    /** Everything that shows as a gap, the separators of ASCII (28 to 31) with it. */
    private static final Pattern GAP = Pattern.compile("[\\s\\x1c-\\x1f]++", Pattern.UNICODE_CHARACTER_CLASS);

    private ComparableText() {}

    /** One space for each gap, none at the ends. */
    static String folded(String text) {
        return gapsAs(" ", text).strip();
    }

    /** No gaps at all: where lines were wrapped does not matter. */
    static String squeezed(String text) {
        return gapsAs("", text);
    }

    private static String gapsAs(String replacement, String text) {
        return GAP.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(replacement);
    }
}
