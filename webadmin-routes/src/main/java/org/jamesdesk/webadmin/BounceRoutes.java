package org.jamesdesk.webadmin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.DateOrTime;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.BounceQuery;
import org.jamesdesk.bounce.BounceSearch;
import org.jamesdesk.bounce.BounceStore;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.ticket.TicketNumber;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/bounces}: the mails that did not arrive, newest first (R91–R98). */
public final class BounceRoutes implements Routes {
    private static final String BASE = "/desk/bounces";
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final Duration SHOWN = Duration.ofDays(30);

    private final BounceSearch bounces;
    private final Clock clock;
    private final RouteAnswers answers;

    @Inject
    public BounceRoutes(BounceSearch bounces, Clock clock, JsonTransformer json) {
        this.bounces = bounces;
        this.clock = clock;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, answers.json(this::list));
    }

    private PageJson list(Request request, Response response) {
        var parameters = new RequestParameters(request);
        return PageJson.of(bounces.find(new BounceQuery(
                parameters.query("address", EmailAddress::parse),
                parameters.query("ticket", TicketNumber::parse),
                parameters.query("kind", Hardness::parse),
                parameters.query("department", DepartmentId::new),
                parameters.query("domain").map(domain -> domain.strip().toLowerCase(Locale.ROOT)),
                parameters.query("reason", BounceReason::parse),
                parameters.query("since", DateOrTime::parse).orElseGet(this::usualSince),
                parameters.query("after"),
                parameters.limit(DEFAULT_LIMIT, MAX_LIMIT))));
    }

    private Instant usualSince() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).minus(SHOWN);
    }

    private record PageJson(List<BounceJson> bounces, Optional<String> next) {
        static PageJson of(BounceStore.Page page) {
            return new PageJson(page.bounces().stream().map(BounceJson::of).toList(), page.next());
        }
    }
}
