package org.jamesdesk.webadmin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.task.TaskManager;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.tasks.TaskFromRequestRegistry;
import org.apache.james.webadmin.tasks.TaskRegistrationKey;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.search.TicketPage;
import org.jamesdesk.search.TicketQuery;
import org.jamesdesk.search.TicketReindex;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStatus;
import org.jamesdesk.ticket.TicketStatusChange;
import org.jamesdesk.ticket.TicketStore;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/tickets}: finds, shows and changes tickets, and rebuilds the index they are found by. */
public final class TicketRoutes implements Routes {
    /** Where everything about tickets lies. */
    static final String BASE = "/desk/tickets";

    private static final String ONE = BASE + "/:number";
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int MAX_PATCH_BYTES = 64 * 1024;
    private static final String TASK = "task";
    private static final TaskRegistrationKey REINDEX = TaskRegistrationKey.of("reindex");

    private final TicketIndex index;
    private final TicketStore tickets;
    private final TicketStatusChange statusChange;
    private final TicketReindex reindex;
    private final TaskManager tasks;
    private final RouteAnswers answers;
    private final JsonBody<TicketPatch> patchBody = new JsonBody<>(TicketPatch.class, MAX_PATCH_BYTES);

    @Inject
    public TicketRoutes(
            TicketIndex index,
            TicketStore tickets,
            TicketStatusChange statusChange,
            TicketReindex reindex,
            TaskManager tasks,
            JsonTransformer json) {
        this.index = index;
        this.tickets = tickets;
        this.statusChange = statusChange;
        this.reindex = reindex;
        this.tasks = tasks;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        answers.guard(service);
        service.get(BASE, answers.json(this::search));
        service.post(
                BASE,
                answers.knowing(TASK)
                        .json(TaskFromRequestRegistry.builder()
                                .parameterName(TASK)
                                .register(REINDEX, request -> new ReindexTask(reindex))
                                .buildAsRoute(tasks)));
        service.get(ONE, answers.json(this::get));
        service.patch(ONE, answers.json(this::patch));
    }

    private TicketPageJson search(Request request, Response response) {
        var parameters = new RequestParameters(request);
        return TicketPageJson.of(index.search(new TicketQuery(
                parameters.query("q"),
                parameters.query("status", TicketStatus::parse),
                parameters.query("department", DepartmentId::new),
                parameters.query("contact", EmailAddress::parse),
                parameters.limit(DEFAULT_LIMIT, MAX_LIMIT),
                parameters.query("after"))));
    }

    private TicketJson get(Request request, Response response) {
        TicketNumber number = new RequestParameters(request).ticket();
        return TicketJson.of(tickets.existing(number));
    }

    private TicketJson patch(Request request, Response response) {
        TicketNumber number = new RequestParameters(request).ticket();
        TicketStatus status = patchBody.read(request).wantedStatus();
        return TicketJson.of(statusChange.change(number, status, Administrator.of(request)));
    }

    /** The keys after {@code status} are known, so that the answer can say that they do not work yet. */
    private record TicketPatch(Optional<String> status, JsonNode department, JsonNode subject, JsonNode assignee) {
        TicketStatus wantedStatus() {
            refuse("department", department);
            refuse("subject", subject);
            refuse("assignee", assignee);
            try {
                return TicketStatus.parse(status.orElse(""));
            } catch (IllegalArgumentException e) {
                throw RequestRefusedException.invalid("status: " + e.getMessage());
            }
        }

        private static void refuse(String key, JsonNode value) {
            if (value != null && !value.isNull()) {
                throw RequestRefusedException.invalid(key + ": cannot be changed yet, only status can");
            }
        }
    }

    private record TicketPageJson(List<TicketJson> tickets, long total, Optional<String> next) {
        static TicketPageJson of(TicketPage page) {
            return new TicketPageJson(
                    page.tickets().stream().map(TicketJson::of).toList(), page.total(), page.next());
        }
    }
}
