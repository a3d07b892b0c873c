package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.AddressSnapshot;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.WhenStopped;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.department.DepartmentStore;
import org.jamesdesk.memory.InMemoryDesk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddressRefreshTest {
    private static final EmailAddress SALES = EmailAddress.parse("sales@desk.example");

    private final InMemoryDesk desk = new InMemoryDesk();
    private final AtomicBoolean away = new AtomicBoolean();
    private final DepartmentStore departments = new DepartmentStoreThatMayBeAway();
    private final AddressDirectory directory =
            new AddressDirectory(desk.supportAddresses(), departments, Clock.systemUTC());
    private final AddressRefresh refresh =
            new AddressRefresh(new FirstStart(departments, desk.supportAddresses()), "desk.example", directory);

    @AfterEach
    void tearDown() {
        refresh.close();
    }

    @Test
    void shouldHaveTheDefaultsAtOnceWhenTheStoreAnswers() {
        refresh.start();

        assertThat(directory.snapshot().map(AddressSnapshot::defaultAddress))
                .contains(EmailAddress.parse("support@desk.example"));
    }

    @Test
    void shouldSeeAChangeWithinTwoSeconds() {
        refresh.start();

        desk.supportAddresses()
                .createIfAbsent(new SupportAddress(
                        SALES, "Sales", new DepartmentId("support"), true, WhenStopped.PARK, List.of()));

        await().atMost(Duration.ofSeconds(2)).until(() -> directory
                .snapshot()
                .flatMap(snapshot -> snapshot.find(SALES))
                .isPresent());
    }

    @Test
    void shouldCatchUpWhenTheStoreWasAwayAtTheStart() {
        away.set(true);
        refresh.start();
        assertThat(directory.snapshot()).isEmpty();

        away.set(false);

        await().atMost(Duration.ofSeconds(5)).until(() -> directory.snapshot().isPresent());
        assertThat(desk.supportAddresses().list()).hasSize(1);
    }

    @Test
    void shouldKeepWhatIsKnownWhenTheStoreGoesAway() {
        refresh.start();
        AddressSnapshot before = directory.snapshot().orElseThrow();
        await().until(() -> directory.snapshot().orElseThrow().readAt().isAfter(before.readAt()));

        away.set(true);

        AddressSnapshot last = directory.snapshot().orElseThrow();
        await().during(Duration.ofMillis(1500))
                .atMost(Duration.ofSeconds(10))
                .until(() -> directory.snapshot().isPresent());
        assertThat(last.find(EmailAddress.parse("support@desk.example"))).isPresent();
        away.set(false);
        await().until(() -> directory.snapshot().orElseThrow().readAt().isAfter(last.readAt()));
    }

    private final class DepartmentStoreThatMayBeAway implements DepartmentStore {
        private DepartmentStore reachable() {
            if (away.get()) {
                throw new StoreUnavailableException("Cassandra", new IOException("connection refused"));
            }
            return desk.departments();
        }

        @Override
        public List<Department> list() {
            return reachable().list();
        }

        @Override
        public Optional<Department> find(DepartmentId id) {
            return reachable().find(id);
        }

        @Override
        public boolean createIfAbsent(Department department) {
            return reachable().createIfAbsent(department);
        }

        @Override
        public Optional<DepartmentId> defaultDepartment() {
            return reachable().defaultDepartment();
        }

        @Override
        public boolean makeDefaultIfNone(DepartmentId id) {
            return reachable().makeDefaultIfNone(id);
        }
    }
}
