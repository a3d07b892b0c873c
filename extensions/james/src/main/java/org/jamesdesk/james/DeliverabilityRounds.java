package org.jamesdesk.james;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.inject.Inject;
import org.apache.james.metrics.api.GaugeRegistry;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.deliverability.DailyTotals;
import org.jamesdesk.deliverability.NotificationState;
import org.jamesdesk.deliverability.NotificationWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the bounce rate be judged within a second of a bounce, and days be closed when they are over, each on its own thread. */
final class DeliverabilityRounds implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeliverabilityRounds.class);
    private static final Duration LOOK_PERIOD = Duration.ofSeconds(1);
    private static final Duration CLOSE_PERIOD = Duration.ofMinutes(5);
    private static final int PER_MILLE = 1_000;

    private final NotificationWatch watch;
    private final DailyTotals totals;
    private final Configurations configurations;
    private final ScheduledExecutorService threads;

    @Inject
    DeliverabilityRounds(NotificationWatch watch, DailyTotals totals, Configurations configurations) {
        this.watch = watch;
        this.totals = totals;
        this.configurations = configurations;
        this.threads = Executors.newScheduledThreadPool(2, task -> {
            Thread created = new Thread(task, "desk-deliverability");
            created.setDaemon(true);
            return created;
        });
    }

    /** Gauges {@code desk-bounceRate} (per mille, 0 when nothing was sent) and {@code desk-notificationsLocked} (0 or 1). */
    void register(GaugeRegistry gauges) {
        gauges.register("desk-bounceRate", this::perMille);
        gauges.register("desk-notificationsLocked", this::locked);
    }

    private long perMille() {
        return watch.lastStanding()
                .map(standing -> standing.rate())
                .filter(rate -> rate.sent() > 0)
                .map(rate -> rate.bounced() * PER_MILLE / rate.sent())
                .orElse(0L);
    }

    private int locked() {
        return configurations
                .current()
                .flatMap(configuration -> NotificationState.of(configuration).lock())
                .map(lock -> 1)
                .orElse(0);
    }

    void start() {
        every(LOOK_PERIOD, "The bounce rate cannot be judged", watch::look);
        every(CLOSE_PERIOD, "Totals of days that are over cannot be kept", totals::closeOverdue);
    }

    private void every(Duration period, String trouble, Runnable round) {
        Quietly quietly = new Quietly(trouble, round);
        threads.scheduleWithFixedDelay(quietly, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Never throws, because an exception would end the schedule. Says once when trouble begins, changes or ends. */
    private static final class Quietly implements Runnable {
        private final String trouble;
        private final Runnable round;
        private final AtomicReference<Optional<String>> last = new AtomicReference<>(Optional.empty());

        Quietly(String trouble, Runnable round) {
            this.trouble = trouble;
            this.round = round;
        }

        @Override
        public void run() {
            try {
                round.run();
                last.getAndSet(Optional.empty()).ifPresent(past -> LOGGER.info("No longer: {}", trouble));
            } catch (RuntimeException e) {
                Optional<String> now = Optional.of(e.toString());
                if (!last.getAndSet(now).equals(now)) {
                    LOGGER.warn("{}; it is tried again", trouble, e);
                }
            }
        }
    }
}
