package org.jamesdesk.cassandra.ticket;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A month of conversations of one ticket: one partition, so that no ticket grows one without bound.
 *
 * @param number such as 202611, in UTC
 */
record Month(int number) {
    static Month of(Instant instant) {
        var date = instant.atOffset(ZoneOffset.UTC);
        return new Month(date.getYear() * 100 + date.getMonthValue());
    }
}
