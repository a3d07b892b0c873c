package org.jamesdesk.webadmin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import spark.Service;

/** {@code /desk/openapi.json}: the description of this API (OpenAPI 3.0). */
public final class OpenApiRoutes implements Routes {
    private static final String BASE = "/desk/openapi.json";

    private final RouteAnswers answers;
    private final String document;

    @Inject
    public OpenApiRoutes(JsonTransformer json) {
        this.answers = new RouteAnswers(json);
        this.document = read();
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, answers.bytes((request, response) -> document));
    }

    private static String read() {
        try (var in = OpenApiRoutes.class.getResourceAsStream("openapi.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
