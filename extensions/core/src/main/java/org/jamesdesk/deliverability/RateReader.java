package org.jamesdesk.deliverability;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Follows the results of all nodes: reads from the store what is new since the last look, and holds the window in memory
 * ({@link SlidingWindow}). The store is the truth, this is only what was read of it.
 *
 * <p>"New" begins two minutes before the last look, because clocks differ and a result may be kept a little after its time. Every
 * ten minutes a look goes back an hour: what a node that died had not noted, another one notes later.
 */
final class RateReader {
    private static final Duration OVERLAP = Duration.ofMinutes(2);
    private static final Duration FAR_OVERLAP = Duration.ofHours(1);
    private static final Duration FAR_PERIOD = Duration.ofMinutes(10);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration FORGET_PERIOD = Duration.ofHours(1);

    private final DeliveryResultStore store;
    private final SlidingWindow window = new SlidingWindow();
    private Optional<Looks> looks = Optional.empty();

    /**
     * When the store was last read.
     *
     * @param last at all
     * @param far an hour back
     * @param from results before it are not in the window
     */
    private record Looks(Instant last, Instant far, Instant from) {}

    RateReader(DeliveryResultStore store) {
        this.store = store;
    }

    /**
     * Reads what is new, unless that was done within the last second.
     *
     * @param now the time
     * @param from the window begins here
     * @throws org.jamesdesk.StoreUnavailableException when the store does not answer; what was known stays known
     */
    synchronized void look(Instant now, Instant from) {
        if (looks.isPresent() && !from.isBefore(looks.get().from())) {
            lookAgain(looks.get(), now, from);
        } else {
            read(from, now);
            looks = Optional.of(new Looks(now, now, from));
        }
    }

    private void lookAgain(Looks before, Instant now, Instant from) {
        if (!now.isBefore(before.last()) && now.isBefore(before.last().plus(SHORTEST_PAUSE))) {
            return;
        }
        boolean far = !now.isBefore(before.far().plus(FAR_PERIOD));
        Instant last = now.isBefore(before.last()) ? now : before.last();
        Instant since = last.minus(far ? FAR_OVERLAP : OVERLAP);
        read(since.isBefore(from) ? from : since, now);
        boolean forget = !from.isBefore(before.from().plus(FORGET_PERIOD));
        if (forget) {
            window.forgetBefore(from);
        }
        looks = Optional.of(new Looks(now, far ? now : before.far(), forget ? from : before.from()));
    }

    private void read(Instant since, Instant now) {
        for (Instant hour = since.truncatedTo(ChronoUnit.HOURS);
                !hour.isAfter(now);
                hour = hour.plus(1, ChronoUnit.HOURS)) {
            store.read(hour, since, window::add);
        }
    }

    /** What was read, from a moment on. */
    synchronized BounceRate from(Instant from) {
        return window.from(from);
    }
}
