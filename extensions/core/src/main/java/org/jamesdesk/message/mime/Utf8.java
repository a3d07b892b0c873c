package org.jamesdesk.message.mime;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** UTF-8 as it occurs: whole, mixed with another character set, encoded twice. */
final class Utf8 {
    private static final char REPLACEMENT = '\ufffd';

    private Utf8() {}

    /** The text; empty when the bytes are not valid UTF-8. */
    static Optional<String> strict(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? Optional.of(text) : TextEncoding.strict(bytes, StandardCharsets.UTF_8);
    }

    /** What is valid UTF-8 as such, each other byte as Windows-1252. */
    static String mixedWithWindows1252(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int i = 0;
        while (i < bytes.length) {
            int length = sequence(bytes, i);
            if (length > 1) {
                text.append(new String(bytes, i, length, StandardCharsets.UTF_8));
                i += length;
            } else {
                text.append(Windows1252.character(bytes[i]));
                i++;
            }
        }
        return text.toString();
    }

    /** The length of the valid sequence there; 1 for a byte that stands alone, valid or not. */
    private static int sequence(byte[] bytes, int at) {
        int lead = bytes[at] & 0xff;
        int length = lead >= 0xf0 && lead <= 0xf4
                ? 4
                : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 1;
        if (at + length > bytes.length) {
            return 1;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 1;
            }
        }
        int second = length > 2 ? bytes[at + 1] & 0xff : 0x80;
        boolean overlongOrSurrogate = lead == 0xe0 && second < 0xa0
                || lead == 0xed && second > 0x9f
                || lead == 0xf0 && second < 0x90
                || lead == 0xf4 && second > 0x8f;
        return overlongOrSurrogate ? 1 : length;
    }

    /**
     * Text whose UTF-8 was taken for Windows-1252 and encoded once more, repaired; only where it is certain: every character
     * above ASCII belongs to such a sequence, and one of them cannot be chance.
     */
    static String undoSecondEncoding(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) < 0x80) {
            first++;
        }
        if (first == text.length() || !isLead(text.charAt(first))) {
            return text;
        }
        byte[] once = new byte[text.length()];
        boolean certain = false;
        for (int i = 0; i < once.length; i++) {
            int code = Windows1252.code(text.charAt(i));
            if (code < 0) {
                return text;
            }
            once[i] = (byte) code;
            certain |= code >= 0xe0 || code >= 0xc2 && i + 1 < once.length && isRareBehindLetter(text.charAt(i + 1));
        }
        return certain ? strict(once).orElse(text) : text;
    }

    private static boolean isLead(char c) {
        return c >= '\u00c2' && c <= '\u00f4';
    }

    /** Not what may follow a capital letter at the end of a word: a closing quotation mark, a space that does not break. */
    private static boolean isRareBehindLetter(char c) {
        return c >= '\u0080' && c <= '\u00bf' && c != '\u00a0' && c != '\u00ab' && c != '\u00bb';
    }
}
