package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.healthcheck.Result;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.cassandra.CassandraDesk;
import org.jamesdesk.cassandra.session.CassandraConfiguration;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.cassandra.session.DeskSessionFactory;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.testing.CassandraExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

class DeskCassandraHealthCheckTest {
    @RegisterExtension
    static final CassandraExtension CASSANDRA = new CassandraExtension();

    private DeskSession session;
    private CassandraDesk desk;
    private DeskCassandraHealthCheck check;

    @BeforeEach
    void setUp() {
        session = new DeskSessionFactory(new CassandraConfiguration(
                        List.of(CASSANDRA.contactPoint()),
                        CASSANDRA.localDatacenter(),
                        CASSANDRA.newKeyspace(),
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofMinutes(1)))
                .connect();
        desk = new CassandraDesk(session);
        check = new DeskCassandraHealthCheck(desk.configuration());
    }

    @AfterEach
    void tearDown() {
        session.close();
    }

    private Result checked() {
        return Mono.from(check.check()).block(Duration.ofMinutes(1));
    }

    @Test
    void shouldFollowTheStateOfTheStore() {
        assertThat(checked().isUnHealthy()).as("before the first start").isTrue();

        new FirstStart(new Configurations(desk.configuration(), Clock.systemUTC())).createDefaults("desk.example");
        assertThat(checked().isHealthy()).as("after the first start").isTrue();

        session.close();
        Result result = checked();
        assertThat(result.isUnHealthy()).as("without a session").isTrue();
        assertThat(result.getCause()).contains("Cassandra does not answer: mail is taken and waits in the queue");
    }
}
