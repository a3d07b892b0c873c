package org.jamesdesk.bounce;

/** How the desk came to know of a bounce; both prove that it is about a mail of its own. */
public enum BounceSource {
    /** The answer, or the lack of one, that this server got while it delivered. */
    SMTP("smtp"),
    /** A report to the envelope sender that this server signed for this message and recipient. */
    REPORT("report");

    private final String apiName;

    BounceSource(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON and in stores. */
    public String apiName() {
        return apiName;
    }
}
