package org.jamesdesk.webadmin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.department.DepartmentStore;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/departments}: the parts of the organisation that work on tickets of their own. */
public final class DepartmentRoutes implements Routes {
    private static final String BASE = "/desk/departments";

    private final DepartmentStore departments;
    private final RouteAnswers answers;

    @Inject
    public DepartmentRoutes(DepartmentStore departments, JsonTransformer json) {
        this.departments = departments;
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
        var theDefault = departments.defaultDepartment();
        return departments.list().stream()
                .map(department -> DepartmentJson.of(department, theDefault))
                .toList();
    }

    private DepartmentJson get(Request request, Response response) {
        DepartmentId id = new RequestParameters(request).path("id", DepartmentId::new);
        return departments
                .find(id)
                .map(department -> DepartmentJson.of(department, departments.defaultDepartment()))
                .orElseThrow(() -> RequestRefusedException.notFound("there is no department " + id));
    }

    private record DepartmentJson(String id, String name, @JsonProperty("default") boolean isDefault) {
        static DepartmentJson of(Department department, Optional<DepartmentId> theDefault) {
            return new DepartmentJson(
                    department.id().value(),
                    department.name(),
                    theDefault.filter(department.id()::equals).isPresent());
        }
    }
}
