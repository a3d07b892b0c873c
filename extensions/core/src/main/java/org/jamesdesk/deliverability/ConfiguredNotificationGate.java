package org.jamesdesk.deliverability;

import java.util.Optional;
import org.jamesdesk.configuration.Configurations;

/** Answers from the configuration in force, so without asking a store and at most two seconds late. */
public final class ConfiguredNotificationGate implements NotificationGate {
    private final Configurations configurations;

    public ConfiguredNotificationGate(Configurations configurations) {
        this.configurations = configurations;
    }

    @Override
    public Optional<String> whyLocked() {
        return NotificationState.of(configurations.inForce())
                .lock()
                .map(lock -> "Notifications are locked since " + lock.since() + " by " + lock.by() + ": " + lock.why());
    }
}
