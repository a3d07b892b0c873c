package org.jamesdesk.message.mime;

/** The character set that unlabelled and mislabelled text of the West is most often written in. */
final class Windows1252 {
    /** What 0x80 to 0x9F stand for; what stands for nothing keeps the value of the byte. */
    private static final String HIGH =
            "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f"
                    + "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

    private Windows1252() {}

    static char character(byte b) {
        int value = b & 0xff;
        return value >= 0x80 && value < 0xa0 ? HIGH.charAt(value - 0x80) : (char) value;
    }

    /** The byte for a character; -1 when there is none. */
    static int code(char character) {
        if (character < 0x100) {
            return character;
        }
        int found = HIGH.indexOf(character);
        return found < 0 ? -1 : 0x80 + found;
    }

    /**
     * C1 controls do not occur in mail: they are Windows-1252 that was taken for Latin-1. What stands for nothing, NUL, the
     * byte order mark and all C0 controls but tab and line ends go.
     */
    static String clean(String text) {
        int first = 0;
        while (first < text.length() && !isSpurious(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\f') {
                clean.append('\n');
            } else if (!isSpurious(c)) {
                clean.append(c);
            } else if (c >= 0x80 && c < 0xa0) {
                char meant = HIGH.charAt(c - 0x80);
                if (meant != c) {
                    clean.append(meant);
                }
            }
        }
        return clean.toString();
    }

    private static boolean isSpurious(char c) {
        return c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= 0x7f && c < 0xa0 || c == '\ufeff';
    }
}
