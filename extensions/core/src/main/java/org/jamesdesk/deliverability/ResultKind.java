package org.jamesdesk.deliverability;

/** What became of a mail to one recipient. */
public enum ResultKind {
    /** It was tried, and the first answer that counts is known: taken over, refused, or given up. */
    SENT("sent"),
    /** It failed, at once or after it had been taken over. */
    BOUNCED("bounced"),
    /** It was never tried: the recipient is blocked, or notifications are locked. */
    BLOCKED("blocked");

    private final String apiName;

    ResultKind(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON and in stores. */
    public String apiName() {
        return apiName;
    }
}
