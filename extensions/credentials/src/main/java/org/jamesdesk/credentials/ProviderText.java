package org.jamesdesk.credentials;

/** What a provider, or whoever pretends to be one, says about an error, made fit for one line of a log. */
final class ProviderText {
    private static final int MOST = 200;

    private ProviderText() {}

    /**
     * The error in parentheses.
     *
     * @param code the OAuth error code
     * @param description what was said about it; null when nothing was
     */
    static String quoted(String code, String description) {
        return description == null || description.isBlank()
                ? " (" + line(code) + ")"
                : " (" + line(code) + ": " + line(description) + ")";
    }

    /** At most 200 characters of a line: nothing that begins another, moves the cursor or turns the direction. */
    static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(MOST)
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .filter(c -> c == ' ' || isVisible(c))
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }

    private static boolean isVisible(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && type != Character.PRIVATE_USE;
    }
}
