package org.jamesdesk.delivery;

/** A reply that cannot be sent as asked for a reason the caller can mend; the message says what and how. */
public final class ReplyRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReplyRefusedException(String reason) {
        super(reason);
    }
}
