package org.jamesdesk.testing.smtp;

import java.time.Duration;
import java.util.Optional;

/**
 * What the scripted peer does at one point of the SMTP dialogue.
 *
 * @param delay how long it waits first
 * @param reply the reply, such as {@code 550 5.1.1 No such user}, several lines separated by a line feed; empty: the peer
 *              closes the connection without a word
 * @param close says whether the peer closes the connection after the reply
 */
public record Reaction(Duration delay, Optional<String> reply, boolean close) {
    /** Answers with this reply and goes on. */
    public static Reaction reply(String reply) {
        if (!reply.matches("(?s)[2-5]\\d\\d[ -].*")) {
            throw new IllegalArgumentException("A reply starts with its code and a space: " + reply);
        }
        return new Reaction(Duration.ZERO, Optional.of(reply), false);
    }

    /** Closes the connection without a reply. */
    public static Reaction drop() {
        return new Reaction(Duration.ZERO, Optional.empty(), true);
    }

    /** The same, but the peer waits first. */
    public Reaction after(Duration wait) {
        return new Reaction(wait, reply, close);
    }

    /** The same reply, but then the peer closes the connection, as a busy server does after 421. */
    public Reaction thenClose() {
        return new Reaction(delay, reply, true);
    }

    boolean isPositive() {
        return reply.filter(text -> text.charAt(0) == '2' || text.charAt(0) == '3')
                .isPresent();
    }
}
