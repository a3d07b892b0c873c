package org.jamesdesk;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A time as people write it (ISO 8601): a date, which begins at midnight UTC, or a time with its offset. */
public final class DateOrTime {
    private static final int LAST_YEAR = 9999;

    private DateOrTime() {}

    /**
     * Reads one; microsecond precision.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    public static Instant parse(String text) {
        String stripped = text.strip();
        try {
            OffsetDateTime time = stripped.indexOf('T') < 0
                    ? LocalDate.parse(stripped).atStartOfDay().atOffset(ZoneOffset.UTC)
                    : OffsetDateTime.parse(stripped);
            if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
                throw expected();
            }
            return time.toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw expected();
        }
    }

    private static IllegalArgumentException expected() {
        return new IllegalArgumentException(
                "a date such as 2026-03-31, or a time such as 2026-03-31T18:00:00Z, expected");
    }
}
