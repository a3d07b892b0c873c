package org.jamesdesk.cassandra.session;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.ConnectionInitException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.servererrors.BootstrappingException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.QueryConsistencyException;
import com.datastax.oss.driver.api.core.servererrors.ServerError;
import com.datastax.oss.driver.api.core.servererrors.TruncateException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jamesdesk.StoreUnavailableException;

/** Tells failures that pass when Cassandra is well again from those that stay, such as a statement it rejects. */
final class Unavailability {
    private static final List<Class<? extends DriverException>> PASSING = List.of(
            AllNodesFailedException.class,
            DriverTimeoutException.class,
            // read and write timeouts and failures, and compare-and-set of unknown outcome
            QueryConsistencyException.class,
            UnavailableException.class,
            OverloadedException.class,
            BootstrappingException.class,
            ServerError.class,
            TruncateException.class,
            NodeUnavailableException.class,
            BusyConnectionException.class,
            ClosedConnectionException.class,
            ConnectionInitException.class,
            HeartbeatException.class,
            RequestThrottlingException.class);

    private Unavailability() {}

    /** What to throw in the calling thread for what an asynchronous call ended with. */
    static RuntimeException translated(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (isPassing(cause)) {
            return new StoreUnavailableException("Cassandra", cause);
        }
        if (cause instanceof DriverException rejected) {
            // the copy has the stack of the caller, the original that of an I/O thread
            return rejected.copy();
        }
        return cause instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(cause);
    }

    private static boolean isPassing(Throwable cause) {
        return PASSING.stream().anyMatch(type -> type.isInstance(cause));
    }
}
