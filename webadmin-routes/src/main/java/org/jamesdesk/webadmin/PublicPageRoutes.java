package org.jamesdesk.webadmin;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.eclipse.jetty.http.HttpStatus;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.sender.ConsentAnswer;
import org.jamesdesk.sender.ConsentOutcome;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.SenderAdministration;
import org.jamesdesk.sender.SenderVerification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;
import spark.Response;
import spark.Route;
import spark.Service;

/**
 * {@code /desk/public}: the pages that are open to everybody. They act on nothing but what the desk has signed or asked for
 * itself, once, and tell nobody anything: a link that was never valid looks like one that is not valid any more.
 */
public final class PublicPageRoutes implements PublicRoutes {
    private static final String BASE = "/desk/public";
    private static final String RETRY_AFTER_SECONDS = "60";
    private static final int PER_CLIENT = 30;
    private static final int TOGETHER = 600;
    private static final int MAX_LENGTH = 4_096;
    private static final Logger LOGGER = LoggerFactory.getLogger(PublicPageRoutes.class);

    private static final PublicPage VERIFY = PublicPage.asking("verify");
    private static final PublicPage VERIFIED = PublicPage.saying("verified", HttpStatus.OK_200);
    private static final PublicPage INVALID = PublicPage.saying("invalid", HttpStatus.NOT_FOUND_404);
    private static final PublicPage BUSY = PublicPage.saying("busy", HttpStatus.TOO_MANY_REQUESTS_429);
    private static final PublicPage UNAVAILABLE = PublicPage.saying("unavailable", HttpStatus.SERVICE_UNAVAILABLE_503);
    private static final PublicPage CONSENTED = PublicPage.saying("consented", HttpStatus.OK_200);

    private final SenderVerification verification;
    private final SenderAdministration administration;
    private final RequestLimit limit;
    private final RouteAnswers answers;

    @Inject
    public PublicPageRoutes(
            SenderVerification verification, SenderAdministration administration, Clock clock, JsonTransformer json) {
        this.verification = verification;
        this.administration = administration;
        this.limit = new RequestLimit(PER_CLIENT, TOGETHER, clock);
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        // Programs that scan mail follow every link: opening one only shows a button.
        service.get(BASE + "/verify", page(request -> VERIFY));
        service.post(BASE + "/verify", page(this::verify));
        service.get(BASE + "/oauth/callback", page(this::consent));
    }

    private Route page(Function<Request, PublicPage> content) {
        return answers.page((request, response) -> limited(content, request, response));
    }

    private String limited(Function<Request, PublicPage> content, Request request, Response response) {
        if (!limit.admits(request.ip())) {
            response.header("Retry-After", RETRY_AFTER_SECONDS);
            return BUSY.send(request, response);
        }
        try {
            return content.apply(request).send(request, response);
        } catch (StoreUnavailableException e) {
            LOGGER.warn("A public page was answered 503: {}", e.getMessage());
            response.header("Retry-After", RETRY_AFTER_SECONDS);
            return UNAVAILABLE.send(request, response);
        }
    }

    private PublicPage verify(Request request) {
        return parameter(request, "token")
                .flatMap(verification::confirmByLink)
                .map(address -> VERIFIED)
                .orElse(INVALID);
    }

    private PublicPage consent(Request request) {
        ConsentAnswer answer = new ConsentAnswer(
                parameter(request, "state").orElse(""),
                parameter(request, "code").map(Secret::new),
                parameter(request, "error"),
                parameter(request, "error_description"));
        try {
            ConsentOutcome outcome = administration.consented(answer);
            return outcome instanceof ConsentOutcome.Refused refused ? refused(refused) : CONSENTED;
        } catch (ChangeRefusedException e) {
            return PublicPage.saying("consent.conflict", HttpStatus.CONFLICT_409)
                    .with(e.getMessage());
        }
    }

    private static PublicPage refused(ConsentOutcome.Refused refused) {
        if (refused.reason() == ConsentOutcome.Reason.NOT_PENDING) {
            return INVALID;
        }
        String name = "consent." + refused.reason().name().toLowerCase(Locale.ROOT);
        return PublicPage.saying(name, HttpStatus.CONFLICT_409).with(refused.explanation());
    }

    private static Optional<String> parameter(Request request, String name) {
        return Optional.ofNullable(request.queryParams(name)).filter(value -> value.length() <= MAX_LENGTH);
    }
}
