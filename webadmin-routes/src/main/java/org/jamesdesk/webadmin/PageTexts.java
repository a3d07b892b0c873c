package org.jamesdesk.webadmin;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * What a page says, in one language; nothing is escaped here.
 *
 * @param language of the texts, numbers and dates
 * @param bundle the texts by name
 */
record PageTexts(Locale language, ResourceBundle bundle) {
    private static final String NO_NUMBER = "–";

    /** A text as it stands. */
    String text(String name) {
        return bundle.getString(name);
    }

    /** A text with values in it. */
    String text(String name, String... values) {
        return new MessageFormat(bundle.getString(name), language).format(values);
    }

    String number(long number) {
        return NumberFormat.getIntegerInstance(language).format(number);
    }

    /** A percentage with the decimals that it has. */
    String percent(BigDecimal percentage) {
        int decimals = Math.max(0, percentage.scale());
        NumberFormat format = NumberFormat.getNumberInstance(language);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(percentage) + "\u00a0%";
    }

    String percent(Optional<BigDecimal> percentage) {
        return percentage.map(this::percent).orElse(NO_NUMBER);
    }

    String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(language)
                .format(date);
    }

    /** Day and month, as short as can be. */
    String shortDate(LocalDate date) {
        return DateTimeFormatter.ofPattern(text("date.short"), language).format(date);
    }

    /** To the minute, UTC. */
    String time(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(language)
                        .withZone(ZoneOffset.UTC)
                        .format(time)
                + " UTC";
    }
}
