package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.james.core.healthcheck.Result;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.deliverability.NotificationAdministration;
import org.jamesdesk.memory.InMemoryDesk;
import org.junit.jupiter.api.Test;

class DeskDeliverabilityHealthCheckTest {
    private final Configurations configurations =
            new Configurations(new InMemoryDesk().configuration(), Clock.systemUTC());
    private final DeskDeliverabilityHealthCheck check = new DeskDeliverabilityHealthCheck(configurations);

    private void lock() {
        configurations.edit("ana", draft -> NotificationAdministration.lock(draft, "ana", "Wrong list", Instant.now()));
    }

    @Test
    void shouldBeDegradedWithoutTheReasonWhileNotificationsAreLocked() {
        lock();

        Result result = check.ask();

        assertThat(result.isDegraded()).isTrue();
        assertThat(result.getCause()).contains("Notifications are locked by an administrator; replies go out");
    }

    @Test
    void shouldBeHealthyWhenTheLockIsLifted() {
        lock();
        configurations.edit(
                "ana", draft -> NotificationAdministration.unlock(draft, "ana", Optional.empty(), Instant.now()));

        assertThat(check.ask().isHealthy()).isTrue();
    }

    @Test
    void shouldBeDegradedWhenTheConfigurationWasNeverRead() {
        Configurations unread = new Configurations(new InMemoryDesk().configuration(), Clock.systemUTC());

        assertThat(new DeskDeliverabilityHealthCheck(unread).noAnswer().isDegraded())
                .isTrue();
    }
}
