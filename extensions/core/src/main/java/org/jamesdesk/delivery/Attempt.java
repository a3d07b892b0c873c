package org.jamesdesk.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One attempt to deliver, as it went.
 *
 * @param at when it began; microsecond precision
 * @param host the server that was spoken to ({@code name:port}), {@code local} for this James; empty when none was
 *     found
 * @param tls whether the connection was encrypted
 * @param smtpCode the three-digit answer; empty when there was none (no connection, no DNS answer)
 * @param enhancedStatus the enhanced status code (RFC 3463), such as {@code 5.1.1}
 * @param text the answer or the failure in words, one line, cut at 1000 characters
 * @param state where the delivery stands after it
 * @param took how long it lasted
 */
public record Attempt(
        Instant at,
        String host,
        boolean tls,
        Optional<Integer> smtpCode,
        Optional<String> enhancedStatus,
        String text,
        DeliveryState state,
        Duration took) {
    public Attempt {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(state, "state");
    }

    /** The same attempt as the last one there is: what was to be tried again is given up. */
    public Attempt givenUp() {
        return new Attempt(
                at,
                host,
                tls,
                smtpCode,
                enhancedStatus,
                "Given up after the last retry. " + text,
                DeliveryState.BOUNCED,
                took);
    }
}
