package org.jamesdesk.address;

/** What happens to mail for a support address whose intake is stopped (R19–R22). */
public enum WhenStopped {
    /** Accepted and kept in the mail repository {@code desk-parked}, to be replayed by an administrator. */
    PARK,
    /** Refused for now at RCPT with {@code 450 4.2.1}. */
    REFUSE
}
