package org.jamesdesk.webadmin;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.eclipse.jetty.http.HttpStatus;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.configuration.Draft;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.notice.NoticeStore;
import org.jamesdesk.sender.FromAddresses;
import org.jamesdesk.sender.SavedSender;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderAdministration;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.SenderVerification;
import org.jamesdesk.webadmin.RouteAnswers.Outcome;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/departments/{id}/senders}: the From addresses of a department (R26–R59). */
public final class SenderRoutes implements Routes {
    private static final String BASE = "/desk/departments";
    private static final String SENDERS = BASE + "/:id/senders";
    private static final String SENDER = SENDERS + "/:address";
    private static final int MAX_BODY = 64 * 1024;

    private final Configurations configurations;
    private final SenderAdministration administration;
    private final SenderVerification verification;
    private final NoticeStore notices;
    private final VersionedChanges versions;
    private final RouteAnswers answers;
    private final JsonBody<SenderBody> senderBody = new JsonBody<>(SenderBody.class, MAX_BODY);
    private final JsonBody<SenderBody.TransportBody> transportBody =
            new JsonBody<>(SenderBody.TransportBody.class, MAX_BODY);
    private final JsonBody<VerificationBody> verificationBody = new JsonBody<>(VerificationBody.class, MAX_BODY);

    @Inject
    public SenderRoutes(
            Configurations configurations,
            SenderAdministration administration,
            SenderVerification verification,
            NoticeStore notices,
            JsonTransformer json) {
        this.configurations = configurations;
        this.administration = administration;
        this.verification = verification;
        this.notices = notices;
        this.versions = new VersionedChanges(configurations, Sender.KIND);
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(SENDERS, answers.json(this::list));
        service.get(SENDER, answers.json(this::get));
        service.put(SENDER, answers.outcome(this::put));
        service.delete(SENDER, answers.change(this::delete));
        service.post(SENDER + "/verification", answers.json(this::verify));
        service.put(SENDER + "/authentication", answers.outcome(this::authenticate));
        service.put(SENDER + "/active", answers.change((request, response) -> setActive(request, response, true)));
        service.delete(SENDER + "/active", answers.change((request, response) -> setActive(request, response, false)));
    }

    private List<SenderJson> list(Request request, Response response) {
        DepartmentId department = department(request);
        Configuration configuration = configurations.inForce();
        if (configuration.find(Department.KIND, department.value()).isEmpty()) {
            throw RequestRefusedException.notFound("there is no department " + department);
        }
        FromAddresses addresses = new FromAddresses(configuration);
        return addresses.of(department).stream()
                .map(sender -> SenderJson.of(sender, addresses, notices))
                .toList();
    }

    private SenderJson get(Request request, Response response) {
        SenderId id = id(request);
        Configuration configuration = configurations.inForce();
        Sender found = new FromAddresses(configuration)
                .find(id)
                .orElseThrow(() -> RequestRefusedException.notFound(
                        "the department " + id.department() + " has no From address " + id.address()));
        return shown(found, response);
    }

    private Outcome put(Request request, Response response) {
        SenderId id = id(request);
        return outcome(
                administration.put(
                        Administrator.of(request),
                        condition(request, id),
                        id,
                        senderBody.read(request).request(id.address())),
                response);
    }

    private Outcome authenticate(Request request, Response response) {
        SenderId id = id(request);
        return outcome(
                administration.authenticate(
                        Administrator.of(request),
                        condition(request, id),
                        id,
                        transportBody.read(request).request("", id.address())),
                response);
    }

    private Outcome outcome(SavedSender saved, Response response) {
        if (saved instanceof SavedSender.Kept kept) {
            SenderJson shown = shown(kept.sender(), response);
            return kept.created() ? new Outcome(HttpStatus.CREATED_201, Optional.of(shown)) : Outcome.DONE;
        }
        String url = ((SavedSender.ConsentNeeded) saved).authorizationUrl().toString();
        return new Outcome(HttpStatus.ACCEPTED_202, Optional.of(new ConsentJson(url)));
    }

    private SenderJson verify(Request request, Response response) {
        SenderId id = id(request);
        Optional<String> code = verificationBody.read(request).code();
        String who = Administrator.of(request);
        return shown(
                code.map(typed -> verification.confirmByCode(who, id, typed))
                        .orElseGet(() -> verification.sendAgain(who, id)),
                response);
    }

    private Optional<?> setActive(Request request, Response response, boolean active) {
        SenderId id = id(request);
        administration.setActive(Administrator.of(request), condition(request, id), id, active);
        versions.announce(response, configurations.inForce(), id.asString());
        return Optional.empty();
    }

    private Optional<?> delete(Request request, Response response) {
        SenderId id = id(request);
        administration.remove(Administrator.of(request), condition(request, id), id);
        return Optional.empty();
    }

    private SenderJson shown(Sender sender, Response response) {
        Configuration configuration = configurations.inForce();
        versions.announce(response, configuration, sender.id().asString());
        return SenderJson.of(sender, new FromAddresses(configuration), notices);
    }

    private static Consumer<Draft> condition(Request request, SenderId id) {
        Precondition precondition = Precondition.of(request);
        return draft -> precondition.check(draft.version(Sender.KIND, id.asString()));
    }

    private static DepartmentId department(Request request) {
        return new RequestParameters(request).path("id", DepartmentId::new);
    }

    private static SenderId id(Request request) {
        return new SenderId(department(request), new RequestParameters(request).path("address", EmailAddress::parse));
    }

    private record VerificationBody(Optional<String> code) {}

    private record ConsentJson(String authorizationUrl) {}
}
