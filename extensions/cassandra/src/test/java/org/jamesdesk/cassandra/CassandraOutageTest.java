package org.jamesdesk.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.cassandra.session.CassandraConfiguration;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.cassandra.session.DeskSessionFactory;
import org.jamesdesk.engines.CassandraEngine;
import org.jamesdesk.testing.PrivateEngine;
import org.jamesdesk.ticket.Claim;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.EntryBuilder;
import org.jamesdesk.work.WorkKind;
import org.junit.jupiter.api.Test;

/** Kills a real Cassandra under a session and starts it again. */
class CassandraOutageTest {
    private static final Instant MINUTE = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void shouldComeBackByItselfWithAllThatWasStoredWhenCassandraIsKilled() {
        try (PrivateEngine<CassandraEngine> cassandra = PrivateEngine.cassandra()) {
            cassandra.engine().start();
            try (DeskSession session = connect(cassandra.engine())) {
                var desk = new CassandraDesk(session);
                Entry entry = EntryBuilder.opening().raw(new byte[700_000]).build();
                var claim = new Claim(
                        entry.conversation().id(), entry.conversation().ticket(), true, entry.at());
                desk.claims().claim(claim);
                desk.tickets().append(entry);
                long number = desk.numberBlocks().reserve(10);

                cassandra.engine().kill();

                assertUnavailable(() -> desk.claims().claim(claim));
                assertUnavailable(() -> desk.tickets().append(entry));
                assertUnavailable(() -> desk.tickets().find(entry.conversation().ticket()));
                assertUnavailable(() -> desk.knownMessages().find(List.of("a", "b")));
                assertUnavailable(() -> desk.numberBlocks().reserve(1));
                assertUnavailable(() -> desk.work().inMinute(WorkKind.INDEX, MINUTE, 10));
                assertUnavailable(() -> desk.work().lease("lease", "owner", 10));
                assertUnavailable(() -> desk.configuration().load());

                cassandra.engine().start();

                await().atMost(Duration.ofSeconds(60))
                        .ignoreException(StoreUnavailableException.class)
                        .until(() -> desk.configuration().load() != null);
                assertThat(desk.claims().claim(claim)).isEqualTo(claim);
                assertThat(desk.tickets().find(entry.conversation().ticket())).isEqualTo(entry.opened());
                assertThat(desk.tickets()
                                .raw(entry.conversation().id())
                                .orElseThrow()
                                .size())
                        .isEqualTo(700_000);
                assertThat(desk.numberBlocks().reserve(1)).isEqualTo(number + 10);
                desk.tickets().append(EntryBuilder.opening().build());
            }
        }
    }

    private static DeskSession connect(CassandraEngine engine) {
        return new DeskSessionFactory(new CassandraConfiguration(
                        List.of(engine.contactPoint()),
                        CassandraEngine.LOCAL_DATACENTER,
                        "james_desk",
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofMinutes(1)))
                .connect();
    }

    private static void assertUnavailable(Runnable call) {
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(call::run);
    }
}
