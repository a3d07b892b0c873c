package org.jamesdesk.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What happened to a delivery at one moment: an attempt to deliver as it went, a later report about it, or what a person
 * decided. Together they are the timeline of the delivery.
 *
 * @param at when it began; microsecond precision
 * @param kind what it is
 * @param host the server that was spoken to ({@code name:port}), {@code local} for this James; the reporting server of a
 *     report; empty when none was found
 * @param address the IP address of that server
 * @param tls whether the connection was encrypted
 * @param stage how far the conversation came; empty when there was none
 * @param smtpCode the three-digit answer; empty when there was none (no connection, no DNS answer)
 * @param enhancedStatus the enhanced status code (RFC 3463), such as {@code 5.1.1}
 * @param text the answer or the failure in words, one line, cut at 1000 characters
 * @param state where the delivery stands after it
 * @param took how long it lasted
 * @param verdict what a report of a failure means; empty for everything else: code, status and text of an attempt say it
 */
public record Attempt(
        Instant at,
        AttemptKind kind,
        String host,
        Optional<String> address,
        boolean tls,
        Optional<SmtpStage> stage,
        Optional<Integer> smtpCode,
        Optional<String> enhancedStatus,
        String text,
        DeliveryState state,
        Duration took,
        Optional<Verdict> verdict) {
    /** How long {@link #text} may be. */
    public static final int MAX_TEXT = 1_000;

    private static final String GIVEN_UP = "Given up after the last retry. ";

    public Attempt {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(smtpCode, "smtpCode");
        Objects.requireNonNull(enhancedStatus, "enhancedStatus");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(verdict, "verdict");
    }

    /** An attempt of which neither the server's IP address nor the stage is known. */
    public Attempt(
            Instant at,
            String host,
            boolean tls,
            Optional<Integer> smtpCode,
            Optional<String> enhancedStatus,
            String text,
            DeliveryState state,
            Duration took) {
        this(
                at,
                AttemptKind.ATTEMPT,
                host,
                Optional.empty(),
                tls,
                Optional.empty(),
                smtpCode,
                enhancedStatus,
                text,
                state,
                took,
                Optional.empty());
    }

    /** What a person or the desk decided, without speaking to any server. */
    public static Attempt decision(Instant at, String text, DeliveryState state) {
        return withoutServer(at, AttemptKind.DECISION, text, state);
    }

    /** An attempt begins. Whoever finds it later as the last entry knows that it did not end. */
    static Attempt begun(Instant at) {
        return withoutServer(
                at, AttemptKind.ATTEMPT, "The attempt began; it has not ended yet.", DeliveryState.SENDING);
    }

    /** The same attempt, after the server that made it stopped. */
    Attempt interrupted() {
        return withoutServer(
                at,
                AttemptKind.INTERRUPTED,
                "The server stopped during this attempt; whether the mail was taken is not known. The next attempt carries the"
                        + " same Message-ID.",
                DeliveryState.WAITING);
    }

    private static Attempt withoutServer(Instant at, AttemptKind kind, String text, DeliveryState state) {
        return new Attempt(
                at,
                kind,
                "",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                text,
                state,
                Duration.ZERO,
                Optional.empty());
    }

    /** The same entry at another time. */
    Attempt at(Instant otherAt) {
        return with(otherAt, text, state, took);
    }

    /** The same failure, told of a mail for which nothing was done. */
    Attempt saying(String otherText) {
        return with(at, otherText, state, Duration.ZERO);
    }

    /** Of two entries of one delivery with the same time, the one that stays: this one if it knows as much. */
    public Attempt orWhatIsKnown(Attempt recorded) {
        return knowledge() >= recorded.knowledge() ? this : recorded;
    }

    /**
     * How much an entry knows: that an attempt began, that it did not end, or how it went. Of two entries of one delivery with
     * the same time, the one that knows more stays in a store, in whichever order they come.
     */
    public int knowledge() {
        if (state == DeliveryState.SENDING) {
            return 0;
        }
        return kind == AttemptKind.INTERRUPTED ? 1 : 2;
    }

    /** Whether it is one of the failures that a {@link RetrySchedule} counts. */
    boolean isFailure() {
        return state == DeliveryState.WAITING && (kind == AttemptKind.ATTEMPT || kind == AttemptKind.DECISION);
    }

    /** Whether the delivery stands where this entry says: a report of a delay, or that all is well, changes nothing. */
    public boolean decides() {
        return kind != AttemptKind.REPORT || verdict.isPresent();
    }

    /** What the answer or the failure itself says, without what {@link #givenUp} puts before it. */
    public String answer() {
        return text.startsWith(GIVEN_UP) ? text.substring(GIVEN_UP.length()) : text;
    }

    /** The same attempt as the last one there is: what was to be tried again is given up. */
    public Attempt givenUp() {
        return with(at, GIVEN_UP + text, DeliveryState.BOUNCED, took);
    }

    private Attempt with(Instant otherAt, String otherText, DeliveryState otherState, Duration otherTook) {
        return new Attempt(
                otherAt,
                kind,
                host,
                address,
                tls,
                stage,
                smtpCode,
                enhancedStatus,
                otherText,
                otherState,
                otherTook,
                verdict);
    }
}
