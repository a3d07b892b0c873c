package org.jamesdesk.webadmin;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.deliverability.NotificationAdministration;
import org.jamesdesk.deliverability.NotificationRules;
import org.jamesdesk.deliverability.NotificationState;
import org.jamesdesk.deliverability.NotificationWatch;
import org.jamesdesk.webadmin.NotificationsJson.ExemptionJson;
import org.jamesdesk.webadmin.NotificationsJson.LockJson;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/notifications}: the bounce rate, and whether notifications go out (R100–R102). */
public final class NotificationRoutes implements Routes {
    private static final String BASE = "/desk/notifications";
    private static final String LOCK = BASE + "/lock";
    private static final String EXEMPTION = BASE + "/exemption";
    private static final int MAX_BYTES = 10_000;
    private static final String NO_REASON = "No reason was given.";

    private final NotificationWatch watch;
    private final Configurations configurations;
    private final VersionedChanges changes;
    private final Clock clock;
    private final RouteAnswers answers;
    private final JsonBody<NotificationRulesPatch> patchBody = new JsonBody<>(NotificationRulesPatch.class, MAX_BYTES);
    private final JsonBody<LockBody> lockBody = new JsonBody<>(LockBody.class, MAX_BYTES);
    private final JsonBody<ExemptionBody> exemptionBody = new JsonBody<>(ExemptionBody.class, MAX_BYTES);

    @Inject
    public NotificationRoutes(
            NotificationWatch watch, Configurations configurations, Clock clock, JsonTransformer json) {
        this.watch = watch;
        this.configurations = configurations;
        this.changes = new VersionedChanges(configurations, NotificationRules.KIND);
        this.clock = clock;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, answers.json(this::get));
        service.patch(BASE, answers.json(this::patch));
        service.put(LOCK, answers.change(this::lock));
        service.delete(LOCK, answers.knowing("why").change(this::unlock));
        service.put(EXEMPTION, answers.change(this::exempt));
        service.delete(EXEMPTION, answers.change(this::endExemption));
    }

    private NotificationsJson get(Request request, Response response) {
        changes.announce(response, configurations.inForce(), NotificationRules.key());
        return NotificationsJson.of(watch.standing());
    }

    private NotificationsJson patch(Request request, Response response) {
        NotificationRulesPatch wanted = patchBody.read(request);
        changes.edit(
                request,
                response,
                NotificationRules.key(),
                draft -> NotificationAdministration.setRules(draft, wanted.applied(NotificationRules.of(draft))));
        return NotificationsJson.of(watch.standing());
    }

    private Optional<LockJson> lock(Request request, Response response) {
        String why =
                lockBody.read(request, new LockBody(Optional.empty())).why().orElse(NO_REASON);
        return changes.change(
                request,
                response,
                NotificationRules.key(),
                draft -> NotificationAdministration.lock(draft, Administrator.of(request), why, clock.instant())
                        ? NotificationState.of(draft).lock().map(LockJson::of)
                        : Optional.empty());
    }

    private Optional<?> unlock(Request request, Response response) {
        Optional<String> why = new RequestParameters(request).query("why");
        return changes.edit(
                request,
                response,
                NotificationRules.key(),
                draft -> NotificationAdministration.unlock(draft, Administrator.of(request), why, clock.instant()));
    }

    private Optional<ExemptionJson> exempt(Request request, Response response) {
        ExemptionBody body = exemptionBody.read(request, new ExemptionBody(Optional.empty(), Optional.empty()));
        String why = body.why().orElse(NO_REASON);
        Optional<Instant> until = body.until().map(NotificationRoutes::time);
        return changes.change(
                request,
                response,
                NotificationRules.key(),
                draft ->
                        NotificationAdministration.exempt(draft, Administrator.of(request), why, until, clock.instant())
                                ? NotificationState.of(draft).exemption().map(ExemptionJson::of)
                                : Optional.empty());
    }

    private Optional<?> endExemption(Request request, Response response) {
        return changes.edit(
                request,
                response,
                NotificationRules.key(),
                draft -> NotificationAdministration.endExemption(draft, Administrator.of(request), clock.instant()));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw RequestRefusedException.invalid("until: a time such as 2026-12-31T12:00:00Z expected");
        }
    }

    private record LockBody(Optional<String> why) {}

    private record ExemptionBody(Optional<String> why, Optional<String> until) {}
}
