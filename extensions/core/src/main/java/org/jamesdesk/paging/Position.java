package org.jamesdesk.paging;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something stands in a list that is ordered by time; as text, after what the next page begins.
 *
 * @param at when it was, with the precision of a microsecond
 * @param key orders what was at the same time
 */
public record Position(Instant at, String key) implements Comparable<Position> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-(.*)", Pattern.DOTALL);
    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::at).thenComparing(Position::key);

    public Position {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The inverse of {@link #toString}.
     *
     * @param key reads a key of this list, such as the constructor of its identifiers
     * @throws IllegalArgumentException when the text is not what a position of this list looks like
     */
    public static Position parse(String text, Function<String, ?> key) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a position that a page gave as its next");
        }
        key.apply(matcher.group(2));
        return new Position(Instant.EPOCH.plus(Long.parseLong(matcher.group(1)), ChronoUnit.MICROS), matcher.group(2));
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "-" + key;
    }
}
