package org.jamesdesk.message.automation;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as it is compared with phrases: the accents of Latin, Greek and Cyrillic letters are often left out in mail. */
final class FoldedText {
    // Only these marks: those of other scripts are letters of their own.
    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]+");

    private FoldedText() {}

    /** Without accents, compatibility forms (full-width letters and colons) made plain; case stays. */
    static String withoutAccents(String text) {
        if (isPlain(text)) {
            return text;
        }
        String apart = Normalizer.normalize(text, Form.NFKD);
        return Normalizer.normalize(ACCENTS.matcher(apart).replaceAll(""), Form.NFC);
    }

    /** Without accents and in lower case. */
    static String lowerCase(String text) {
        return withoutAccents(text.toLowerCase(Locale.ROOT));
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }
}
