package org.jamesdesk.webadmin;

import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.util.MultiMap;
import org.eclipse.jetty.util.UrlEncoded;
import org.jamesdesk.json.JsonMistake;
import spark.Request;

/**
 * The names that a route knows in the query of a request. A request that changes something and has another name in its
 * query, or one without a value, is answered 400: who misspells the parameter that makes his change a careful one (a
 * rehearsal, one key of many) must not be taken for somebody who left it out.
 */
final class KnownParameters {
    /** Of a route that reads no query. */
    static final KnownParameters NONE = new KnownParameters();

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Set<String> names;

    KnownParameters(String... names) {
        this.names = new TreeSet<>(Set.of(names));
    }

    /** Refuses a change whose query is not understood as a whole. */
    void check(Request request) {
        String query = request.queryString();
        if (query == null || READING.contains(request.requestMethod())) {
            return;
        }
        // Not by the request's own parameters: to tell them, the server would use up a body that is sent as a form.
        MultiMap<String> given = new MultiMap<>();
        UrlEncoded.decodeUtf8To(query, given);
        given.forEach((name, values) -> {
            if (!names.contains(name)) {
                throw RequestRefusedException.invalid(JsonMistake.printable(name) + ": unknown parameter; known: "
                        + (names.isEmpty() ? "none" : String.join(", ", names)));
            }
            if (values.stream().anyMatch(String::isBlank)) {
                throw RequestRefusedException.invalid(name + ": is empty; give it a value, or leave it out");
            }
        });
    }
}
