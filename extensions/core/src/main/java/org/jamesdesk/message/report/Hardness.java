package org.jamesdesk.message.report;

/** Whether a failure is permanent (R93-R95). */
public enum Hardness {
    /** Trying again cannot help. */
    HARD("hard"),
    /** Trying again later may help; also mailbox full and message too large. */
    SOFT("soft");

    private final String apiName;

    Hardness(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON, in stores and on the command line. */
    public String apiName() {
        return apiName;
    }
}
