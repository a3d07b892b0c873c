package org.jamesdesk.testing.smtp;

import java.util.List;

/**
 * What a server answered to one command.
 *
 * @param code the three digits
 * @param lines the text of each line, without the code
 */
public record SmtpReply(int code, List<String> lines) {
    public SmtpReply {
        lines = List.copyOf(lines);
    }

    /** The whole text, lines separated by a line feed. */
    public String text() {
        return String.join("\n", lines);
    }

    /** Says whether the server did what it was asked (2xx or 3xx). */
    public boolean isPositive() {
        return code < 400;
    }
}
