package org.jamesdesk.webadmin;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.task.TaskManager;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.tasks.TaskFromRequestRegistry;
import org.apache.james.webadmin.tasks.TaskRegistrationKey;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.address.DeskDomains;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddressAdministration;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.mailets.ParkedMail;
import org.jamesdesk.mailets.ParkedMails;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/parked}: the mails that came to support addresses whose intake was stopped (R19–R22). */
public final class ParkedRoutes implements Routes {
    private static final String BASE = "/desk/parked";
    private static final String ONE = BASE + "/:id";
    private static final String SUPPORT_ADDRESS = "supportAddress";
    private static final TaskRegistrationKey REPLAY = TaskRegistrationKey.of("replay");
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final ParkedMails parked;
    private final Configurations configurations;
    private final SupportAddressAdministration administration;
    private final TaskManager tasks;
    private final RouteAnswers answers;

    @Inject
    public ParkedRoutes(
            ParkedMails parked,
            Configurations configurations,
            DeskDomains domains,
            TaskManager tasks,
            JsonTransformer json) {
        this.parked = parked;
        this.configurations = configurations;
        this.administration = new SupportAddressAdministration(domains);
        this.tasks = tasks;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, answers.json(this::list));
        service.post(
                BASE,
                answers.knowing("action", SUPPORT_ADDRESS)
                        .json(TaskFromRequestRegistry.of(REPLAY, this::replay).asRoute(tasks)));
        service.get(ONE, answers.json(this::get));
        service.get(ONE + "/raw", answers.bytes(this::raw));
    }

    private PageJson list(Request request, Response response) {
        var parameters = new RequestParameters(request);
        return PageJson.of(parked.list(
                parameters.query(SUPPORT_ADDRESS).map(administration::named),
                parameters.query("after"),
                parameters.limit(DEFAULT_LIMIT, MAX_LIMIT)));
    }

    private ParkedMailJson get(Request request, Response response) {
        return ParkedMailJson.of(existing(request));
    }

    private String raw(Request request, Response response) throws IOException {
        ParkedMail mail = existing(request);
        new Download(mail.id() + ".eml", "message/rfc822", mail.size()).announce(response);
        if (!parked.copy(mail.id(), response.raw().getOutputStream())) {
            throw gone(mail.id());
        }
        return "";
    }

    private ParkedMail existing(Request request) {
        String id = request.params("id");
        return parked.find(id).orElseThrow(() -> gone(id));
    }

    private static RequestRefusedException gone(String id) {
        return RequestRefusedException.notFound("there is no parked mail " + id);
    }

    private ReplayTask replay(Request request) {
        EmailAddress address = new RequestParameters(request)
                .query(SUPPORT_ADDRESS)
                .map(administration::named)
                .orElseThrow(() -> RequestRefusedException.invalid(
                        SUPPORT_ADDRESS + ": the address whose parked mails are to become tickets, expected"));
        if (!SupportAddressAdministration.existing(configurations.inForce(), address)
                .takesMail()) {
            throw ChangeRefusedException.conflict("the intake of " + address + " is stopped: start it first (PUT"
                    + " /desk/supportAddresses/" + address + "/intake)");
        }
        return new ReplayTask(parked, configurations, address);
    }

    private record PageJson(List<ParkedMailJson> mails, Optional<String> next) {
        static PageJson of(ParkedMails.Page page) {
            return new PageJson(page.mails().stream().map(ParkedMailJson::of).toList(), page.next());
        }
    }

    private record ParkedMailJson(
            String id,
            Optional<String> supportAddress,
            Optional<String> sender,
            Optional<MailboxJson> from,
            String subject,
            long size,
            Optional<Instant> parkedAt) {
        static ParkedMailJson of(ParkedMail mail) {
            return new ParkedMailJson(
                    mail.id(),
                    mail.supportAddress().map(EmailAddress::asString),
                    mail.sender().map(EmailAddress::asString),
                    mail.head().from().map(MailboxJson::of),
                    mail.head().subject(),
                    mail.size(),
                    mail.parkedAt());
        }
    }
}
