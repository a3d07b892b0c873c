package org.jamesdesk.address;

/** What the SMTP server answers to RCPT for an address. */
public sealed interface RecipientAnswer {
    /** The address is the desk's and takes mail. */
    record Accept() implements RecipientAnswer {}

    /** The address is none of the desk's: let the mail server decide. */
    record NotOurs() implements RecipientAnswer {}

    /**
     * The address is the desk's and will not take this mail, ever.
     *
     * @param code the SMTP code, 5yz
     * @param enhancedStatus RFC 3463
     * @param text why, for the sending person
     */
    record Refuse(int code, String enhancedStatus, String text) implements RecipientAnswer {}

    /**
     * Not now.
     *
     * @param code the SMTP code, 4yz
     * @param enhancedStatus RFC 3463
     * @param text why, for the sending person
     */
    record TryLater(int code, String enhancedStatus, String text) implements RecipientAnswer {}
}
