package org.jamesdesk.james;

import javax.inject.Inject;
import org.apache.james.core.healthcheck.Result;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.deliverability.NotificationState;

/**
 * Whether notifications go out (R101): while they are locked, customers get no acknowledgements and agents no notifications.
 *
 * <p>May be named in {@code healthcheck.properties}; the class name is public API.
 */
public final class DeskDeliverabilityHealthCheck extends DeskHealthCheck {
    private final Configurations configurations;

    @Inject
    DeskDeliverabilityHealthCheck(Configurations configurations) {
        super("Desk deliverability");
        this.configurations = configurations;
    }

    @Override
    Result ask() {
        return NotificationState.of(configurations.inForce())
                .lock()
                .map(lock -> Result.degraded(
                        componentName(),
                        lock.automatic()
                                ? "Notifications are locked, too many mails bounce; replies go out"
                                : "Notifications are locked by an administrator; replies go out"))
                .orElseGet(() -> Result.healthy(componentName()));
    }

    @Override
    Result noAnswer() {
        return Result.degraded(componentName(), "Whether notifications are locked cannot be read");
    }
}
