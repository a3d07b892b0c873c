package org.jamesdesk.webadmin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.DeskDocument;
import org.jamesdesk.address.DeskDomains;
import org.jamesdesk.configuration.Change;
import org.jamesdesk.configuration.ConfigurationDocument;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.configuration.Draft;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/configuration}: everything that is set, as one document that makes another desk like this one. */
public final class ConfigurationRoutes implements Routes {
    private static final String BASE = "/desk/configuration";
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final Configurations configurations;
    private final ConfigurationDocument document;
    private final RouteAnswers answers;
    private final JsonBody<JsonNode> body = new JsonBody<>(JsonNode.class, MAX_BYTES);

    @Inject
    public ConfigurationRoutes(Configurations configurations, DeskDomains domains, JsonTransformer json) {
        this.configurations = configurations;
        this.document = DeskDocument.of(domains);
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, answers.json((request, response) -> document.write(configurations.inForce())));
        service.post(BASE, answers.knowing("dryRun").json(this::read));
    }

    private ReportJson read(Request request, Response response) {
        boolean dryRun = new RequestParameters(request)
                .query("dryRun", RequestParameters::trueOrFalse)
                .orElse(false);
        JsonNode given = body.read(request);
        Function<Draft, List<Change>> edit = draft -> document.read(given, draft);
        List<Change> changes =
                dryRun ? configurations.rehearse(edit) : configurations.change(Administrator.of(request), edit);
        return new ReportJson(
                dryRun,
                changes.stream().map(change -> ChangeJson.of(change, document)).toList());
    }

    private record ReportJson(boolean dryRun, List<ChangeJson> changes) {}

    private record ChangeJson(String section, String key, String change) {
        static ChangeJson of(Change change, ConfigurationDocument document) {
            String what = change.from().isEmpty() ? "added" : change.to().isEmpty() ? "removed" : "changed";
            return new ChangeJson(document.sectionOf(change), change.key(), what);
        }
    }
}
