package org.jamesdesk.sender;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The ways by which mail from an address may leave (R26–R51). */
public enum TransportType {
    /** This server itself, by MX records and routes. */
    SERVER("server"),
    /** A relay of the organisation's own, with user name and password (R37). */
    SMTP("smtp"),
    /** Outlook.com, by OAuth (R45). */
    OUTLOOK("outlook"),
    /** Microsoft 365, by OAuth (R45). */
    MICROSOFT365("microsoft365"),
    /** Google, by OAuth (R45). */
    GOOGLE("google");

    private final String apiName;

    TransportType(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON. */
    public String apiName() {
        return apiName;
    }

    /** Whether the provider is asked for consent instead of the administrator for a password. */
    public boolean isOAuth() {
        return this != SERVER && this != SMTP;
    }

    /**
     * The transport with this name in JSON.
     *
     * @throws IllegalArgumentException naming the ones there are
     */
    public static TransportType parse(String name) {
        return Arrays.stream(values())
                .filter(type -> type.apiName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of "
                        + Arrays.stream(values()).map(TransportType::apiName).collect(Collectors.joining(", "))
                        + " expected"));
    }
}
