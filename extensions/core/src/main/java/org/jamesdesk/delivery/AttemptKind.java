package org.jamesdesk.delivery;

/** What an entry in the timeline of a delivery is. */
public enum AttemptKind {
    /** This server tried to deliver. */
    ATTEMPT("attempt"),
    /** This server tried to deliver and stopped meanwhile: whether the mail was taken is not known. */
    INTERRUPTED("interrupted"),
    /** A report about it came later by mail (RFC 3464). */
    REPORT("report"),
    /** A person or the desk decided something about it. */
    DECISION("decision");

    private final String apiName;

    AttemptKind(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON and in stores. */
    public String apiName() {
        return apiName;
    }
}
