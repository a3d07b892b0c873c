package org.jamesdesk.message.report;

/** Why a mail was not delivered. */
public enum BounceReason {
    /** The report does not say, or says something of its own. */
    OTHER("other");

    private final String apiName;

    BounceReason(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON, in stores and on the command line. */
    public String apiName() {
        return apiName;
    }
}
