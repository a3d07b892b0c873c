package org.jamesdesk.bounce;

import java.util.Arrays;

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

    /**
     * The inverse of {@link #apiName}.
     *
     * @throws IllegalArgumentException naming the causes there are
     */
    public static BlockCause parse(String name) {
        return Arrays.stream(values())
                .filter(cause -> cause.apiName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("hardBounce, softBounces or manual expected"));
    }

    /** The name in JSON and in stores. */
    public String apiName() {
        return apiName;
    }
}
