package org.jamesdesk.dns;

import java.util.Objects;
import java.util.Optional;

/**
 * How one of the records stands.
 *
 * @param status in one word
 * @param found the record that is published
 * @param explanation what that means and what to do, for an administrator
 */
public record Finding(Status status, Optional<String> found, String explanation) {
    private static final int MAX_FOUND = 2_000;

    /** How it stands. */
    public enum Status {
        /** As it should be. */
        PASS("pass"),
        /** Published, and not right for this server. */
        FAIL("fail"),
        /** Not published. */
        MISSING("missing"),
        /** Could not be found out. */
        UNKNOWN("unknown");

        private final String apiName;

        Status(String apiName) {
            this.apiName = apiName;
        }

        /** The name in JSON. */
        public String apiName() {
            return apiName;
        }
    }

    public Finding {
        Objects.requireNonNull(status, "status");
        found = found.map(text -> text.length() <= MAX_FOUND ? text : text.substring(0, MAX_FOUND) + "…");
        Objects.requireNonNull(explanation, "explanation");
    }

    static Finding pass(String found, String explanation) {
        return new Finding(Status.PASS, Optional.of(found), explanation);
    }

    static Finding fail(String found, String explanation) {
        return new Finding(Status.FAIL, Optional.of(found), explanation);
    }

    static Finding missing(String explanation) {
        return new Finding(Status.MISSING, Optional.empty(), explanation);
    }

    static Finding unknown(String explanation) {
        return new Finding(Status.UNKNOWN, Optional.empty(), explanation);
    }
}
