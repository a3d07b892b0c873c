package org.jamesdesk.cassandra.session;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jamesdesk.StoreUnavailableException;

/**
 * The desk's session with its own keyspace. It outlives Cassandra being away: while nothing answers every call fails
 * with {@link StoreUnavailableException} within two seconds or, if Cassandra hangs, within {@link
 * DriverOptions#REQUEST_TIMEOUT}, and when Cassandra is back, calls succeed again within {@link
 * DriverOptions#LONGEST_RECONNECTION_PAUSE}. Connections that break and are made anew are not noticed by callers.
 *
 * <p>Every call throws {@link StoreUnavailableException} when Cassandra did not answer or could not reach enough
 * replicas; statements that Cassandra rejects end in the driver's own exceptions.
 */
public final class DeskSession implements AutoCloseable {
    /** Cassandra agrees on a changed schema among all nodes before it answers. */
    private static final Duration SCHEMA_TIMEOUT = Duration.ofSeconds(60);

    /** A request for which there is no connection waits this long, this often: the driver is making a new one. */
    private static final Duration PAUSE_WITHOUT_CONNECTION = Duration.ofMillis(100);

    private static final int PAUSES_WITHOUT_CONNECTION = 15;

    private final CqlSession session;
    private final String keyspace;

    /**
     * @param session a session whose current keyspace is the desk's; closed with this one
     * @param keyspace the name of that keyspace
     */
    DeskSession(CqlSession session, String keyspace) {
        this.session = session;
        this.keyspace = keyspace;
    }

    /** The keyspace all statements go to. */
    public String keyspace() {
        return keyspace;
    }

    public PreparedStatement prepare(String cql) {
        try {
            return whenConnected(true, () -> session.prepare(cql));
        } catch (RuntimeException e) {
            throw Unavailability.translated(e);
        }
    }

    /** Runs one statement; further pages are fetched while the result is read. */
    public ResultSet execute(Statement<?> statement) {
        try {
            return whenConnected(isIdempotent(statement), () -> session.execute(statement));
        } catch (RuntimeException e) {
            throw Unavailability.translated(e);
        }
    }

    /** The first row of a statement's answer. */
    public Optional<Row> first(Statement<?> statement) {
        return Optional.ofNullable(execute(statement).one());
    }

    /** All rows of a statement's answer, over all its pages. */
    public List<Row> all(Statement<?> statement) {
        ResultSet result = execute(statement);
        try {
            return result.all();
        } catch (RuntimeException e) {
            throw Unavailability.translated(e);
        }
    }

    /** Hands over each row of a statement's answer, page by page: at most one page is in memory. */
    public void forEach(Statement<?> statement, Consumer<Row> reader) {
        Iterator<Row> rows = execute(statement).iterator();
        while (hasNext(rows)) {
            reader.accept(rows.next());
        }
    }

    private static boolean hasNext(Iterator<Row> rows) {
        try {
            return rows.hasNext();
        } catch (RuntimeException e) {
            throw Unavailability.translated(e);
        }
    }

    /**
     * Runs statements at once and returns when all of them are done, also when one fails: nothing is still being written
     * when the caller learns of the failure.
     */
    public void executeAll(Collection<? extends Statement<?>> statements) {
        join(statements.stream().map(this::start).toList());
    }

    /** Runs queries at once; their rows, query by query, over all pages. */
    public List<List<Row>> allOf(Collection<BoundStatement> queries) {
        var running = queries.stream()
                .map(query -> start(query).thenCompose(page -> rest(page, new ArrayList<>())))
                .toList();
        join(running);
        return running.stream().map(CompletableFuture::join).toList();
    }

    /** Starts a statement without waiting for it; the future ends with what the driver says. */
    public CompletableFuture<AsyncResultSet> start(Statement<?> statement) {
        return start(statement, PAUSES_WITHOUT_CONNECTION);
    }

    private CompletableFuture<AsyncResultSet> start(Statement<?> statement, int pausesLeft) {
        return session.executeAsync(statement)
                .exceptionallyCompose(failure -> pausesLeft > 0 && mayBeSentAgain(isIdempotent(statement), failure)
                        ? CompletableFuture.supplyAsync(
                                        () -> start(statement, pausesLeft - 1),
                                        CompletableFuture.delayedExecutor(
                                                PAUSE_WITHOUT_CONNECTION.toMillis(), TimeUnit.MILLISECONDS))
                                .thenCompose(again -> again)
                        : CompletableFuture.failedFuture(failure))
                .toCompletableFuture();
    }

    private static <T> T whenConnected(boolean idempotent, Supplier<T> request) {
        for (int pausesLeft = PAUSES_WITHOUT_CONNECTION; ; pausesLeft--) {
            try {
                return request.get();
            } catch (AllNodesFailedException e) {
                if (pausesLeft == 0 || !mayBeSentAgain(idempotent, e)) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static void pause(AllNodesFailedException reason) {
        try {
            Thread.sleep(PAUSE_WITHOUT_CONNECTION.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }

    /** Whether there was no connection, or it broke and doing the same again has the effect of doing it once. */
    private static boolean mayBeSentAgain(boolean idempotent, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof AllNodesFailedException all
                && all.getAllErrors().values().stream()
                        .flatMap(List::stream)
                        .allMatch(error ->
                                error instanceof NodeUnavailableException || idempotent && isBrokenConnection(error));
    }

    private static boolean isBrokenConnection(Throwable error) {
        return error instanceof ClosedConnectionException || error instanceof IOException;
    }

    private static boolean isIdempotent(Statement<?> statement) {
        return !Boolean.FALSE.equals(statement.isIdempotent());
    }

    /** Waits for all of what {@link #start} returned. */
    public void join(Collection<? extends CompletableFuture<?>> running) {
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (RuntimeException e) {
            throw Unavailability.translated(e);
        }
    }

    /** Changes the schema and waits until the nodes agree on it. */
    public void alterSchema(String cql) {
        execute(SimpleStatement.newInstance(cql).setTimeout(SCHEMA_TIMEOUT));
        awaitSchemaAgreement();
    }

    /**
     * Runs many changes of the schema. Else the driver would read the whole keyspace's schema anew after each of them,
     * which takes longer than the change; so it reads it once, in the background after the end.
     */
    public void alterSchema(Runnable changes) {
        session.setSchemaMetadataEnabled(false);
        try {
            changes.run();
        } finally {
            session.setSchemaMetadataEnabled(null);
        }
    }

    /** The driver does this by itself only when it reads the schema after a change. */
    private void awaitSchemaAgreement() {
        try {
            session.checkSchemaAgreement();
        } catch (RuntimeException e) {
            throw Unavailability.translated(e);
        }
    }

    @Override
    public void close() {
        session.close();
    }

    private static CompletableFuture<List<Row>> rest(AsyncResultSet page, List<Row> rows) {
        page.currentPage().forEach(rows::add);
        return page.hasMorePages()
                ? page.fetchNextPage().toCompletableFuture().thenCompose(next -> rest(next, rows))
                : CompletableFuture.completedFuture(rows);
    }
}
