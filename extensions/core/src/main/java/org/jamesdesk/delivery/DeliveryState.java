package org.jamesdesk.delivery;

/** Where a delivery stands. */
public enum DeliveryState {
    /** Not attempted yet. */
    QUEUED("queued"),
    /** An attempt is being made. */
    SENDING("sending"),
    /** Attempted without success; another attempt is due. */
    WAITING("waiting"),
    /** Its sender cannot send now; it is attempted again when the sender can, or a person says how (R52–R55). */
    WAITING_FOR_SENDER("waitingForSender"),
    /** The next server (or this one, for local recipients) took it over. */
    DELIVERED("delivered"),
    /** Refused for good, or given up. */
    BOUNCED("bounced"),
    /** Never sent: the blocklist or the lock of notifications forbids it (R100–R103). */
    BLOCKED("blocked");

    private final String apiName;

    DeliveryState(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON and in stores. */
    public String apiName() {
        return apiName;
    }

    /** Whether nothing more will be attempted. */
    public boolean isFinal() {
        return this == DELIVERED || this == BOUNCED || this == BLOCKED;
    }
}
