package org.jamesdesk.ticket;

/** What kinds of things stand in the history of a ticket. */
public enum TicketEventKind {
    /** An acknowledgement or a notification was written, or was not and why. */
    NOTIFICATION("notification"),
    /** A mail of the ticket is late. */
    DELIVERY_DELAYED("deliveryDelayed"),
    /** A mail of the ticket bounced. */
    BOUNCE("bounce"),
    /** A recipient complained about a mail of the ticket to his mail provider (RFC 5965). */
    COMPLAINT("complaint"),
    /** A recipient's address came on the blocklist, or a mail was not sent because it is there. */
    BLOCKED("blocked"),
    /** Somebody decided something about a delivery. */
    DELIVERY_DECISION("deliveryDecision"),
    /** Somebody changed the status; that an answer opens a ticket again is no event. */
    STATUS("status");

    private final String apiName;

    TicketEventKind(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON and in stores. */
    public String apiName() {
        return apiName;
    }
}
