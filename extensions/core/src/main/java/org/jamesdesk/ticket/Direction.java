package org.jamesdesk.ticket;

/** Which way a conversation went. */
public enum Direction {
    /** Received by the desk. */
    IN("in"),
    /** Sent by the desk. */
    OUT("out");

    private final String apiName;

    Direction(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON, in the index and in stores. */
    public String apiName() {
        return apiName;
    }
}
