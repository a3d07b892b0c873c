package org.jamesdesk.opensearch;

/** Java strings can hold halves of characters, JSON cannot. */
final class UnicodeText {
    private static final int REPLACEMENT = 0xFFFD;

    private UnicodeText() {}

    /** The same text with U+FFFD for each surrogate that stands alone. */
    static String wellFormed(String text) {
        boolean broken = text.codePoints().anyMatch(UnicodeText::isSurrogate);
        return broken
                ? text.codePoints()
                        .map(c -> isSurrogate(c) ? REPLACEMENT : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
