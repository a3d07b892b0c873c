package org.jamesdesk.delivery;

/** How far an SMTP conversation came (RFC 5321 section 3): the command that the last answer belongs to. */
public enum SmtpStage {
    /** No connection, or none that lasted until the greeting. */
    CONNECT("connect"),
    /** Greeting, EHLO and STARTTLS. */
    EHLO("ehlo"),
    /** AUTH, at a relay. */
    AUTH("auth"),
    /** MAIL FROM. */
    MAIL("mail"),
    /** RCPT TO: an answer about the recipient. */
    RCPT("rcpt"),
    /** DATA and the content. */
    DATA("data"),
    /** The final dot: an answer about the whole mail. */
    END_OF_DATA("endOfData");

    private final String apiName;

    SmtpStage(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON and in stores. */
    public String apiName() {
        return apiName;
    }
}
