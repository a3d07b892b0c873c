package org.jamesdesk.message.mime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates (RFC 5322 section 3.3) as they occur: in other orders, with names of zones, with years of two digits. */
public final class DateHeader {
    private static final int MAX_LENGTH = 200;
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("ut", "Z"),
            Map.entry("utc", "Z"),
            Map.entry("gmt", "Z"),
            Map.entry("z", "Z"),
            Map.entry("edt", "-04:00"),
            Map.entry("est", "-05:00"),
            Map.entry("cdt", "-05:00"),
            Map.entry("cst", "-06:00"),
            Map.entry("mdt", "-06:00"),
            Map.entry("mst", "-07:00"),
            Map.entry("pdt", "-07:00"),
            Map.entry("pst", "-08:00"),
            Map.entry("brt", "-03:00"),
            Map.entry("brst", "-02:00"),
            Map.entry("wet", "Z"),
            Map.entry("west", "+01:00"),
            Map.entry("bst", "+01:00"),
            Map.entry("cet", "+01:00"),
            Map.entry("met", "+01:00"),
            Map.entry("mez", "+01:00"),
            Map.entry("cest", "+02:00"),
            Map.entry("mest", "+02:00"),
            Map.entry("mesz", "+02:00"),
            Map.entry("eet", "+02:00"),
            Map.entry("eest", "+03:00"),
            Map.entry("msk", "+03:00"),
            Map.entry("msd", "+04:00"),
            Map.entry("hkt", "+08:00"),
            Map.entry("sgt", "+08:00"),
            Map.entry("jst", "+09:00"),
            Map.entry("kst", "+09:00"),
            Map.entry("aest", "+10:00"),
            Map.entry("aedt", "+11:00"),
            Map.entry("nzst", "+12:00"),
            Map.entry("nzdt", "+13:00"));

    private static final Pattern ISO_DATE = Pattern.compile("(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})");
    private static final Pattern TIME = Pattern.compile(
            "(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,]\\d{1,9})?)?\\s?(am|pm)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern OFFSET = Pattern.compile("(?<![\\w-])([+-])(\\d{2}):?(\\d{2})(?!\\d)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,20}");
    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d{1,4}(?!\\d)");

    private DateHeader() {}

    /** The moment that a header value names; empty when it cannot be read. Without a zone it is taken for UTC. */
    public static Optional<Instant> instant(String value) {
        if (value.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String text = value.replaceAll("\\([^)]{0,100}\\)?", " ");
        try {
            Matcher time = TIME.matcher(text);
            if (!time.find()) {
                return Optional.empty();
            }
            String before = text.substring(0, time.start()).replaceFirst("(?<=\\d)[Tt]$", " ");
            String behind = text.substring(time.end());
            return date(before, behind)
                    .map(date -> LocalDateTime.of(date, time(time)).toInstant(zone(behind)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalTime time(Matcher time) {
        int hour = Integer.parseInt(time.group(1));
        if (time.group(4) != null) {
            hour = hour % 12 + (time.group(4).equalsIgnoreCase("pm") ? 12 : 0);
        }
        int second = time.group(3) == null ? 0 : Math.min(59, Integer.parseInt(time.group(3)));
        return LocalTime.of(hour == 24 ? 0 : hour, Integer.parseInt(time.group(2)), second);
    }

    /** Most have the date before the time; that of Unix has the year behind it. */
    private static Optional<LocalDate> date(String before, String behind) {
        Matcher iso = ISO_DATE.matcher(before);
        if (iso.find()) {
            return Optional.of(LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3)));
        }
        Matcher words = WORD.matcher(before);
        int month = 0;
        while (month == 0 && words.find()) {
            String word = words.group().toLowerCase(Locale.ROOT);
            month = word.length() < 3 ? 0 : MONTHS.indexOf(word.substring(0, 3)) + 1;
        }
        List<Integer> numbers = NUMBER.matcher(
                        before + " " + OFFSET.matcher(behind).replaceAll(" "))
                .results()
                .map(match -> Integer.valueOf(match.group()))
                .toList();
        if (month == 0 || numbers.size() < 2) {
            return Optional.empty();
        }
        int first = numbers.get(0);
        int second = numbers.get(1);
        return Optional.of(first > 31 ? LocalDate.of(first, month, second) : LocalDate.of(year(second), month, first));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** RFC 5322 section 4.3. */
    private static int year(int written) {
        if (written >= 1_000) {
            return written;
        }
        return written < 50 ? written + 2_000 : written + 1_900;
    }

    private static ZoneOffset zone(String behind) {
        Matcher offset = OFFSET.matcher(behind);
        if (offset.find()) {
            int minutes = Integer.parseInt(offset.group(2)) * 60 + Integer.parseInt(offset.group(3));
            return minutes > 18 * 60
                    ? ZoneOffset.UTC
                    : ZoneOffset.ofTotalSeconds((offset.group(1).equals("-") ? -60 : 60) * minutes);
        }
        Matcher word = WORD.matcher(behind);
        while (word.find()) {
            String name = word.group().toLowerCase(Locale.ROOT);
            if (ZONES.containsKey(name)) {
                return ZoneOffset.of(ZONES.get(name));
            }
        }
        return ZoneOffset.UTC;
    }
}
