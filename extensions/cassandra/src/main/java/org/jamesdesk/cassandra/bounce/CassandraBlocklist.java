package org.jamesdesk.cassandra.bounce;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.Block;
import org.jamesdesk.bounce.BlockCause;
import org.jamesdesk.bounce.Blocklist;
import org.jamesdesk.bounce.BounceId;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.cassandra.session.ListColumn;

/**
 * The blocklist in {@value #BUCKETS} partitions, so that a million addresses are sixteen partitions of some ten megabytes; a
 * page of the list is merged from all of them, which are each in order. Blocks and removals carry the time they are of as
 * write time, so what happened last counts, whatever is written last; a removal is remembered for ten days
 * ({@code gc_grace_seconds}), longer than anything here is repeated. No column is ever left out or null, so that a block
 * replaces an older one as a whole.
 *
 * <p>Statements: {@code blockAll} two for each block, {@value #WRITTEN_AT_ONCE} blocks at once; {@code remove} two at once;
 * {@code findAll} one for each address, at once; {@code list} {@value #BUCKETS} at once, and one more for each time that a
 * partition has many more of the page than its share; {@code history} one.
 */
public final class CassandraBlocklist implements Blocklist {
    /** Rows of blocks that ended long ago go away by themselves. */
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS blocklist (
                bucket int,
                address text,
                spelled text,
                cause text,
                reason text,
                at bigint,
                who text,
                ends_at bigint,
                evidence text,
                PRIMARY KEY (bucket, address)
            ) WITH comment = 'May mail go to this address, and if not, why? To which addresses may none go?'""";

    public static final String HISTORY_TABLE =
            """
            CREATE TABLE IF NOT EXISTS blocklist_history (
                address text,
                at bigint,
                blocked boolean,
                who text,
                why text,
                PRIMARY KEY (address, at, blocked)
            ) WITH CLUSTERING ORDER BY (at DESC, blocked ASC)
                AND comment = 'Who blocked this address or took it off the blocklist, when and why?'""";

    private static final int BUCKETS = 16;
    private static final int WRITTEN_AT_ONCE = 64;
    private static final long NEVER = Long.MAX_VALUE;

    /** The reader's clock decides when a block ends; Cassandra may forget it when no clock can be behind so far. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    /** Cassandra 4 cannot let a row end later than 19 January 2038. */
    private static final Instant LAST_EXPIRY = Instant.parse("2038-01-19T00:00:00Z");

    private static final String COLUMNS = "address, spelled, cause, reason, at, who, ends_at, evidence";

    private final DeskSession session;
    private final Clock clock;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement select;
    private final PreparedStatement selectBucket;
    private final PreparedStatement insertEvent;
    private final PreparedStatement selectEvents;

    /** @param clock decides when blocks end */
    public CassandraBlocklist(DeskSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
        this.insert = session.prepare("INSERT INTO blocklist (bucket, " + COLUMNS
                + ") VALUES (:bucket, :address, :spelled, :cause, :reason, :at, :who, :ends, :evidence)"
                + " USING TIMESTAMP :at AND TTL :life");
        this.delete = session.prepare(
                "DELETE FROM blocklist USING TIMESTAMP :at WHERE bucket = :bucket AND address = :address");
        this.select =
                session.prepare("SELECT " + COLUMNS + " FROM blocklist WHERE bucket = :bucket AND address = :address");
        this.selectBucket =
                session.prepare("SELECT " + COLUMNS + " FROM blocklist WHERE bucket = :bucket AND address > :address");
        this.insertEvent = session.prepare("INSERT INTO blocklist_history (address, at, blocked, who, why)"
                + " VALUES (:address, :at, :blocked, :who, :why)");
        this.selectEvents = session.prepare(
                "SELECT at, blocked, who, why FROM blocklist_history WHERE address = :address LIMIT :most");
    }

    @Override
    public void blockAll(Collection<Block> blocks) {
        List<Block> all = List.copyOf(blocks);
        for (int from = 0; from < all.size(); from += WRITTEN_AT_ONCE) {
            List<Block> some = all.subList(from, Math.min(all.size(), from + WRITTEN_AT_ONCE));
            session.executeAll(some.stream()
                    .flatMap(block -> Stream.of(
                            row(block),
                            event(block.address(), new Event(block.at(), true, block.by(), block.reason()))))
                    .toList());
        }
    }

    @Override
    public void remove(EmailAddress address, Instant at, String who, String why) {
        session.executeAll(List.of(
                keyed(delete, address).setLong("at", Columns.micros(at)).build(),
                event(address, new Event(at, false, who, why))));
    }

    @Override
    public Map<EmailAddress, Block> findAll(Collection<EmailAddress> addresses) {
        List<EmailAddress> asked = addresses.stream().distinct().toList();
        List<List<Row>> rows = session.allOf(
                asked.stream().map(address -> keyed(select, address).build()).toList());
        Instant now = clock.instant();
        Map<EmailAddress, Block> found = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            EmailAddress address = asked.get(i);
            rows.get(i).stream()
                    .map(CassandraBlocklist::block)
                    .filter(block -> block.holds(now))
                    .forEach(block -> found.put(address, block));
        }
        return found;
    }

    @Override
    public List<Block> list(Optional<EmailAddress> after, int limit) {
        Instant now = clock.instant();
        int share = 2 * limit / BUCKETS + 2;
        List<CompletableFuture<AsyncResultSet>> firstPages = IntStream.range(0, BUCKETS)
                .mapToObj(bucket -> session.start(bucket(bucket, after, share)))
                .toList();
        session.join(firstPages);
        PriorityQueue<Bucket> buckets = new PriorityQueue<>(Comparator.comparing(Bucket::address, ORDER));
        firstPages.stream()
                .map(page -> new Bucket(page.join()))
                .filter(Bucket::next)
                .forEach(buckets::add);
        List<Block> page = new ArrayList<>();
        while (page.size() < limit && !buckets.isEmpty()) {
            Bucket first = buckets.remove();
            if (first.block.holds(now)) {
                page.add(first.block);
            }
            if (first.next()) {
                buckets.add(first);
            }
        }
        return page;
    }

    @Override
    public List<Event> history(EmailAddress address) {
        var statement = selectEvents.boundStatementBuilder().setInt("most", MOST_EVENTS);
        Columns.setText(statement, "address", address.key());
        return session.all(statement.build()).stream()
                .map(row -> new Event(
                        Columns.instant(row.getLong("at")),
                        row.getBoolean("blocked"),
                        row.getString("who"),
                        row.getString("why")))
                .toList();
    }

    private BoundStatement row(Block block) {
        var statement = keyed(insert, block.address())
                .setString("cause", block.cause().apiName())
                .setLong("at", Columns.micros(block.at()))
                .setLong("ends", block.until().map(Columns::micros).orElse(NEVER))
                .setInt("life", block.until().map(this::secondsUntilForgotten).orElse(0));
        Columns.setText(statement, "spelled", block.address().asString());
        Columns.setText(statement, "reason", block.reason());
        Columns.setText(statement, "who", block.by());
        Columns.setText(
                statement,
                "evidence",
                ListColumn.ofTexts(
                                block.evidence().stream().map(BounceId::value).toList())
                        .orElse(""));
        return statement.build();
    }

    /** As CQL wants it: at least one; 0 would be for ever, and is, where Cassandra cannot tell so late a time. */
    private int secondsUntilForgotten(Instant end) {
        Instant forgotten = end.plus(FORGOTTEN_AFTER);
        return forgotten.isAfter(LAST_EXPIRY)
                ? 0
                : (int) Math.max(1, Duration.between(clock.instant(), forgotten).toSeconds());
    }

    private BoundStatement event(EmailAddress address, Event event) {
        var statement = insertEvent
                .boundStatementBuilder()
                .setLong("at", Columns.micros(event.at()))
                .setBoolean("blocked", event.blocked());
        Columns.setText(statement, "address", address.key());
        Columns.setText(statement, "who", event.who());
        Columns.setText(statement, "why", event.why());
        return statement.build();
    }

    private BoundStatement bucket(int bucket, Optional<EmailAddress> after, int pageSize) {
        var statement = selectBucket.boundStatementBuilder().setInt("bucket", bucket);
        Columns.setText(statement, "address", after.map(EmailAddress::key).orElse(""));
        return statement.build().setPageSize(pageSize);
    }

    private static BoundStatementBuilder keyed(PreparedStatement prepared, EmailAddress address) {
        // String.hashCode is the same in every Java, so it may decide where a row lies
        var statement = prepared.boundStatementBuilder()
                .setInt("bucket", Math.floorMod(address.key().hashCode(), BUCKETS));
        Columns.setText(statement, "address", address.key());
        return statement;
    }

    private static Block block(Row row) {
        return new Block(
                EmailAddress.parse(row.getString("spelled")),
                BlockCause.parse(row.getString("cause")),
                row.getString("reason"),
                Columns.instant(row.getLong("at")),
                row.getString("who"),
                row.getLong("ends_at") == NEVER
                        ? Optional.empty()
                        : Optional.of(Columns.instant(row.getLong("ends_at"))),
                ListColumn.toTexts(Columns.text(row, "evidence").filter(list -> !list.isEmpty())).stream()
                        .map(BounceId::new)
                        .toList());
    }

    /** Reads one partition in order, page by page. */
    private final class Bucket {
        private AsyncResultSet page;
        private Block block;

        Bucket(AsyncResultSet firstPage) {
            this.page = firstPage;
        }

        /** The address of the block that was read last. */
        EmailAddress address() {
            return block.address();
        }

        /** Reads a block; false when there is none left. */
        boolean next() {
            Row row = page.one();
            while (row == null && page.hasMorePages()) {
                var following = page.fetchNextPage().toCompletableFuture();
                session.join(List.of(following));
                page = following.join();
                row = page.one();
            }
            if (row == null) {
                return false;
            }
            block = block(row);
            return true;
        }
    }
}
