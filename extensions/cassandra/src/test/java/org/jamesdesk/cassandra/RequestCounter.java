package org.jamesdesk.cassandra;

import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.api.core.tracker.RequestTracker;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Notes every statement that was sent, in the words of CQL. */
final class RequestCounter implements RequestTracker {
    private final ConcurrentLinkedQueue<String> statements = new ConcurrentLinkedQueue<>();

    @Override
    public void onNodeSuccess(
            Request request, long latencyNanos, DriverExecutionProfile profile, Node node, String logPrefix) {
        statements.add(cql(request));
    }

    @Override
    public void onNodeError(
            Request request,
            Throwable error,
            long latencyNanos,
            DriverExecutionProfile profile,
            Node node,
            String logPrefix) {
        statements.add(cql(request));
    }

    @Override
    public void close() {
        // holds nothing that must be closed
    }

    /** The statements since the last call, each as verb and table. */
    List<String> drain() {
        List<String> seen = List.copyOf(statements);
        statements.clear();
        return seen;
    }

    private static String cql(Request request) {
        if (request instanceof BoundStatement bound) {
            return shortened(bound.getPreparedStatement().getQuery());
        }
        if (request instanceof BatchStatement batch) {
            return "BATCH of " + batch.size() + ": "
                    + StreamSupport.stream(batch.spliterator(), false)
                            .map(RequestCounter::cql)
                            .distinct()
                            .collect(Collectors.joining(", "));
        }
        return request instanceof SimpleStatement simple
                ? shortened(simple.getQuery())
                : request.getClass().getSimpleName();
    }

    private static String shortened(String cql) {
        String verb = cql.substring(0, cql.indexOf(' '));
        String table = cql.replaceFirst(".*?(?:FROM|INTO|UPDATE) (\\w+).*", "$1");
        String condition = cql.contains(" IF ") ? " IF" : "";
        return verb + " " + table + condition;
    }
}
