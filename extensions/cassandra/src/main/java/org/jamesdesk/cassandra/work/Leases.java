package org.jamesdesk.cassandra.work;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import org.jamesdesk.cassandra.session.DeskSession;

/** Leases: compare-and-set rows that Cassandra removes by itself when they end. */
public final class Leases {
    /**
     * A low {@code gc_grace_seconds} is safe: a lease that comes back because a replica missed its deletion still ends
     * by its own time to live, and Cassandra keeps the state of compare-and-set no longer than this either.
     */
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS leases (
                name text PRIMARY KEY,
                owner text
            ) WITH comment = 'Who may work on this at the moment?'
                AND gc_grace_seconds = 10800""";

    private final DeskSession session;
    private final PreparedStatement take;
    private final PreparedStatement extend;
    private final PreparedStatement giveBack;

    public Leases(DeskSession session) {
        this.session = session;
        this.take =
                session.prepare("INSERT INTO leases (name, owner) VALUES (:name, :owner) IF NOT EXISTS USING TTL :ttl");
        this.extend = session.prepare(
                "UPDATE leases USING TTL :ttl SET owner = :owner WHERE name = :name IF owner = :expected");
        this.giveBack = session.prepare("DELETE FROM leases WHERE name = :name IF owner = :expected");
    }

    /**
     * Takes or extends a lease; one statement for a lease that is free, two for one that the owner holds.
     *
     * @return whether the owner holds it now
     */
    public boolean lease(String name, String owner, int seconds) {
        if (seconds < 1) {
            throw new IllegalArgumentException("a lease holds for at least one second");
        }
        ResultSet taken = session.execute(take.boundStatementBuilder()
                .setString("name", name)
                .setString("owner", owner)
                .setInt("ttl", seconds)
                .setIdempotence(false)
                .build());
        return taken.wasApplied() || owner.equals(taken.one().getString("owner")) && extended(name, owner, seconds);
    }

    /** Ends a lease that the owner holds. */
    public void release(String name, String owner) {
        session.execute(giveBack.boundStatementBuilder()
                .setString("name", name)
                .setString("expected", owner)
                .setIdempotence(false)
                .build());
    }

    private boolean extended(String name, String owner, int seconds) {
        return session.execute(extend.boundStatementBuilder()
                        .setString("name", name)
                        .setString("owner", owner)
                        .setString("expected", owner)
                        .setInt("ttl", seconds)
                        .setIdempotence(false)
                        .build())
                .wasApplied();
    }
}
