package org.jamesdesk.ticket;

/** There is no ticket of that number. */
public final class NoSuchTicketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchTicketException(TicketNumber number) {
        super("there is no ticket " + number);
    }
}
