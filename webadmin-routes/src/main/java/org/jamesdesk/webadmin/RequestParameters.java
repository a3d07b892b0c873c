package org.jamesdesk.webadmin;

import java.util.Optional;
import java.util.function.Function;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.TicketNumber;
import spark.Request;

/** Reads path and query parameters; a value that breaks a rule is answered 400 with the parameter's name. */
final class RequestParameters {
    private static final int MAX_LENGTH = 2_000;

    private final Request request;

    RequestParameters(Request request) {
        this.request = request;
    }

    /** The ticket that {@code {number}} in the path names. */
    TicketNumber ticket() {
        return path("number", TicketNumber::parse);
    }

    /** The conversation that {@code {id}} in the path names. */
    ConversationId conversation() {
        return path("id", ConversationId::new);
    }

    /** A parameter of the path. */
    <T> T path(String name, Function<String, T> parse) {
        return parse(name, request.params(name), parse);
    }

    /** A parameter of the query; empty when it is absent or blank. */
    <T> Optional<T> query(String name, Function<String, T> parse) {
        return query(name).map(value -> parse(name, value, parse));
    }

    /** As {@link #query(String, Function)}, unparsed. */
    Optional<String> query(String name) {
        Optional<String> given = Optional.ofNullable(request.queryParams(name)).filter(value -> !value.isBlank());
        if (given.isPresent() && given.get().length() > MAX_LENGTH) {
            throw RequestRefusedException.invalid(name + ": at most " + MAX_LENGTH + " characters");
        }
        return given;
    }

    /** The query parameter {@code limit}. */
    int limit(int whenAbsent, int max) {
        return query("limit", value -> wholeNumber(value, max)).orElse(whenAbsent);
    }

    /** A positive whole number. */
    static int wholeNumber(String text, int max) {
        String rule = "a whole number from 1 to " + max + " expected";
        try {
            int number = Integer.parseInt(text);
            if (number < 1 || number > max) {
                throw new IllegalArgumentException(rule);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(rule, e);
        }
    }

    /** {@code true} or {@code false}. */
    static boolean trueOrFalse(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("true or false expected");
        }
        return text.equals("true");
    }

    private static <T> T parse(String name, String value, Function<String, T> parse) {
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            throw RequestRefusedException.invalid(name + ": " + e.getMessage());
        }
    }
}
