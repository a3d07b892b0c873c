package org.jamesdesk.message.mime;

import java.util.Optional;

/** Turns header values, and bytes of unsure or wrongly named character sets, into text. Never fails. */
public final class HeaderText {
    private HeaderText() {}

    /** Bytes without a declared character set: UTF-8 if they are valid UTF-8, else Windows-1252. */
    public static String undeclared(byte[] bytes) {
        return TextDecoder.undeclared(bytes);
    }

    /** Bytes with a declared character set, which may be unknown, a lie or an understatement. */
    public static String declared(byte[] bytes, Optional<String> charsetName) {
        return TextDecoder.declared(bytes, charsetName);
    }

    /** An unstructured header value as one line of text, encoded words decoded (RFC 2047). */
    public static String unstructured(String value) {
        return oneLine(encodedWords(value));
    }

    /** Encoded words decoded, broken ones as well; the text as it stands where they cannot be. */
    public static String encodedWords(String value) {
        return EncodedWords.decoded(value);
    }

    /** Control characters and runs of white space become one space. */
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 0x7f) {
                space = line.length() > 0;
            } else {
                if (space) {
                    line.append(' ');
                    space = false;
                }
                line.append(c);
            }
        }
        return line.toString();
    }
}
