package org.jamesdesk.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which destinations answer and which do not, as this node sees the network. After {@value #PATIENCE} attempts in a row that reached no
 * server a destination rests; after the pause one attempt at a time probes it, and each that fails makes the next pause longer.
 * RFC 5321 section 4.5.4.1 wants hosts that cannot be reached to be remembered rather than each mail to be tried.
 *
 * <p>A destination is the lane of a delivery ({@link DeliveryWork}). Safe for many threads.
 */
public final class RestingDestinations {
    static final int PATIENCE = 3;
    static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** What nobody asked about for so long after its pause is no longer known. */
    private static final Duration MEMORY = Duration.ofHours(1);

    /** Of more, those are forgotten that were asked about longest ago. */
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Silence> silences = new Known<>();
    private final Map<String, Boolean> answering = new Known<>();

    public RestingDestinations(Clock clock) {
        this.clock = clock;
    }

    /**
     * Why a destination must be left alone.
     *
     * @param since when the first of the attempts in a row began that reached no server
     * @param last the last of them
     */
    public record Rest(Instant since, Attempt last) {
        public Rest {
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(last, "last");
        }
    }

    /** Whether an attempt came to no server: no answer, no connection, no name. Trouble of our own is something else. */
    static boolean reachedNobody(Attempt attempt) {
        return attempt.kind() == AttemptKind.ATTEMPT
                && attempt.state() == DeliveryState.WAITING
                && attempt.smtpCode().isEmpty()
                && attempt.stage().map(SmtpStage.CONNECT::equals).orElse(true)
                && attempt.enhancedStatus()
                        .filter(RestingDestinations::isOfNetwork)
                        .isPresent();
    }

    /** RFC 3463 section 3.5. */
    private static boolean isOfNetwork(String enhancedStatus) {
        return enhancedStatus.startsWith("4.4.");
    }

    /**
     * Asks before an attempt. Whoever may attempt tells how it went, by {@link #went} or, when it came to nothing, by
     * {@link #cameToNothing}.
     *
     * @return why not to attempt; empty: go on
     */
    synchronized Optional<Rest> restOf(String destination) {
        Silence silence = remembered(destination);
        if (silence == null || !silence.isRest()) {
            return Optional.empty();
        }
        if (silence.isProbed || clock.instant().isBefore(silence.restsUntil)) {
            return Optional.of(new Rest(silence.since, silence.last));
        }
        silence.isProbed = true;
        return Optional.empty();
    }

    /** Tells how an attempt went. */
    synchronized void went(String destination, Attempt attempt) {
        Silence silence = remembered(destination);
        if (!reachedNobody(attempt)) {
            if (tellsOfDestination(attempt)) {
                silences.remove(destination);
                answering.put(destination, true);
            } else {
                cameToNothing(destination);
            }
        } else {
            answering.remove(destination);
            if (silence == null) {
                silences.put(destination, new Silence(attempt, clock.instant()));
            } else {
                silence.goesOn(attempt, clock.instant());
            }
        }
    }

    private static boolean tellsOfDestination(Attempt attempt) {
        return attempt.state() == DeliveryState.DELIVERED
                || attempt.smtpCode().isPresent()
                || attempt.stage().isPresent();
    }

    /** An attempt was not made after all, or says nothing about its destination: the next one may be the probe. */
    synchronized void cameToNothing(String destination) {
        Silence silence = remembered(destination);
        if (silence != null) {
            silence.isProbed = false;
        }
    }

    /** Whether a server of a destination answered the last time, of which this node knows. */
    synchronized boolean isAnswering(String destination) {
        return answering.getOrDefault(destination, false);
    }

    /** Whether a destination rests or is being probed. */
    synchronized boolean isResting(String destination) {
        Silence silence = remembered(destination);
        return silence != null && silence.isRest();
    }

    /** How many destinations rest. */
    public synchronized int count() {
        silences.values().removeIf(this::isForgotten);
        return (int) silences.values().stream().filter(Silence::isRest).count();
    }

    private Silence remembered(String destination) {
        Silence silence = silences.get(destination);
        if (silence != null && isForgotten(silence)) {
            silences.remove(destination);
            return null;
        }
        return silence;
    }

    private boolean isForgotten(Silence silence) {
        return silence.restsUntil.plus(MEMORY).isBefore(clock.instant());
    }

    private static final class Known<T> extends LinkedHashMap<String, T> {
        private static final long serialVersionUID = 1L;

        Known() {
            super(16, 0.75F, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST;
        }
    }

    private static final class Silence {
        private final Instant since;
        private Attempt last;
        private int failures = 1;
        private Duration pause = FIRST_PAUSE;
        private Instant restsUntil;
        private boolean isProbed;

        Silence(Attempt first, Instant now) {
            this.since = first.at();
            this.last = first;
            this.restsUntil = now.truncatedTo(ChronoUnit.MICROS);
        }

        boolean isRest() {
            return failures >= PATIENCE;
        }

        void goesOn(Attempt attempt, Instant now) {
            boolean isProbe = isProbed && !attempt.at().isBefore(restsUntil);
            if (isRest() && !isProbe) {
                // began before the rest did
                return;
            }
            failures++;
            last = attempt;
            if (isProbe) {
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
                isProbed = false;
            }
            restsUntil = (isRest() ? now.plus(pause) : now).truncatedTo(ChronoUnit.MICROS);
        }
    }
}
