package org.jamesdesk.webadmin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.address.DeskDefaults;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentAdministration;
import org.jamesdesk.department.DepartmentId;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/departments}: the parts of the organisation that work on tickets of their own (R12–R15). */
public final class DepartmentRoutes implements Routes {
    private static final String BASE = "/desk/departments";
    private static final String ONE = BASE + "/:id";
    private static final int MAX_BYTES = 10_000;

    private final Configurations configurations;
    private final VersionedChanges changes;
    private final RouteAnswers answers;
    private final JsonBody<DepartmentBody> body = new JsonBody<>(DepartmentBody.class, MAX_BYTES);

    @Inject
    public DepartmentRoutes(Configurations configurations, JsonTransformer json) {
        this.configurations = configurations;
        this.changes = new VersionedChanges(configurations, Department.KIND);
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, answers.json(this::list));
        service.get(ONE, answers.json(this::get));
        service.put(ONE, answers.change(this::put));
        service.delete(ONE, answers.change(this::delete));
        service.put(ONE + "/default", answers.change(this::makeDefault));
    }

    private List<DepartmentJson> list(Request request, Response response) {
        Configuration configuration = configurations.inForce();
        return configuration.all(Department.KIND).stream()
                .map(department -> DepartmentJson.of(department, configuration))
                .toList();
    }

    private DepartmentJson get(Request request, Response response) {
        DepartmentId id = id(request);
        Configuration configuration = configurations.inForce();
        Department department = DepartmentAdministration.existing(configuration, id);
        changes.announce(response, configuration, id.value());
        return DepartmentJson.of(department, configuration);
    }

    private Optional<DepartmentJson> put(Request request, Response response) {
        DepartmentId id = id(request);
        String name = body.read(request)
                .name()
                .orElseThrow(() -> RequestRefusedException.invalid("name: what people call the department, expected"));
        return changes.change(
                request,
                response,
                id.value(),
                draft -> DepartmentAdministration.put(draft, id, name)
                        ? Optional.of(DepartmentJson.of(DepartmentAdministration.existing(draft, id), draft))
                        : Optional.empty());
    }

    private Optional<?> delete(Request request, Response response) {
        DepartmentId id = id(request);
        return changes.edit(request, response, id.value(), draft -> DepartmentAdministration.delete(draft, id));
    }

    private Optional<?> makeDefault(Request request, Response response) {
        DepartmentId id = id(request);
        return changes.edit(request, response, id.value(), draft -> DepartmentAdministration.makeDefault(draft, id));
    }

    private static DepartmentId id(Request request) {
        return new RequestParameters(request).path("id", DepartmentId::new);
    }

    private record DepartmentBody(Optional<String> name) {}

    private record DepartmentJson(String id, String name, @JsonProperty("default") boolean isDefault) {
        static DepartmentJson of(Department department, ConfigurationView configuration) {
            return new DepartmentJson(
                    department.id().value(),
                    department.name(),
                    department.id().equals(DeskDefaults.of(configuration).department()));
        }
    }
}
