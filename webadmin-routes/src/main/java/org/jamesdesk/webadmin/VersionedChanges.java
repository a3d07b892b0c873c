package org.jamesdesk.webadmin;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.configuration.Draft;
import org.jamesdesk.configuration.Kind;
import spark.Request;
import spark.Response;

/**
 * Reads and changes values of one kind over REST, so that two administrators never lose a change: answers carry the
 * version of the value as {@code ETag}, and a change honours {@link Precondition} at the very state that it is made to.
 */
final class VersionedChanges {
    private final Configurations configurations;
    private final Kind<?> kind;

    /** @param kind what the routes read and change */
    VersionedChanges(Configurations configurations, Kind<?> kind) {
        this.configurations = configurations;
        this.kind = kind;
    }

    /** Sets the header {@code ETag} of an answer that shows a value; none when there is no such value. */
    void announce(Response response, Configuration configuration, String key) {
        configuration.version(kind, key).ifPresent(version -> announce(response, version));
    }

    /**
     * Makes a change in the name of the request's {@link Administrator}, and sets the header {@code ETag} to the version
     * that it leaves.
     *
     * @param key of the value that the path names: its version is the one that the precondition is about
     * @param edit as for {@link Configurations#change}; may edit other values as well
     * @return what the edit returned
     */
    <R> R change(Request request, Response response, String key, Function<Draft, R> edit) {
        Precondition precondition = Precondition.of(request);
        Made<R> made = configurations.change(Administrator.of(request), draft -> {
            precondition.check(draft.version(kind, key));
            R result = edit.apply(draft);
            return new Made<>(result, draft.version(kind, key));
        });
        made.version().ifPresent(version -> announce(response, version));
        return made.result();
    }

    /** As {@link #change}, for an edit that has nothing to return. */
    Optional<?> edit(Request request, Response response, String key, Consumer<Draft> edit) {
        return change(request, response, key, draft -> {
            edit.accept(draft);
            return Optional.empty();
        });
    }

    private static void announce(Response response, String version) {
        response.header("ETag", Precondition.entityTag(version));
    }

    private record Made<R>(R result, Optional<String> version) {}
}
