package org.jamesdesk.webadmin;

import java.util.Locale;
import java.util.stream.Stream;
import org.apache.james.webadmin.PublicRoutes;
import org.apache.james.webadmin.Routes;
import spark.Service;
import spark.route.HttpMethod;

/**
 * A route as the desk's classes define it.
 *
 * @param method the verb in upper case
 * @param path its path with parameters as {@code :name}
 * @param basePath the path that its class names for authentication
 * @param open whether its class says that it is for everybody
 */
record DefinedRoute(String method, String path, String basePath, boolean open) {
    /** Every route of the desk, as the HTTP server was told. */
    static Stream<DefinedRoute> all() {
        try (RestDesk desk = RestDesk.start()) {
            return desk.routes().stream().flatMap(DefinedRoute::of).toList().stream();
        }
    }

    private static Stream<DefinedRoute> of(Routes routes) {
        Service recorder = Service.ignite().ipAddress("127.0.0.1").port(0);
        try {
            routes.define(recorder);
            return recorder.routes().stream()
                    .filter(match -> match.getHttpMethod() != HttpMethod.before)
                    .map(match -> new DefinedRoute(
                            match.getHttpMethod().name().toUpperCase(Locale.ROOT),
                            match.getMatchUri(),
                            routes.getBasePath(),
                            routes instanceof PublicRoutes))
                    .toList()
                    .stream();
        } finally {
            recorder.awaitInitialization();
            recorder.stop();
            recorder.awaitStop();
        }
    }

    /** The path as OpenAPI writes it. */
    String template() {
        return path.replaceAll(":([A-Za-z]+)", "{$1}");
    }

    /** A path that fits the route; ticket 1 may exist. */
    String examplePath() {
        return path.replace(":number", "1")
                .replace("conversations/:id", "conversations/00000000000000000000000000000000")
                .replace(":id", "support")
                .replace(":address", "support@desk.example")
                .replace(":attachment", "1")
                .replace(":name", "acknowledgement")
                .replace(":domain", "desk.example");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
