package org.jamesdesk.cassandra.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.cassandra.DeskKeyspace;
import org.jamesdesk.testing.CassandraExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeskSessionFactoryTest {
    @RegisterExtension
    static final CassandraExtension CASSANDRA = new CassandraExtension();

    private static CassandraConfiguration at(InetSocketAddress contactPoint, String datacenter, String keyspace) {
        return new CassandraConfiguration(
                List.of(contactPoint),
                datacenter,
                keyspace,
                1,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(2));
    }

    @Test
    void shouldMakeTheKeyspaceWhenItIsMissing() {
        CassandraConfiguration configuration = new DeskKeyspace(CASSANDRA).configuration();

        try (DeskSession session = new DeskSessionFactory(configuration).connect()) {
            assertThat(session.first(SimpleStatement.newInstance(
                                    "SELECT replication FROM system_schema.keyspaces WHERE keyspace_name = ?",
                                    configuration.keyspace()))
                            .map(row -> row.getMap("replication", String.class, String.class)))
                    .hasValueSatisfying(replication -> assertThat(replication)
                            .containsEntry("class", "org.apache.cassandra.locator.NetworkTopologyStrategy")
                            .containsEntry(CASSANDRA.localDatacenter(), "1"));
        }
    }

    @Test
    void shouldMakeTheKeyspaceWhenItsNameIsAWordOfCql() {
        CassandraConfiguration configuration = at(CASSANDRA.contactPoint(), CASSANDRA.localDatacenter(), "table");

        try (DeskSession session = new DeskSessionFactory(configuration).connect()) {
            assertThat(session.keyspace()).isEqualTo("table");
        }
    }

    @Test
    void shouldNameTheKeyWhenThereIsNoSuchDatacenter() {
        CassandraConfiguration configuration = at(CASSANDRA.contactPoint(), "elsewhere", CASSANDRA.newKeyspace());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeskSessionFactory(configuration).connect())
                .withMessageStartingWith("cassandra.localDatacenter:")
                .withMessageContaining(CASSANDRA.localDatacenter());
    }

    @Test
    void shouldGiveUpAfterItsPatienceWhenNothingAnswers() throws IOException {
        InetSocketAddress silent;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            silent = new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
        }
        var factory = new DeskSessionFactory(at(silent, "datacenter1", "james_desk"));

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(factory::connect)
                .withMessageContaining("Cassandra");
    }

    @Test
    void shouldLetTheDriverSpeakWhenAStatementIsWrong() {
        try (DeskSession session = new DeskKeyspace(CASSANDRA).connect()) {
            assertThatExceptionOfType(InvalidQueryException.class)
                    .isThrownBy(() -> session.execute(SimpleStatement.newInstance("SELECT x FROM nowhere")));
        }
    }

    @Test
    void shouldNotBeNoticedWhenConnectionsBreak() throws Exception {
        try (CuttableProxy proxy = CuttableProxy.to(CASSANDRA.contactPoint());
                DeskSession session = new DeskSessionFactory(
                                at(proxy.address(), CASSANDRA.localDatacenter(), CASSANDRA.newKeyspace()))
                        .connect()) {
            SimpleStatement statement = SimpleStatement.newInstance("SELECT key FROM system.local");
            for (int i = 0; i < 5; i++) {
                proxy.cut();

                assertThat(session.first(statement)).isPresent();
                proxy.cut();
                assertThat(session.start(statement).get().one()).isNotNull();
            }
        }
    }
}
