package org.jamesdesk.james;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.delivery.SenderRelease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets mails go every minute that wait for a sender which can send: whoever makes a sender usable releases them at once, and
 * this finds what a crash in between left behind.
 */
final class SenderReleases implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SenderReleases.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final SenderRelease release;
    private final Configurations configurations;
    private final ScheduledExecutorService thread;

    @Inject
    SenderReleases(SenderRelease release, Configurations configurations) {
        this.release = release;
        this.configurations = configurations;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "desk-sender-release");
            created.setDaemon(true);
            return created;
        });
    }

    void start() {
        thread.scheduleWithFixedDelay(this::run, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Never throws: an exception would end the schedule. */
    private void run() {
        try {
            configurations.current().ifPresent(release::releaseUsable);
        } catch (RuntimeException e) {
            LOGGER.warn("Mails that wait for their sender could not be looked for: {}", e.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
