package org.jamesdesk.webadmin;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import spark.Request;

/**
 * What a request demands of the value that it changes (RFC 9110, 13.1): {@code If-Match} with the ETag that the caller has
 * read, so that nobody undoes the change of another administrator without having seen it; {@code If-None-Match: *} to
 * create and never to replace. A request without them demands nothing.
 */
final class Precondition {
    private static final String ANY = "*";
    private static final String ENTITY_TAG = "(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"";
    /** Possessive: otherwise each tag of a list takes a piece of the stack, and a header of some KB all of it. */
    private static final Pattern ENTITY_TAGS = Pattern.compile(ENTITY_TAG + "(?:\\s*,\\s*" + ENTITY_TAG + ")*+");

    private static final Pattern ONE_TAG = Pattern.compile(ENTITY_TAG);

    private final Predicate<Optional<String>> met;

    private Precondition(Predicate<Optional<String>> met) {
        this.met = met;
    }

    /** The precondition of a request; a header that cannot be understood is answered 400, because ignoring it is unsafe. */
    static Precondition of(Request request) {
        Predicate<Optional<String>> match =
                header(request, "If-Match").map(Precondition::matching).orElse(version -> true);
        return new Precondition(match.and(
                header(request, "If-None-Match").map(Precondition::absence).orElse(version -> true)));
    }

    private static Optional<String> header(Request request, String name) {
        return Optional.ofNullable(request.headers(name)).map(String::strip);
    }

    private static Predicate<Optional<String>> matching(String header) {
        if (header.equals(ANY)) {
            return Optional::isPresent;
        }
        if (!ENTITY_TAGS.matcher(header).matches()) {
            throw RequestRefusedException.invalid(
                    "If-Match: the ETag that was read, in double quotes, or a list of them, or * expected");
        }
        Set<String> tags =
                ONE_TAG.matcher(header).results().map(MatchResult::group).collect(Collectors.toSet());
        return version ->
                version.map(Precondition::entityTag).filter(tags::contains).isPresent();
    }

    private static Predicate<Optional<String>> absence(String header) {
        if (!header.equals(ANY)) {
            throw RequestRefusedException.invalid(
                    "If-None-Match: only * is understood, which means: create, never replace");
        }
        return Optional::isEmpty;
    }

    /** A version as it stands in the header {@code ETag}. */
    static String entityTag(String version) {
        return '"' + version + '"';
    }

    /**
     * Refuses a change with 412 when it is not met.
     *
     * @param version of the value as it is now; empty when there is none
     */
    void check(Optional<String> version) {
        if (!met.test(version)) {
            throw RequestRefusedException.preconditionFailed(version.map(
                            now -> "it was changed meanwhile, its ETag is " + entityTag(now) + " now: read it again")
                    .orElse("it does not exist (any more), so it has no ETag"));
        }
    }
}
