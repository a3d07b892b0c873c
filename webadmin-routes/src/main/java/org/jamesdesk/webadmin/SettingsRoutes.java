package org.jamesdesk.webadmin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.settings.SettingChange;
import org.jamesdesk.settings.SettingValues;
import org.jamesdesk.settings.Settings;
import org.jamesdesk.settings.SettingsAdministration;
import org.jamesdesk.settings.SettingsHistory;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/settings}: what holds in the organisation, and who changed it when. */
public final class SettingsRoutes implements Routes {
    private static final String BASE = "/desk/settings";
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final Optional<DepartmentId> ORGANISATION = Optional.empty();

    private final Configurations configurations;
    private final VersionedChanges changes;
    private final SettingsHistory history;
    private final RouteAnswers answers;
    private final JsonBody<SettingsPatch> body = new JsonBody<>(SettingsPatch.class, SettingsPatch.MAX_BYTES);

    @Inject
    public SettingsRoutes(Configurations configurations, JsonTransformer json) {
        this.configurations = configurations;
        this.changes = new VersionedChanges(configurations, SettingValues.ORGANISATION);
        this.history = new SettingsHistory(configurations);
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, answers.json(this::get));
        service.patch(BASE, answers.json(this::patch));
        service.get(BASE + "/history", answers.json(this::history));
    }

    private Map<String, SettingsJson.ValueJson> get(Request request, Response response) {
        Configuration configuration = configurations.inForce();
        changes.announce(response, configuration, SettingValues.key(ORGANISATION));
        return SettingsJson.of(Settings.of(configuration));
    }

    private Map<String, SettingsJson.ValueJson> patch(Request request, Response response) {
        Map<String, JsonNode> wanted = body.read(request).values();
        return changes.change(request, response, SettingValues.key(ORGANISATION), draft -> {
            SettingsAdministration.change(draft, ORGANISATION, wanted);
            return SettingsJson.of(Settings.of(draft));
        });
    }

    private HistoryJson history(Request request, Response response) {
        var parameters = new RequestParameters(request);
        return HistoryJson.of(history.page(
                parameters.query("department", DepartmentId::new),
                parameters.query("before", SettingsRoutes::revision),
                parameters.limit(DEFAULT_LIMIT, MAX_LIMIT)));
    }

    private static long revision(String text) {
        return RequestParameters.wholeNumber(text, Integer.MAX_VALUE);
    }

    private record HistoryJson(List<ChangeJson> changes, Optional<String> next) {
        static HistoryJson of(SettingsHistory.Page page) {
            return new HistoryJson(
                    page.changes().stream().map(ChangeJson::of).toList(),
                    page.next().map(String::valueOf));
        }
    }

    private record ChangeJson(
            String at,
            String who,
            Optional<String> department,
            String setting,
            Optional<JsonNode> from,
            Optional<JsonNode> to) {
        static ChangeJson of(SettingChange change) {
            return new ChangeJson(
                    change.at().toString(),
                    change.who(),
                    change.department().map(DepartmentId::value),
                    change.setting(),
                    change.from(),
                    change.to());
        }
    }
}
