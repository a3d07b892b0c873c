package org.jamesdesk.cassandra.work;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.cassandra.session.Requests;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.jamesdesk.work.WorkStore;

/**
 * Work in buckets of a minute. Rows and their deletions carry the due time as write time: of two that collide the later
 * stays, and a deletion never takes work that was scheduled for later.
 *
 * <p>Statements: {@code schedule} and {@code done} one per minute and kind (one more for every further
 * {@value #BATCH_ROWS} rows), {@code lease} one or two, everything else one.
 */
public final class CassandraWorkStore implements WorkStore {
    /**
     * Rows live for seconds. A low {@code gc_grace_seconds} is safe: a replica that missed a deletion for longer brings
     * work back, and doing work twice is harmless by contract. Three hours are also as long as Cassandra keeps hints,
     * so a replica that was down for less hears of every deletion. Windows of an hour let whole files of deleted rows be
     * dropped without being rewritten.
     */
    public static final String WORK_TABLE =
            """
            CREATE TABLE IF NOT EXISTS work (
                kind text,
                minute timestamp,
                key text,
                due_at bigint,
                PRIMARY KEY ((kind, minute), key)
            ) WITH comment = 'What must still be done that is due in this minute?'
                AND gc_grace_seconds = 10800
                AND compaction = {'class': 'TimeWindowCompactionStrategy',
                    'compaction_window_unit': 'HOURS', 'compaction_window_size': 1,
                    'unchecked_tombstone_compaction': 'true', 'tombstone_compaction_interval': 10800}""";

    public static final String PROGRESS_TABLE =
            """
            CREATE TABLE IF NOT EXISTS work_progress (
                kind text PRIMARY KEY,
                done_before timestamp
            ) WITH comment = 'Before which minute is no work of this kind left?'""";

    private static final int BATCH_ROWS = 100;

    private final DeskSession session;
    private final Leases leases;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement selectMinute;
    private final PreparedStatement selectProgress;
    private final PreparedStatement updateProgress;

    public CassandraWorkStore(DeskSession session) {
        this.session = session;
        this.leases = new Leases(session);
        this.insert = session.prepare(
                "INSERT INTO work (kind, minute, key, due_at) VALUES (:kind, :minute, :key, :due) USING TIMESTAMP :written");
        this.delete = session.prepare(
                "DELETE FROM work USING TIMESTAMP :written WHERE kind = :kind AND minute = :minute AND key = :key");
        this.selectMinute = session.prepare(
                "SELECT key, due_at FROM work WHERE kind = :kind AND minute = :minute AND key > :after LIMIT :most");
        this.selectProgress = session.prepare("SELECT done_before FROM work_progress WHERE kind = :kind");
        this.updateProgress = session.prepare("UPDATE work_progress SET done_before = :minute WHERE kind = :kind");
    }

    @Override
    public void schedule(List<Work> work) {
        session.executeAll(byBucket(work, this::insert));
    }

    /** The rows that {@link #schedule} writes, to be written together with others. */
    public List<BoundStatement> rows(List<Work> work) {
        return work.stream().map(this::insert).toList();
    }

    @Override
    public List<Work> inMinute(WorkKind kind, Instant minute, Optional<String> after, int limit) {
        var statement = selectMinute
                .boundStatementBuilder()
                .setString("kind", kind.storedName())
                .setInstant("minute", minute)
                .setInt("most", limit);
        Columns.setText(statement, "after", after.orElse(""));
        return session.all(statement.build()).stream()
                .map(row -> new Work(kind, row.getString("key"), Columns.instant(row.getLong("due_at"))))
                .toList();
    }

    @Override
    public void done(List<Work> work) {
        session.executeAll(byBucket(work, this::delete));
    }

    @Override
    public Optional<Instant> doneBefore(WorkKind kind) {
        return session.first(selectProgress
                        .boundStatementBuilder()
                        .setString("kind", kind.storedName())
                        .build())
                .map(row -> row.getInstant("done_before"));
    }

    @Override
    public void setDoneBefore(WorkKind kind, Instant minute) {
        session.execute(updateProgress
                .boundStatementBuilder()
                .setString("kind", kind.storedName())
                .setInstant("minute", minute)
                .build());
    }

    @Override
    public boolean lease(String name, String owner, int seconds) {
        return leases.lease(name, owner, seconds);
    }

    @Override
    public void release(String name, String owner) {
        leases.release(name, owner);
    }

    private BoundStatement insert(Work work) {
        return keyed(insert, work).setLong("due", Columns.micros(work.dueAt())).build();
    }

    private BoundStatement delete(Work work) {
        return keyed(delete, work).build();
    }

    private static BoundStatementBuilder keyed(PreparedStatement prepared, Work work) {
        var statement = prepared.boundStatementBuilder()
                .setString("kind", work.kind().storedName())
                .setInstant("minute", minute(work))
                .setLong("written", Columns.micros(work.dueAt()));
        Columns.setText(statement, "key", work.key());
        return statement;
    }

    private static List<Statement<?>> byBucket(List<Work> work, Function<Work, BoundStatement> toStatement) {
        Map<Bucket, List<Work>> buckets =
                work.stream().collect(Collectors.groupingBy(Bucket::of, LinkedHashMap::new, Collectors.toList()));
        return buckets.values().stream()
                .flatMap(CassandraWorkStore::portions)
                .<Statement<?>>map(portion ->
                        Requests.batch(portion.stream().map(toStatement).toList()))
                .toList();
    }

    private static Stream<List<Work>> portions(List<Work> work) {
        List<List<Work>> portions = new ArrayList<>();
        for (int from = 0; from < work.size(); from += BATCH_ROWS) {
            portions.add(work.subList(from, Math.min(work.size(), from + BATCH_ROWS)));
        }
        return portions.stream();
    }

    private static Instant minute(Work work) {
        return work.dueAt().truncatedTo(ChronoUnit.MINUTES);
    }

    private record Bucket(WorkKind kind, Instant minute) {
        static Bucket of(Work work) {
            return new Bucket(work.kind(), CassandraWorkStore.minute(work));
        }
    }
}
