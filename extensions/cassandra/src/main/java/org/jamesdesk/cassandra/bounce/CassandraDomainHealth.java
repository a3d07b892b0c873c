package org.jamesdesk.cassandra.bounce;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.DomainHealth;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;

/**
 * The health of domains, for a day. All is written with the time of what happened: the latest delivery stays, whatever comes
 * last, and of a delivery and its being taken back the latter counts.
 *
 * <p>Statements: one each.
 */
public final class CassandraDomainHealth implements DomainHealth {
    public static final String FAILURES_TABLE =
            """
            CREATE TABLE IF NOT EXISTS failing_addresses (
                domain text,
                at bigint,
                address text,
                PRIMARY KEY (domain, at, address)
            ) WITH CLUSTERING ORDER BY (at DESC, address DESC)
                AND default_time_to_live = %d
                AND comment = 'Which addresses of this domain failed today?'"""
                    .formatted(REMEMBERED.toSeconds());

    public static final String DELIVERIES_TABLE =
            """
            CREATE TABLE IF NOT EXISTS domain_successes (
                domain text PRIMARY KEY,
                at bigint
            ) WITH default_time_to_live = %d
                AND comment = 'When did a mail last arrive at this domain?'"""
                    .formatted(REMEMBERED.toSeconds());

    private final DeskSession session;
    private final PreparedStatement insertFailure;
    private final PreparedStatement insertDelivery;
    private final PreparedStatement deleteDelivery;
    private final PreparedStatement selectFailures;
    private final PreparedStatement selectDelivery;

    public CassandraDomainHealth(DeskSession session) {
        this.session = session;
        this.insertFailure = session.prepare("INSERT INTO failing_addresses (domain, at, address)"
                + " VALUES (:domain, :at, :address) USING TIMESTAMP :at");
        this.insertDelivery =
                session.prepare("INSERT INTO domain_successes (domain, at) VALUES (:domain, :at) USING TIMESTAMP :at");
        this.deleteDelivery =
                session.prepare("DELETE FROM domain_successes USING TIMESTAMP :at WHERE domain = :domain");
        this.selectFailures = session.prepare(
                "SELECT at, address FROM failing_addresses WHERE domain = :domain AND at > :since LIMIT :most");
        this.selectDelivery = session.prepare("SELECT at FROM domain_successes WHERE domain = :domain");
    }

    @Override
    public void failed(EmailAddress address, Instant at) {
        var statement = insertFailure.boundStatementBuilder().setLong("at", Columns.micros(at));
        Columns.setText(statement, "domain", address.domain());
        Columns.setText(statement, "address", address.key());
        session.execute(statement.build());
    }

    @Override
    public void delivered(String domain, Instant at) {
        session.execute(at(insertDelivery, domain, at));
    }

    @Override
    public void takeBack(String domain, Instant at) {
        session.execute(at(deleteDelivery, domain, at));
    }

    private static BoundStatement at(PreparedStatement prepared, String domain, Instant at) {
        var statement = prepared.boundStatementBuilder().setLong("at", Columns.micros(at));
        Columns.setText(statement, "domain", domain);
        return statement.build();
    }

    @Override
    public List<Failure> failures(String domain, Instant since, int limit) {
        var statement = selectFailures
                .boundStatementBuilder()
                .setLong("since", Columns.micros(since))
                .setInt("most", limit);
        Columns.setText(statement, "domain", domain);
        return session.all(statement.build()).stream()
                .map(row ->
                        new Failure(EmailAddress.parse(row.getString("address")), Columns.instant(row.getLong("at"))))
                .toList();
    }

    @Override
    public Optional<Instant> lastDelivery(String domain) {
        var statement = selectDelivery.boundStatementBuilder();
        Columns.setText(statement, "domain", domain);
        return session.first(statement.build()).map(row -> Columns.instant(row.getLong("at")));
    }
}
