package org.jamesdesk.message.mime;

/** Puts together the paragraphs of {@code format=flowed} text (RFC 3676). */
final class FlowedText {
    private static final String SIGNATURE = "-- ";

    private FlowedText() {}

    /** @param deleteSpaces the parameter {@code delsp}: a space at the end of a line was added for the line break */
    static String unwrapped(String text, boolean deleteSpaces) {
        StringBuilder unwrapped = new StringBuilder(text.length());
        boolean flowing = false;
        int depthBefore = 0;
        int from = 0;
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            int end = newline < 0 ? text.length() : newline;
            int at = from;
            while (at < end && text.charAt(at) == '>') {
                at++;
            }
            int depth = at - from;
            // The space before a line that begins with a space, a '>' or "From " was added on the way.
            if (at < end && text.charAt(at) == ' ') {
                at++;
            }
            boolean signature = end - at == SIGNATURE.length() && text.startsWith(SIGNATURE, at);
            if (flowing && (depth != depthBefore || signature)) {
                unwrapped.append('\n');
                flowing = false;
            }
            if (!flowing && depth > 0) {
                unwrapped.append(">".repeat(depth)).append(' ');
            }
            flowing = !signature && end > at && text.charAt(end - 1) == ' ';
            unwrapped.append(text, at, flowing && deleteSpaces ? end - 1 : end);
            if (!flowing && newline >= 0) {
                unwrapped.append('\n');
            }
            depthBefore = depth;
            from = end + 1;
        }
        return unwrapped.toString();
    }
}
