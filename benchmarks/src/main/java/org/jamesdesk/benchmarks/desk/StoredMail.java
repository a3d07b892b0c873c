package org.jamesdesk.benchmarks.desk;

import java.util.List;

/**
 * A received conversation as it lies in a store.
 *
 * @param messageId without angle brackets
 * @param ticket the number of its ticket
 * @param markers every marker in its text; empty where only the identifiers were read
 */
public record StoredMail(String messageId, long ticket, List<String> markers) {
    public StoredMail {
        markers = List.copyOf(markers);
    }
}
