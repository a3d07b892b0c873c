package org.jamesdesk.webadmin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.address.DeskDefaults;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/departments}: the parts of the organisation that work on tickets of their own. */
public final class DepartmentRoutes implements Routes {
    private static final String BASE = "/desk/departments";

    private final Configurations configurations;
    private final RouteAnswers answers;

    @Inject
    public DepartmentRoutes(Configurations configurations, JsonTransformer json) {
        this.configurations = configurations;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, answers.json(this::list));
        service.get(BASE + "/:id", answers.json(this::get));
    }

    private List<DepartmentJson> list(Request request, Response response) {
        Configuration configuration = configurations.inForce();
        return configuration.all(Department.KIND).stream()
                .map(department -> DepartmentJson.of(department, configuration))
                .toList();
    }

    private DepartmentJson get(Request request, Response response) {
        DepartmentId id = new RequestParameters(request).path("id", DepartmentId::new);
        Configuration configuration = configurations.inForce();
        return configuration
                .find(Department.KIND, id.value())
                .map(department -> DepartmentJson.of(department, configuration))
                .orElseThrow(() -> RequestRefusedException.notFound("there is no department " + id));
    }

    private record DepartmentJson(String id, String name, @JsonProperty("default") boolean isDefault) {
        static DepartmentJson of(Department department, Configuration configuration) {
            return new DepartmentJson(
                    department.id().value(),
                    department.name(),
                    department.id().equals(DeskDefaults.of(configuration).department()));
        }
    }
}
