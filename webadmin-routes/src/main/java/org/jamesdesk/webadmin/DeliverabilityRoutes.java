package org.jamesdesk.webadmin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.james.webadmin.Constants;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.jamesdesk.deliverability.DailyTotals;
import org.jamesdesk.deliverability.DayTotal;
import org.jamesdesk.deliverability.DeliverabilityReport;
import org.jamesdesk.deliverability.NotificationStanding;
import org.jamesdesk.deliverability.NotificationWatch;
import org.jamesdesk.deliverability.ResultKind;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/reports/deliverability}: how mail arrived over some days, as a page or as JSON, and the totals it is made of. */
public final class DeliverabilityRoutes implements Routes {
    private static final String BASE = "/desk/reports/deliverability";
    private static final int DEFAULT_LIMIT = 1_000;
    private static final int MAX_LIMIT = 5_000;

    private final DailyTotals totals;
    private final NotificationWatch watch;
    private final Clock clock;
    private final JsonTransformer json;
    private final RouteAnswers answers;

    @Inject
    public DeliverabilityRoutes(DailyTotals totals, NotificationWatch watch, Clock clock, JsonTransformer json) {
        this.totals = totals;
        this.watch = watch;
        this.clock = clock;
        this.json = json;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, answers.bytes(this::report));
        service.get(BASE + "/totals", answers.json(this::totals));
    }

    private String report(Request request, Response response) throws JsonProcessingException {
        RequestParameters parameters = new RequestParameters(request);
        RequestedDays days = RequestedDays.of(parameters, totals.today());
        Optional<DepartmentId> department = parameters.query("department", DepartmentId::new);
        DeliverabilityReport report = DeliverabilityReport.of(days.from(), days.to(), department, totals::of);
        NotificationStanding standing = watch.standing();
        if (prefersJson(request)) {
            response.type(Constants.JSON_CONTENT_TYPE);
            response.header("Vary", "Accept, Accept-Language");
            return json.render(ReportJson.of(report, standing));
        }
        return DeliverabilityPage.send(report, standing, clock.instant(), request, response);
    }

    /** Whether JSON stands before HTML among what the caller takes; who takes anything gets HTML. */
    private static boolean prefersJson(Request request) {
        QuotedQualityCSV accepted = new QuotedQualityCSV();
        Optional.ofNullable(request.headers("Accept")).ifPresent(accepted::addValue);
        return accepted.getValues().stream()
                .map(type -> type.toLowerCase(Locale.ROOT))
                .filter(Set.of("application/json", "text/html", "text/*", "*/*")::contains)
                .findFirst()
                .filter("application/json"::equals)
                .isPresent();
    }

    private TotalsJson totals(Request request, Response response) {
        RequestParameters parameters = new RequestParameters(request);
        RequestedDays days = RequestedDays.of(parameters, totals.today());
        Predicate<DayTotal> wanted = wanted(parameters);
        Optional<DayTotal> after = parameters.query("after", TotalsPosition::parse);
        int limit = parameters.limit(DEFAULT_LIMIT, MAX_LIMIT);
        List<DayTotal> found = new ArrayList<>();
        LocalDate first = after.map(DayTotal::day).filter(days.from()::isBefore).orElse(days.from());
        for (LocalDate day = first; !day.isAfter(days.to()) && found.size() <= limit; day = day.plusDays(1)) {
            totals.of(day).stream()
                    .filter(wanted)
                    .filter(total -> after.filter(position -> DayTotal.ORDER.compare(total, position) <= 0)
                            .isEmpty())
                    .limit(limit + 1L - found.size())
                    .forEach(found::add);
        }
        List<DayTotal> page = found.subList(0, Math.min(limit, found.size()));
        return new TotalsJson(
                days.from().toString(),
                days.to().toString(),
                page.stream().map(TotalJson::of).toList(),
                found.size() > limit ? Optional.of(TotalsPosition.written(page.get(limit - 1))) : Optional.empty());
    }

    private static Predicate<DayTotal> wanted(RequestParameters parameters) {
        Optional<DepartmentId> department = parameters.query("department", DepartmentId::new);
        Optional<String> domain = parameters.query("domain").map(name -> name.toLowerCase(Locale.ROOT));
        Optional<BounceReason> reason = parameters.query("reason", DeliverabilityRoutes::reason);
        Optional<ResultKind> kind = parameters.query("kind", DeliverabilityRoutes::kind);
        return total ->
                department.filter(only -> !only.equals(total.department())).isEmpty()
                        && domain.filter(only -> !only.equals(total.domain())).isEmpty()
                        && (reason.isEmpty() || reason.equals(total.reason()))
                        && kind.filter(only -> only != total.kind()).isEmpty();
    }

    private static BounceReason reason(String name) {
        return BounceReason.named(name)
                .orElseThrow(() -> new IllegalArgumentException("one of "
                        + Arrays.stream(BounceReason.values())
                                .map(BounceReason::apiName)
                                .collect(Collectors.joining(", "))
                        + " expected"));
    }

    private static ResultKind kind(String name) {
        return Stream.of(ResultKind.values())
                .filter(kind -> kind.apiName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of sent, bounced, blocked expected"));
    }

    private record TotalsJson(String from, String to, List<TotalJson> totals, Optional<String> next) {}

    private record TotalJson(
            String day, String department, String domain, String kind, Optional<String> reason, long count) {
        static TotalJson of(DayTotal total) {
            return new TotalJson(
                    total.day().toString(),
                    total.department().value(),
                    total.domain(),
                    total.kind().apiName(),
                    total.reason().map(BounceReason::apiName),
                    total.count());
        }
    }

    private record ReportJson(
            String from,
            String to,
            Optional<String> department,
            CountsJson total,
            List<DayJson> days,
            List<DomainJson> domains,
            List<ReasonJson> reasons,
            NotificationsJson notifications) {
        static ReportJson of(DeliverabilityReport report, NotificationStanding standing) {
            return new ReportJson(
                    report.from().toString(),
                    report.to().toString(),
                    report.department().map(DepartmentId::value),
                    CountsJson.of(report.total()),
                    report.days().stream()
                            .map(row -> new DayJson(row.key().toString(), CountsJson.of(row.counts())))
                            .toList(),
                    report.domains().stream()
                            .map(row -> new DomainJson(row.key(), CountsJson.of(row.counts())))
                            .toList(),
                    report.reasons().stream()
                            .map(row -> new ReasonJson(
                                    row.key().apiName(), row.counts().bounced()))
                            .toList(),
                    NotificationsJson.of(standing));
        }
    }

    private record CountsJson(long sent, long bounced, long blocked, Optional<BigDecimal> rate) {
        static CountsJson of(DeliverabilityReport.Counts counts) {
            return new CountsJson(
                    counts.sent(),
                    counts.bounced(),
                    counts.blocked(),
                    counts.rate().percent());
        }
    }

    private record DayJson(String day, @JsonUnwrapped CountsJson counts) {}

    private record DomainJson(String domain, @JsonUnwrapped CountsJson counts) {}

    private record ReasonJson(String reason, long bounced) {}
}
