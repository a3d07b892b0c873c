package org.jamesdesk.webadmin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.DepartmentAdministration;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.settings.SettingValues;
import org.jamesdesk.settings.Settings;
import org.jamesdesk.settings.SettingsAdministration;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/departments/{id}/settings}: what holds in a department, its own or inherited. */
public final class DepartmentSettingsRoutes implements Routes {
    private static final String BASE = "/desk/departments";
    private static final String SETTINGS = BASE + "/:id/settings";

    private final Configurations configurations;
    private final VersionedChanges changes;
    private final RouteAnswers answers;
    private final JsonBody<SettingsPatch> body = new JsonBody<>(SettingsPatch.class, SettingsPatch.MAX_BYTES);

    @Inject
    public DepartmentSettingsRoutes(Configurations configurations, JsonTransformer json) {
        this.configurations = configurations;
        this.changes = new VersionedChanges(configurations, SettingValues.DEPARTMENT);
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(SETTINGS, answers.json(this::get));
        service.patch(SETTINGS, answers.json(this::patch));
    }

    private Map<String, SettingsJson.ValueJson> get(Request request, Response response) {
        DepartmentId department = department(request);
        Configuration configuration = configurations.inForce();
        DepartmentAdministration.existing(configuration, department);
        changes.announce(response, configuration, department.value());
        return SettingsJson.of(Settings.of(configuration, department));
    }

    private Map<String, SettingsJson.ValueJson> patch(Request request, Response response) {
        DepartmentId department = department(request);
        Map<String, JsonNode> wanted = body.read(request).values();
        return changes.change(request, response, department.value(), draft -> {
            SettingsAdministration.change(draft, Optional.of(department), wanted);
            return SettingsJson.of(Settings.of(draft, department));
        });
    }

    private static DepartmentId department(Request request) {
        return new RequestParameters(request).path("id", DepartmentId::new);
    }
}
