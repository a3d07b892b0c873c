package org.jamesdesk.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Duration;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.cassandra.session.DeskSession;

/** Asks Cassandra a cheap question that needs the same replicas as storing a mail. */
public final class CassandraHealth {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final DeskSession session;
    private final PreparedStatement question;

    /** @param session with the schema in place */
    public CassandraHealth(DeskSession session) {
        this.session = session;
        this.question = session.prepare("SELECT version FROM schema_version WHERE component = 'desk' LIMIT 1");
    }

    /** Answers within two seconds and never throws for a Cassandra that is away. */
    public Verdict check() {
        BoundStatement asked =
                question.boundStatementBuilder().setTimeout(TIMEOUT).build();
        try {
            return session.first(asked)
                    .map(row -> new Verdict(true, "schema version " + row.getInt("version")))
                    .orElse(new Verdict(false, "keyspace " + session.keyspace() + " has no schema"));
        } catch (StoreUnavailableException e) {
            return new Verdict(false, e.getMessage());
        }
    }

    /**
     * The outcome of a check.
     *
     * @param healthy whether mails can be stored now
     * @param detail in an operator's words
     */
    public record Verdict(boolean healthy, String detail) {}
}
