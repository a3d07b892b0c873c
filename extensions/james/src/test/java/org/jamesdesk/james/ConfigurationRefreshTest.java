package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.address.DeskDefaults;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.WhenStopped;
import org.jamesdesk.configuration.ChangeSet;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.ConfigurationStore;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.configuration.StoredConfiguration;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfigurationRefreshTest {
    private static final SupportAddress SALES = new SupportAddress(
            EmailAddress.parse("sales@desk.example"),
            "Sales",
            new DepartmentId("support"),
            true,
            WhenStopped.PARK,
            List.of());

    private final InMemoryDesk desk = new InMemoryDesk();
    private final AtomicBoolean away = new AtomicBoolean();
    private final Configurations configurations = new Configurations(new StoreThatMayBeAway(), Clock.systemUTC());
    private final ConfigurationRefresh refresh =
            new ConfigurationRefresh(new FirstStart(configurations), "desk.example", configurations);

    @AfterEach
    void tearDown() {
        refresh.close();
    }

    @Test
    void shouldHaveTheDefaultsAtOnceWhenTheStoreAnswers() {
        refresh.start();

        assertThat(DeskDefaults.of(configurations.inForce()).supportAddress())
                .isEqualTo(EmailAddress.parse("support@desk.example"));
    }

    @Test
    void shouldSeeAChangeOfAnotherNodeWithinTwoSecondsR104() {
        refresh.start();

        new Configurations(desk.configuration(), Clock.systemUTC())
                .edit("another node", draft -> draft.put(SupportAddress.KIND, SALES));

        await().atMost(Duration.ofSeconds(2)).until(() -> isKnown(SALES));
    }

    @Test
    void shouldCatchUpWhenTheStoreWasAwayAtTheStart() {
        away.set(true);
        refresh.start();
        assertThat(configurations.current()).isEmpty();

        away.set(false);

        await().atMost(Duration.ofSeconds(5))
                .until(() -> configurations.current().isPresent());
        assertThat(desk.configuration().revision()).isEqualTo(1);
    }

    @Test
    void shouldKeepWhatIsKnownWhenTheStoreGoesAway() {
        refresh.start();
        Configuration before = configurations.inForce();

        away.set(true);
        Instant last = configurations.confirmedAt();
        await().during(Duration.ofMillis(1500))
                .atMost(Duration.ofSeconds(10))
                .until(() -> configurations.current().equals(Optional.of(before)));

        away.set(false);
        await().until(() -> configurations.confirmedAt().isAfter(last));
    }

    private boolean isKnown(SupportAddress address) {
        return configurations
                .inForce()
                .find(SupportAddress.KIND, address.address().key())
                .isPresent();
    }

    private final class StoreThatMayBeAway implements ConfigurationStore {
        private ConfigurationStore reachable() {
            if (away.get()) {
                throw new StoreUnavailableException("Cassandra", new IOException("connection refused"));
            }
            return desk.configuration();
        }

        @Override
        public long revision() {
            return reachable().revision();
        }

        @Override
        public StoredConfiguration load() {
            return reachable().load();
        }

        @Override
        public boolean apply(ChangeSet changes) {
            return reachable().apply(changes);
        }

        @Override
        public List<ChangeSet> history(Optional<Long> before, int limit) {
            return reachable().history(before, limit);
        }
    }
}
