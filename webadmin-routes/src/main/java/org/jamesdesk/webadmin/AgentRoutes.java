package org.jamesdesk.webadmin;

import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
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
        service.put(ONE, answers.change(this::put));
        service.delete(ONE, answers.change(this::delete));
        service.put(ACTIVE, answers.change((request, response) -> setActive(request, response, true)));
        service.delete(ACTIVE, answers.change((request, response) -> setActive(request, response, false)));
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

    private Optional<AgentJson> put(Request request, Response response) {
        EmailAddress address = address(request);
        AgentBody wanted = body.read(request);
        return changes.change(request, response, address.key(), draft -> {
            boolean active =
                    draft.find(Agent.KIND, address.key()).map(Agent::active).orElse(true);
            return AgentAdministration.put(draft, wanted.agent(address, active))
                    ? Optional.of(AgentJson.of(AgentAdministration.existing(draft, address)))
                    : Optional.empty();
        });
    }

    private Optional<?> delete(Request request, Response response) {
        EmailAddress address = address(request);
        return changes.edit(request, response, address.key(), draft -> AgentAdministration.delete(draft, address));
    }

    private Optional<?> setActive(Request request, Response response, boolean active) {
        EmailAddress address = address(request);
        return changes.edit(
                request, response, address.key(), draft -> AgentAdministration.setActive(draft, address, active));
    }

    private static EmailAddress address(Request request) {
        return new RequestParameters(request).path("address", EmailAddress::parse);
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
