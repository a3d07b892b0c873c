package org.jamesdesk.message.report;

/** What a server did with a mail for one recipient (RFC 3464 section 2.3.3). */
public enum DeliveryAction {
    /** It gave up. */
    FAILED("failed"),
    /** It will try again. */
    DELAYED("delayed"),
    /** It delivered the mail. */
    DELIVERED("delivered"),
    /** It handed the mail to a server that does not report. */
    RELAYED("relayed"),
    /** It sent the mail to the members of a list. */
    EXPANDED("expanded");

    private final String apiName;

    DeliveryAction(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON, in stores and on the command line. */
    public String apiName() {
        return apiName;
    }
}
