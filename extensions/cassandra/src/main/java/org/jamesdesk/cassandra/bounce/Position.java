package org.jamesdesk.cassandra.bounce;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.bounce.Bounce;
import org.jamesdesk.bounce.BounceId;
import org.jamesdesk.cassandra.session.Columns;

/** Where a bounce stands in a list, newest first; as text, where the next page starts. */
record Position(Instant at, BounceId id) {
    /** Before every bounce. */
    static final Position START = new Position(Instant.parse("2200-01-01T00:00:00Z"), new BounceId("f".repeat(32)));

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9a-f]{32})");

    static Position of(Bounce bounce) {
        return new Position(bounce.at(), bounce.id());
    }

    /** @throws IllegalArgumentException when the text is not what {@link #toString} makes */
    static Position parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a position of a bounce page");
        }
        return new Position(Columns.instant(Long.parseLong(matcher.group(1))), new BounceId(matcher.group(2)));
    }

    @Override
    public String toString() {
        return Columns.micros(at) + "-" + id;
    }
}
