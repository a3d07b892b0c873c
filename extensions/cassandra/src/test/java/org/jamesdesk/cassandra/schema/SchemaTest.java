package org.jamesdesk.cassandra.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jamesdesk.cassandra.DeskKeyspace;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.testing.CassandraExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchemaTest {
    @RegisterExtension
    static final CassandraExtension CASSANDRA = new CassandraExtension();

    private final DeskKeyspace keyspace = new DeskKeyspace(CASSANDRA);
    private DeskSession session;

    @BeforeEach
    void connect() {
        session = keyspace.connect();
    }

    @AfterEach
    void close() {
        session.close();
    }

    /** Comments of the tables of the keyspace. */
    private Map<String, String> tables() {
        return session
                .all(SimpleStatement.newInstance(
                        "SELECT table_name, comment FROM system_schema.tables WHERE keyspace_name = ?",
                        session.keyspace()))
                .stream()
                .collect(Collectors.toMap(row -> row.getString("table_name"), row -> row.getString("comment")));
    }

    @Test
    void shouldMakeAllTablesWhenTheKeyspaceIsNew() {
        new Schema(session).migrate();

        assertThat(tables().keySet())
                .containsExactlyInAnyOrder(
                        "schema_version",
                        "leases",
                        "configuration",
                        "configuration_history",
                        "claims",
                        "ticket_numbers",
                        "tickets",
                        "conversations",
                        "raw_mails",
                        "known_messages",
                        "awaited_messages",
                        "deliveries",
                        "delivery_attempts",
                        "deliveries_waiting_for_sender",
                        "sender_credentials",
                        "pending_consents",
                        "notices",
                        "dkim_private_keys",
                        "bounces",
                        "bounces_by_address",
                        "bounces_by_ticket",
                        "bounces_by_day",
                        "bounce_days",
                        "signs_of_life",
                        "failing_addresses",
                        "domain_successes",
                        "ticket_history",
                        "blocklist",
                        "blocklist_history",
                        "delivery_results",
                        "daily_totals",
                        "work",
                        "work_progress");
        assertThat(tables().values()).as("questions").noneMatch(String::isBlank);
        assertThat(new Schema(session).current()).hasValue(new Schema(session).required());
    }

    @Test
    void shouldBeCurrentWhenFourNodesStartAtOnce() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> starts =
                    List.of(this::startNode, this::startNode, this::startNode, this::startNode);
            for (Future<Integer> started : nodes.invokeAll(starts)) {
                assertThat(started.get()).isEqualTo(new Schema(session).required());
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(versions()).containsExactly(3, 2, 1);
    }

    private int startNode() {
        try (DeskSession own = keyspace.connect()) {
            new Schema(own).migrate();
            return new Schema(own).current().orElseThrow();
        }
    }

    private List<Integer> versions() {
        return session
                .all(SimpleStatement.newInstance("SELECT version FROM schema_version WHERE component = 'desk'"))
                .stream()
                .map(row -> row.getInt("version"))
                .toList();
    }

    @Test
    void shouldGoOnWhenAnEarlierMigrationWasInterrupted() {
        var broken = new Schema(
                session,
                List.of(new Migration(1, List.of("CREATE TABLE IF NOT EXISTS one (k int PRIMARY KEY)", "NOT CQL"))));
        assertThatThrownBy(broken::migrate).isInstanceOf(SyntaxError.class);
        assertThat(broken.current()).isEmpty();

        var mended = new Schema(
                session,
                List.of(new Migration(
                        1,
                        List.of(
                                "CREATE TABLE IF NOT EXISTS one (k int PRIMARY KEY)",
                                "CREATE TABLE IF NOT EXISTS two (k int PRIMARY KEY)"))));
        mended.migrate();

        assertThat(tables()).containsKeys("one", "two");
        assertThat(mended.current()).hasValue(1);
    }

    @Test
    void shouldRunOnlyWhatIsMissingWhenThereIsANewMigration() {
        var first = new Migration(1, List.of("CREATE TABLE one (k int PRIMARY KEY)"));
        var second = new Migration(2, List.of("ALTER TABLE one ADD IF NOT EXISTS v text"));
        new Schema(session, List.of(first)).migrate();

        var schema = new Schema(session, List.of(first, second));
        schema.migrate();
        schema.migrate();

        assertThat(schema.current()).hasValue(2);
        assertThat(session.all(SimpleStatement.newInstance("SELECT k, v FROM one")))
                .isEmpty();
    }

    @Test
    void shouldLeaveTheKeyspaceAloneWhenANewerReleaseMigratedIt() {
        var first = new Migration(1, List.of("CREATE TABLE one (k int PRIMARY KEY)"));
        var second = new Migration(2, List.of("CREATE TABLE two (k int PRIMARY KEY)"));
        new Schema(session, List.of(first, second)).migrate();

        new Schema(session, List.of(first)).migrate();

        assertThat(tables().keySet())
                .filteredOn(Predicate.not(List.of("schema_version", "leases")::contains))
                .containsExactlyInAnyOrder("one", "two");
    }
}
