package org.jamesdesk.address;

/**
 * The name that precedes an address of the desk in headers (R7, R30): {@code Zylker Sales} in
 * {@code Zylker Sales <sales@zylker.example>}. What could end the header line, look like another address or show in another
 * order than it is written is refused.
 *
 * @param value the name, without space around it
 */
public record FriendlyName(String value) {
    /** The longest name, in characters as people count them. */
    public static final int MAX_LENGTH = 100;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /** @throws IllegalArgumentException naming the rule that is broken */
    public FriendlyName {
        value = value.strip();
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("1 to " + MAX_LENGTH + " characters expected");
        }
        value.codePoints().forEach(FriendlyName::check);
    }

    private static void check(int character) {
        if (character == '<' || character == '>') {
            throw new IllegalArgumentException("no < and no > expected: the address is added by the desk");
        }
        switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> throw new IllegalArgumentException(
                    "no line breaks and no control characters expected");
            case Character.SURROGATE, Character.UNASSIGNED -> throw new IllegalArgumentException(
                    "only characters of Unicode expected");
            case Character.FORMAT -> {
                // The two joiners are part of words in several scripts, and of emoji.
                if (character != ZERO_WIDTH_JOINER && character != ZERO_WIDTH_NON_JOINER) {
                    throw new IllegalArgumentException(
                            "no invisible characters expected, such as those that change the direction of writing");
                }
            }
            default -> {
                // Everything else is text.
            }
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
