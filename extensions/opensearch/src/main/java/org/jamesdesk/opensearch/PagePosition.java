package org.jamesdesk.opensearch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.ticket.Ticket;

/**
 * Where a page ends: the sort values of its last ticket.
 *
 * @param changedAtNanos nanoseconds since 1970
 * @param number the ticket number
 */
record PagePosition(long changedAtNanos, long number) {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,19})/(\\d{1,19})");

    static PagePosition after(Ticket ticket) {
        Instant changedAt = ticket.changedAt();
        long nanos = Math.addExact(Math.multiplyExact(changedAt.getEpochSecond(), 1_000_000_000L), changedAt.getNano());
        return new PagePosition(nanos, ticket.number().value());
    }

    /** @throws IllegalArgumentException when it is none of ours */
    static PagePosition decode(String encoded) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.US_ASCII);
            Matcher parts = FORM.matcher(text);
            if (parts.matches()) {
                return new PagePosition(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("after: not a position of a page of tickets", e);
        }
        throw new IllegalArgumentException("after: not a position of a page of tickets");
    }

    /** Opaque, and safe in a URL. */
    String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((changedAtNanos + "/" + number).getBytes(StandardCharsets.US_ASCII));
    }
}
