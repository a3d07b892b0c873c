package org.jamesdesk.webadmin;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jamesdesk.deliverability.DailyTotals;

/**
 * The days that the query parameters {@code from} and {@code to} name, both inclusive, UTC: the last thirty when they are absent.
 */
record RequestedDays(LocalDate from, LocalDate to) {
    private static final int USUAL_DAYS = 30;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    static RequestedDays of(RequestParameters parameters, LocalDate today) {
        LocalDate to = parameters.query("to", RequestedDays::day).orElse(today);
        LocalDate from = parameters.query("from", RequestedDays::day).orElse(to.minusDays(USUAL_DAYS - 1L));
        if (from.isAfter(to)) {
            throw RequestRefusedException.invalid("from: a day that is not after to (" + to + ") expected");
        }
        if (ChronoUnit.DAYS.between(from, to) >= DailyTotals.MOST_DAYS) {
            throw RequestRefusedException.invalid(
                    "from: at most " + DailyTotals.MOST_DAYS + " days from there to " + to + " expected");
        }
        return new RequestedDays(from, to);
    }

    private static LocalDate day(String text) {
        if (DAY.matcher(text).matches()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw expected(e);
            }
        }
        throw expected(null);
    }

    private static IllegalArgumentException expected(DateTimeException cause) {
        return new IllegalArgumentException("a day such as 2026-11-29 expected", cause);
    }
}
