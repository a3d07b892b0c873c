package org.jamesdesk.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkSignal;
import org.jamesdesk.work.WorkStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets deliveries go that have waited for their sender (R54). Every step may be repeated: a delivery that is released twice
 * is sent once.
 */
public final class SenderRelease {
    private static final Logger LOGGER = LoggerFactory.getLogger(SenderRelease.class);
    private static final int PAGE = 500;

    private final WaitingDeliveries waiting;
    private final WorkStore work;
    private final WorkSignal signal;
    private final Clock clock;

    public SenderRelease(WaitingDeliveries waiting, WorkStore work, WorkSignal signal, Clock clock) {
        this.waiting = waiting;
        this.work = work;
        this.signal = signal;
        this.clock = clock;
    }

    /**
     * Schedules everything that waits for a sender now; to be called when it can send again.
     *
     * @return how many deliveries
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer; what was not released yet still waits
     */
    public int release(SenderId sender) {
        Instant began = clock.instant();
        int released = 0;
        List<WaitingDelivery> page = before(began, sender);
        while (!page.isEmpty()) {
            List<Work> due = page.stream()
                    .map(one -> DeliveryWork.of(one).due(clock.instant()))
                    .toList();
            work.schedule(due);
            waiting.remove(page);
            signal.scheduled(due);
            released += page.size();
            page = before(began, sender);
        }
        if (released > 0) {
            LOGGER.info("Sender {} can send again; {} mails that waited for it go out", sender, released);
        }
        return released;
    }

    /** What began to wait after the release began may wait for a good reason. */
    private List<WaitingDelivery> before(Instant began, SenderId sender) {
        Instant end = began.truncatedTo(ChronoUnit.MICROS);
        return waiting.of(sender, PAGE).stream()
                .filter(one -> !one.since().isAfter(end))
                .toList();
    }

    /**
     * Releases everything that waits for a sender that can send: what a crash between making it usable and
     * {@link #release} left behind, and what began to wait while it became usable.
     *
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer
     */
    public void releaseUsable(ConfigurationView configuration) {
        configuration.all(Sender.KIND).stream()
                .filter(Sender::isUsable)
                .map(Sender::id)
                .forEach(this::release);
    }
}
