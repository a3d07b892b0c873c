package org.jamesdesk.james;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.Configurations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the configuration fresh on a thread of its own (R104: every node acts on a change within two seconds), and
 * makes the defaults of a new desk as soon as the store takes them. While the store does not answer it goes on trying.
 */
final class ConfigurationRefresh implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ConfigurationRefresh.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final FirstStart firstStart;
    private final String domain;
    private final Configurations configurations;
    private final ScheduledExecutorService thread;
    private boolean defaultsMade;
    private Optional<String> trouble = Optional.empty();

    ConfigurationRefresh(FirstStart firstStart, String domain, Configurations configurations) {
        this.firstStart = firstStart;
        this.domain = domain;
        this.configurations = configurations;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "desk-configuration");
            created.setDaemon(true);
            return created;
        });
    }

    /** Refreshes once, on this thread, and goes on refreshing in the background. */
    void start() {
        refresh();
        thread.scheduleWithFixedDelay(this::refresh, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Never throws: an exception would end the schedule. Says once when trouble begins, changes or ends. */
    private synchronized void refresh() {
        try {
            if (!defaultsMade) {
                firstStart.createDefaults(domain);
                defaultsMade = true;
            }
            configurations.refresh();
            trouble.ifPresent(past -> LOGGER.info("The configuration of the desk can be read again"));
            trouble = Optional.empty();
        } catch (RuntimeException e) {
            Optional<String> now = Optional.of(e.toString());
            if (!now.equals(trouble)) {
                LOGGER.warn("The configuration of the desk cannot be read; the last one stays in force", e);
            }
            trouble = now;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
