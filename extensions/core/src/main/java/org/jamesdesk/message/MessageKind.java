package org.jamesdesk.message;

/** What a mail is, as far as the mail itself tells. */
public enum MessageKind {
    MESSAGE("message"),
    DELIVERY_FAILURE("deliveryFailure"),
    DELIVERY_DELAY("deliveryDelay"),
    DELIVERY_SUCCESS("deliverySuccess"),
    AUTO_REPLY("autoReply"),
    FEEDBACK_REPORT("feedbackReport"),
    DISPOSITION_NOTIFICATION("dispositionNotification");

    private final String apiName;

    MessageKind(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON, in stores and on the command line. */
    public String apiName() {
        return apiName;
    }

    /** Whether it only reports what became of another mail. */
    public boolean isReport() {
        return this != MESSAGE && this != AUTO_REPLY;
    }
}
