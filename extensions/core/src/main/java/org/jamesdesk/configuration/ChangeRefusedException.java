package org.jamesdesk.configuration;

import java.util.Objects;

/**
 * A change that breaks a rule of the desk; nothing was changed. The message goes to the administrator: it names the field
 * and says what would be right.
 */
public final class ChangeRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What about the change is not right. */
    public enum Reason {
        /** What was given breaks a rule, whatever else is set. */
        INVALID,
        /** What is to be changed does not exist. */
        MISSING,
        /** What else is set stands against it. */
        CONFLICT
    }

    private final Reason reason;

    private ChangeRefusedException(Reason reason, String message) {
        super(Objects.requireNonNull(message, "message"));
        this.reason = reason;
    }

    /** What was given breaks a rule; the message begins with the field. */
    public static ChangeRefusedException invalid(String message) {
        return new ChangeRefusedException(Reason.INVALID, message);
    }

    /** What is to be changed does not exist. */
    public static ChangeRefusedException missing(String message) {
        return new ChangeRefusedException(Reason.MISSING, message);
    }

    /** What else is set stands against the change; the message says what, so that the administrator can change that first. */
    public static ChangeRefusedException conflict(String message) {
        return new ChangeRefusedException(Reason.CONFLICT, message);
    }

    /** The same about a value that stands in a larger whole. */
    ChangeRefusedException within(String place) {
        return new ChangeRefusedException(reason, place + "." + getMessage());
    }

    public Reason reason() {
        return reason;
    }
}
