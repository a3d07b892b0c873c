package org.jamesdesk.webadmin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketHistory;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStore;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/tickets/{number}/history}: what happened to a ticket and is no conversation of it (R92). */
public final class TicketHistoryRoutes implements Routes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    private final TicketStore tickets;
    private final TicketHistory history;
    private final RouteAnswers answers;

    @Inject
    public TicketHistoryRoutes(TicketStore tickets, TicketHistory history, JsonTransformer json) {
        this.tickets = tickets;
        this.history = history;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return TicketRoutes.BASE;
    }

    @Override
    public void define(Service service) {
        service.get(TicketRoutes.BASE + "/:number/history", answers.json(this::list));
    }

    private PageJson list(Request request, Response response) {
        var parameters = new RequestParameters(request);
        TicketNumber number = parameters.ticket();
        int limit = parameters.limit(DEFAULT_LIMIT, MAX_LIMIT);
        Optional<String> after = parameters.query("after");
        tickets.existing(number);
        return PageJson.of(history.list(number, after, limit));
    }

    private record PageJson(List<EventJson> events, Optional<String> next) {
        static PageJson of(TicketHistory.Page page) {
            return new PageJson(page.events().stream().map(EventJson::of).toList(), page.next());
        }
    }

    private record EventJson(Instant at, String kind, Optional<String> who, String text) {
        static EventJson of(TicketEvent event) {
            return new EventJson(event.at(), event.kind().apiName(), event.who(), event.text());
        }
    }
}
