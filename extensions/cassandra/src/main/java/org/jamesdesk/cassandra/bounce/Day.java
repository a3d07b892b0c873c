package org.jamesdesk.cassandra.bounce;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A day of bounces: one partition, so that none grows without bound.
 *
 * @param number such as 20261129, in UTC
 */
record Day(int number) {
    static Day of(Instant instant) {
        LocalDate date = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        return new Day((date.getYear() * 100 + date.getMonthValue()) * 100 + date.getDayOfMonth());
    }
}
