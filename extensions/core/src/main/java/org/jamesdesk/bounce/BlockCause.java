package org.jamesdesk.bounce;

/** Why an address is on the blocklist. */
public enum BlockCause {
    /** A hard bounce (R98). */
    HARD_BOUNCE("hardBounce"),
    /** Too many soft bounces in a row (R96). */
    SOFT_BOUNCES("softBounces"),
    /** An administrator put it there. */
    MANUAL("manual");

    private final String apiName;

    BlockCause(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON and in stores. */
    public String apiName() {
        return apiName;
    }
}
