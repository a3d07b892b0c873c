package org.jamesdesk.deliverability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.work.WorkStore;

/**
 * Totals of days, UTC. A day that is over for an hour is added up once and kept for good ({@link #closeOverdue}); any other day is
 * added up from its results when somebody asks, at most every ten seconds.
 */
public final class DailyTotals {
    /** The longest time that one question may span. */
    public static final int MOST_DAYS = 92;

    /**
     * How many domains of a day have totals of their own. Acknowledgements answer whoever wrote, so strangers decide how many
     * domains there are; this bounds what a day takes.
     */
    static final int MOST_DOMAINS = 5_000;

    private static final Duration UNTIL_CLOSED = Duration.ofHours(1);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int HOURS = 24;
    private static final String LEASE = "daily-totals";
    private static final int LEASE_SECONDS = (int) Duration.ofMinutes(30).toSeconds();

    private final DeliveryResultStore results;
    private final DayTotalStore closed;
    private final WorkStore leases;
    private final String node;
    private final Clock clock;
    private final Map<LocalDate, AddedUp> fresh = new HashMap<>();
    private Optional<LocalDate> closedThrough = Optional.empty();

    private record AddedUp(Instant at, List<DayTotal> totals) {}

    /**
     * @param leases keep several nodes from adding up the same day
     * @param node tells this node from others
     */
    public DailyTotals(DeliveryResultStore results, DayTotalStore closed, WorkStore leases, String node, Clock clock) {
        this.results = results;
        this.closed = closed;
        this.leases = leases;
        this.node = node;
        this.clock = clock;
    }

    /**
     * The totals of a day in the order of {@link DayTotal#ORDER}; none for a day that has not begun, or that ended before results
     * are kept and was never closed.
     *
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer
     */
    public List<DayTotal> of(LocalDate day) {
        if (day.isAfter(today())) {
            return List.of();
        }
        return closed.find(day).orElseGet(() -> day.isBefore(firstWithResults()) ? List.of() : open(day));
    }

    /** The day that it is now. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private synchronized List<DayTotal> open(LocalDate day) {
        Instant now = clock.instant();
        fresh.values().removeIf(added -> !now.isBefore(added.at().plus(FRESH)));
        return fresh.computeIfAbsent(day, any -> new AddedUp(now, added(day))).totals();
    }

    /**
     * Closes every day that is over for an hour and is not closed yet, the oldest first; one node does it. Costs nothing when it
     * was done already.
     *
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer
     */
    public synchronized void closeOverdue() {
        LocalDate newest = LocalDate.ofInstant(clock.instant().minus(UNTIL_CLOSED), ZoneOffset.UTC)
                .minusDays(1);
        if (closedThrough.filter(newest::equals).isPresent() || !leases.lease(LEASE, node, LEASE_SECONDS)) {
            return;
        }
        Deque<LocalDate> overdue = new ArrayDeque<>();
        for (LocalDate day = newest;
                !day.isBefore(firstWithResults()) && closed.find(day).isEmpty();
                day = day.minusDays(1)) {
            overdue.push(day);
        }
        for (LocalDate day : overdue) {
            closed.close(day, added(day));
        }
        closedThrough = Optional.of(newest);
        leases.release(LEASE, node);
    }

    /** Results of the day before may have ended already, those of this day are complete. */
    private LocalDate firstWithResults() {
        return LocalDate.ofInstant(clock.instant().minus(DeliveryResultStore.KEPT), ZoneOffset.UTC)
                .plusDays(1);
    }

    private List<DayTotal> added(LocalDate day) {
        DayCounter counter = new DayCounter(day, MOST_DOMAINS);
        Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        for (int hour = 0; hour < HOURS; hour++) {
            Instant start = midnight.plus(hour, ChronoUnit.HOURS);
            results.read(start, start, counter::add);
        }
        return counter.totals();
    }
}
