package org.jamesdesk.sender;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How the connection to a relay is protected (R37). */
public enum ConnectionSecurity {
    /** Not at all. */
    PLAIN("plain"),
    /** TLS from the first byte (RFC 8314 section 3.3). */
    SSL("ssl"),
    /** Plain at first, TLS before anything secret is said (RFC 3207); without it nothing is sent. */
    STARTTLS("starttls");

    private final String apiName;

    ConnectionSecurity(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON. */
    public String apiName() {
        return apiName;
    }

    /**
     * The protection with this name in JSON.
     *
     * @throws IllegalArgumentException naming the ones there are
     */
    public static ConnectionSecurity parse(String name) {
        return Arrays.stream(values())
                .filter(security -> security.apiName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of "
                        + Arrays.stream(values())
                                .map(ConnectionSecurity::apiName)
                                .collect(Collectors.joining(", "))
                        + " expected"));
    }
}
