package org.jamesdesk.webadmin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.james.webadmin.Constants;
import org.apache.james.webadmin.utils.ErrorResponder;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpStatus;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.delivery.DeliveryStateException;
import org.jamesdesk.delivery.ReplyRefusedException;
import org.jamesdesk.ticket.NoSuchTicketException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;
import spark.Response;
import spark.Route;
import spark.Service;

/**
 * Turns what a route returns or throws into an HTTP answer: the one place where an error gets its status. Errors are
 * returned, not thrown on, because WebAdmin's filters that stop its timer and clear its log context run only then.
 */
final class RouteAnswers {
    private static final Logger LOGGER = LoggerFactory.getLogger(RouteAnswers.class);
    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";
    private static final String RETRY_AFTER_SECONDS = "5";

    private final JsonTransformer json;
    private final KnownParameters parameters;

    RouteAnswers(JsonTransformer json) {
        this(json, KnownParameters.NONE);
    }

    private RouteAnswers(JsonTransformer json, KnownParameters parameters) {
        this.json = json;
        this.parameters = parameters;
    }

    /** For routes that change something and know these parameters of the query; all others are refused. */
    RouteAnswers knowing(String... parameters) {
        return new RouteAnswers(json, new KnownParameters(parameters));
    }

    /** A route whose result is sent as JSON. */
    Route json(Route action) {
        return bytes((request, response) -> json.render(action.handle(request, response)));
    }

    /** A route that creates something, which is sent with 201, or else changes or removes something: 204. */
    Route change(Change action) {
        return outcome((request, response) -> {
            Optional<?> created = action.handle(request, response);
            return created.isPresent() ? new Outcome(HttpStatus.CREATED_201, created) : Outcome.DONE;
        });
    }

    /** A route whose status depends on what it did. */
    Route outcome(Action action) {
        return bytes((request, response) -> {
            Outcome outcome = action.handle(request, response);
            response.status(outcome.status());
            return outcome.body().isPresent() ? json.render(outcome.body().get()) : "";
        });
    }

    /**
     * What a route did.
     *
     * @param status of the answer
     * @param body what is sent as JSON; empty: nothing
     */
    record Outcome(int status, Optional<?> body) {
        /** Something that was there was changed or removed. */
        static final Outcome DONE = new Outcome(HttpStatus.NO_CONTENT_204, Optional.empty());
    }

    /** What a route does, where its status depends on it. */
    @FunctionalInterface
    interface Action {
        Outcome handle(Request request, Response response) throws IOException;
    }

    /** What a route does to something. */
    @FunctionalInterface
    interface Change {
        /** What was created; empty when something that was there was changed or removed. */
        Optional<?> handle(Request request, Response response) throws IOException;
    }

    /** A route that sends its result itself, or returns a stream that is sent byte for byte and closed. */
    Route bytes(Route action) {
        return page((request, response) -> {
            parameters.check(request);
            return action.handle(request, response);
        });
    }

    /** A page that somebody comes to by a link: what others may have added to its query is let be. */
    Route page(Route action) {
        return (request, response) -> answer(action, request, response);
    }

    /**
     * Mends two faults of WebAdmin itself, for all its paths: a query that cannot be decoded would be answered 500 by the
     * request log that reads it first, and {@link #refuseMethodOverride} would let anybody in.
     */
    void guard(Service service) {
        service.before((request, response) -> refuseMethodOverride(request));
        service.exception(
                RequestRefusedException.class, (refused, request, response) -> response.body(error(refused, response)));
        service.exception(
                BadMessageException.class,
                (e, request, response) -> response.body(error(
                        RequestRefusedException.invalid("query: not decodable as UTF-8 with percent encoding"),
                        response)));
    }

    private static Object answer(Route action, Request request, Response response) throws Exception {
        try {
            refuseMethodOverride(request);
            return action.handle(request, response);
        } catch (RuntimeException | IOException e) {
            if (response.raw().isCommitted()) {
                // Too late for a status. The connection is broken, so that nobody takes what he got for all there is.
                LOGGER.warn("A download broke off: {}", e.getMessage());
                abort(response, e);
                return "";
            }
            return error(e, response);
        }
    }

    private static void abort(Response response, Exception reason) {
        if (response.raw() instanceof org.eclipse.jetty.server.Response jetty) {
            jetty.getHttpChannel().abort(reason);
        }
    }

    /**
     * The HTTP server below WebAdmin routes by this header, but WebAdmin's authentication looks at the real method and
     * lets OPTIONS pass: together they would answer anybody.
     */
    private static void refuseMethodOverride(Request request) {
        if (request.headers(METHOD_OVERRIDE) != null) {
            throw RequestRefusedException.invalid(METHOD_OVERRIDE + ": this header is not accepted");
        }
    }

    private static String error(Exception e, Response response) throws Exception {
        if (e instanceof RequestRefusedException refused) {
            return error(refused, response);
        }
        if (e instanceof ChangeRefusedException refused) {
            return switch (refused.reason()) {
                case INVALID -> error(
                        response, HttpStatus.BAD_REQUEST_400, ErrorType.INVALID_ARGUMENT, refused.getMessage());
                case MISSING -> error(response, HttpStatus.NOT_FOUND_404, ErrorType.NOT_FOUND, refused.getMessage());
                case CONFLICT -> error(response, HttpStatus.CONFLICT_409, ErrorType.WRONG_STATE, refused.getMessage());
            };
        }
        if (e instanceof NoSuchTicketException) {
            return error(response, HttpStatus.NOT_FOUND_404, ErrorType.NOT_FOUND, e.getMessage());
        }
        if (e instanceof ReplyRefusedException || e instanceof DeliveryStateException) {
            return error(response, HttpStatus.CONFLICT_409, ErrorType.WRONG_STATE, e.getMessage());
        }
        if (e instanceof IllegalArgumentException) {
            return error(
                    response, HttpStatus.BAD_REQUEST_400, ErrorType.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
        }
        if (e instanceof StoreUnavailableException || e instanceof IOException || e instanceof UncheckedIOException) {
            LOGGER.warn("A request was answered 503: {}", e.getMessage());
            String answer = error(response, HttpStatus.SERVICE_UNAVAILABLE_503, ErrorType.SERVER_ERROR, unavailable(e));
            response.header("Retry-After", RETRY_AFTER_SECONDS);
            return answer;
        }
        throw e;
    }

    private static String error(RequestRefusedException refused, Response response) {
        return error(response, refused.statusCode(), refused.type(), refused.getMessage());
    }

    private static String unavailable(Exception e) {
        return e instanceof StoreUnavailableException ? e.getMessage() : "A mail could not be read from its store";
    }

    private static String error(Response response, int statusCode, ErrorType type, String message) {
        response.raw().resetBuffer();
        response.raw().setHeader("Content-Length", null);
        response.raw().setHeader("Content-Disposition", null);
        response.type(Constants.JSON_CONTENT_TYPE);
        response.status(statusCode);
        return ErrorResponder.builder()
                .statusCode(statusCode)
                .type(type)
                .message(message)
                .asString();
    }
}
