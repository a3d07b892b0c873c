package org.jamesdesk.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a delivery that failed for now is tried again.
 *
 * @param delays the pause before the second attempt, the third, and so on; after the last the delivery is given up
 */
public record RetrySchedule(List<Duration> delays) {
    private static final Pattern STEP = Pattern.compile("(\\d{1,5})([smhd])(?:\\*(\\d{1,3}))?");

    public RetrySchedule {
        delays = List.copyOf(delays);
        if (delays.isEmpty()) {
            throw new IllegalArgumentException("a retry schedule has at least one delay");
        }
    }

    /**
     * Reads {@code 1m, 5m, 15m, 1h*4, 6h*12}: numbers with {@code s}, {@code m}, {@code h} or {@code d}, repeated by
     * {@code *n}.
     *
     * @throws IllegalArgumentException naming the step that cannot be read
     */
    public static RetrySchedule parse(String text) {
        List<Duration> delays = new ArrayList<>();
        for (String step : text.split(",")) {
            Matcher matcher = STEP.matcher(step.trim());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "'" + step.trim() + "' is not a delay: a number with s, m, h or d expected, repeated by *n");
            }
            int times = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
            for (int i = 0; i < times; i++) {
                delays.add(duration(Long.parseLong(matcher.group(1)), matcher.group(2)));
            }
        }
        return new RetrySchedule(delays);
    }

    private static Duration duration(long number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** When a delivery that waits is tried again; empty when it is time to give up. */
    Optional<Instant> next(Delivery waiting) {
        Attempt last = waiting.lastFailure().orElseThrow();
        return after(waiting.failures())
                .map(pause -> last.at().plus(last.took()).plus(pause));
    }

    /** The pause after so many attempts; empty when it is time to give up. */
    public Optional<Duration> after(int attempts) {
        return attempts <= delays.size() ? Optional.of(delays.get(attempts - 1)) : Optional.empty();
    }

    /**
     * About when a delivery that waits is tried for the last time.
     *
     * @param nextAttempt when it is tried again
     */
    public Instant last(Delivery waiting, Instant nextAttempt) {
        return nextAttempt.plus(delays.stream().skip(waiting.failures()).reduce(Duration.ZERO, Duration::plus));
    }
}
