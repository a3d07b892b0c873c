package org.jamesdesk.sender;

/** An address that somebody asked for cannot send; the message says in which state it is and why. */
public final class SenderRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SenderRefusedException(String reason) {
        super(reason);
    }
}
