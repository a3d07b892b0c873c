package org.jamesdesk.webadmin;

import java.util.List;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.eclipse.jetty.http.HttpStatus;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.agent.Agent;
import org.jamesdesk.agent.AgentAdministration;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.DepartmentId;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/agents}: the people who answer. */
public final class AgentRoutes implements Routes {
    private static final String BASE = "/desk/agents";
    private static final String ONE = BASE + "/:address";
    private static final String ACTIVE = ONE + "/active";
    private static final int MAX_BYTES = 64 * 1024;

    private final Configurations configurations;
    private final VersionedChanges changes;
    private final RouteAnswers answers;
    private final JsonBody<AgentBody> body = new JsonBody<>(AgentBody.class, MAX_BYTES);

    @Inject
    public AgentRoutes(Configurations configurations, JsonTransformer json) {
        this.configurations = configurations;
        this.changes = new VersionedChanges(configurations, Agent.KIND);
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
        service.put(ONE, answers.bytes(this::put));
        service.delete(ONE, answers.bytes(this::delete));
        service.put(ACTIVE, answers.bytes((request, response) -> setActive(request, response, true)));
        service.delete(ACTIVE, answers.bytes((request, response) -> setActive(request, response, false)));
    }

    private List<AgentJson> list(Request request, Response response) {
        return configurations.inForce().all(Agent.KIND).stream()
                .map(AgentJson::of)
                .toList();
    }

    private AgentJson get(Request request, Response response) {
        EmailAddress address = address(request);
        Configuration configuration = configurations.inForce();
        Agent agent = AgentAdministration.existing(configuration, address);
        changes.announce(response, configuration, address.key());
        return AgentJson.of(agent);
    }

    private String put(Request request, Response response) {
        EmailAddress address = address(request);
        AgentBody wanted = body.read(request);
        boolean created = changes.change(request, response, address.key(), draft -> {
            var before = draft.find(Agent.KIND, address.key());
            AgentAdministration.put(
                    draft, wanted.agent(address, before.map(Agent::active).orElse(true)));
            return before.isEmpty();
        });
        response.status(created ? HttpStatus.CREATED_201 : HttpStatus.NO_CONTENT_204);
        return "";
    }

    private String delete(Request request, Response response) {
        EmailAddress address = address(request);
        changes.change(request, response, address.key(), draft -> {
            AgentAdministration.delete(draft, address);
            return address;
        });
        return noContent(response);
    }

    private String setActive(Request request, Response response, boolean active) {
        EmailAddress address = address(request);
        changes.change(request, response, address.key(), draft -> {
            AgentAdministration.setActive(draft, address, active);
            return address;
        });
        return noContent(response);
    }

    private static EmailAddress address(Request request) {
        return new RequestParameters(request).path("address", EmailAddress::parse);
    }

    private static String noContent(Response response) {
        response.status(HttpStatus.NO_CONTENT_204);
        return "";
    }

    private record AgentJson(
            String address,
            String firstName,
            String lastName,
            boolean light,
            boolean active,
            List<String> departments,
            List<String> aliases) {
        static AgentJson of(Agent agent) {
            return new AgentJson(
                    agent.address().asString(),
                    agent.firstName(),
                    agent.lastName(),
                    agent.light(),
                    agent.active(),
                    agent.departments().stream().map(DepartmentId::value).toList(),
                    agent.aliases().stream().map(EmailAddress::asString).toList());
        }
    }
}
