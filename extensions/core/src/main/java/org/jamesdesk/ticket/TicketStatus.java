package org.jamesdesk.ticket;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Where the work on a ticket stands (Zoho Desk's words). */
public enum TicketStatus {
    OPEN("open"),
    ON_HOLD("onHold"),
    ESCALATED("escalated"),
    CLOSED("closed");

    private final String apiName;

    TicketStatus(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON, in the index and in stores. */
    public String apiName() {
        return apiName;
    }

    /** @throws IllegalArgumentException naming the accepted values */
    public static TicketStatus parse(String apiName) {
        return Arrays.stream(values())
                .filter(status -> status.apiName.equals(apiName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of "
                        + Arrays.stream(values()).map(TicketStatus::apiName).collect(Collectors.joining(", "))
                        + " expected"));
    }
}
