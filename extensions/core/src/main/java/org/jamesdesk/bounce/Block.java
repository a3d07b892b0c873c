package org.jamesdesk.bounce;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;

/**
 * An address that no mail goes to (R98–R99, R103).
 *
 * @param address the address
 * @param cause why it is blocked
 * @param reason why in words, one line, at most 1000 characters: what the other server said, or what the administrator wrote
 * @param at since when; microsecond precision
 * @param by who blocked it: an administrator's name, or {@code desk}
 * @param until when it ends by itself; empty: never
 * @param evidence the bounces it rests on, newest first
 */
public record Block(
        EmailAddress address,
        BlockCause cause,
        String reason,
        Instant at,
        String by,
        Optional<Instant> until,
        List<BounceId> evidence) {
    /** Who blocks because of bounces. */
    public static final String BY_DESK = "desk";

    private static final int MOST_QUOTED = 200;

    public Block {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(until, "until");
        evidence = List.copyOf(evidence);
    }

    /** Whether it holds at this moment. */
    public boolean holds(Instant now) {
        return until.map(end -> end.isAfter(now)).orElse(true);
    }

    /** Since when and why, one sentence for people; it says when it ends, and quotes the beginning of a long reason. */
    public String inWords() {
        String quoted = reason.length() <= MOST_QUOTED ? reason : reason.substring(0, MOST_QUOTED) + "…";
        return address + " is on the blocklist since " + at.truncatedTo(ChronoUnit.SECONDS)
                + until.map(end -> ", until " + end.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("") + ": " + quoted;
    }
}
