package org.jamesdesk.james.configuration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jamesdesk.delivery.RetrySchedule;

/**
 * Reads single values of {@code desk.properties} strictly: a value that is not what its key wants is a
 * {@link ConfigurationMistake}, an empty value counts as absent, and whatever key was never asked for is unknown.
 *
 * <p>The library beneath splits every value at commas; a value that is not a list must write a comma as {@code \,}.
 */
final class DeskProperties {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|m|h|d)");
    private static final String REFERENCE = "${";
    private static final LevenshteinDistance CLOSE = new LevenshteinDistance(3);

    private final Configuration configuration;
    private final Set<String> askedFor = new TreeSet<>();

    DeskProperties(Configuration configuration) {
        this.configuration = configuration;
    }

    /** A single value. */
    Optional<String> text(String key) {
        List<String> values = values(key);
        if (values.size() > 1) {
            throw new ConfigurationMistake(key, "one value is expected; a comma inside the value is written \\,");
        }
        return values.stream().findFirst();
    }

    /** A single value that is read by a function which throws IllegalArgumentException saying what would be right. */
    <T> Optional<T> parsed(String key, Function<String, T> parser) {
        return text(key).map(value -> parse(key, value, parser));
    }

    /** Values separated by commas, each read by a function as in {@link #parsed}. */
    <T> List<T> list(String key, Function<String, T> parser) {
        return parts(key).stream().map(value -> parse(key, value, parser)).toList();
    }

    /** A whole number within limits. */
    Optional<Integer> number(String key, int least, int most) {
        return parsed(key, value -> wholeNumber(value, least, most));
    }

    /** Whole numbers within limits, separated by commas. */
    List<Integer> numbers(String key, int least, int most) {
        return list(key, value -> wholeNumber(value, least, most));
    }

    private static int wholeNumber(String value, int least, int most) {
        if (!value.matches("-?\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException("'" + value + "' is not a whole number from " + least + " to " + most);
        }
        return Integer.parseInt(value);
    }

    /** A time such as {@code 30s}, {@code 5m} or {@code 2h}, longer than nothing. */
    Optional<Duration> duration(String key) {
        return parsed(key, DeskProperties::parseDuration);
    }

    /** Pauses such as {@code 1m,5m,1h*4}. */
    RetrySchedule retrySchedule(String key, String otherwise) {
        return parse(key, joined(key).orElse(otherwise), RetrySchedule::parse);
    }

    /** A list as one text, its parts separated by commas. */
    Optional<String> joined(String key) {
        List<String> parts = parts(key);
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(",", parts));
    }

    /** Every key that was asked for. */
    Set<String> askedFor() {
        return Set.copyOf(askedFor);
    }

    /**
     * To be called when all known keys were asked for.
     *
     * @throws ConfigurationMistake when the file has another key
     */
    void refuseUnknownKeys() {
        for (Iterator<String> keys = configuration.getKeys(); keys.hasNext(); ) {
            String key = keys.next();
            if (!askedFor.contains(key)) {
                throw new ConfigurationMistake(
                        key,
                        "there is no such key"
                                + closest(key)
                                        .map(known -> "; did you mean " + known + "?")
                                        .orElse("; the keys are " + String.join(", ", askedFor)));
            }
        }
    }

    private Optional<String> closest(String key) {
        return askedFor.stream()
                .filter(known ->
                        CLOSE.apply(known, key) >= 0 || known.equalsIgnoreCase(key) || known.endsWith("." + key))
                .findFirst();
    }

    /** A value that was referred to has not been split yet. */
    private List<String> parts(String key) {
        return values(key).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private List<String> values(String key) {
        askedFor.add(key);
        List<String> values = new ArrayList<>();
        for (String value : configuration.getList(String.class, key, List.of())) {
            if (value.contains(REFERENCE)) {
                throw new ConfigurationMistake(
                        key, "the environment variable or system property that it refers to is not set");
            }
            values.add(value.trim());
        }
        values.removeIf(String::isEmpty);
        return values;
    }

    private static <T> T parse(String key, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationMistake(key, e.getMessage());
        }
    }

    static Duration parseDuration(String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a time; write a number and one of ms, s, m, h, d, such as 30s");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
