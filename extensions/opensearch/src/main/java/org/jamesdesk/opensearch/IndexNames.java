package org.jamesdesk.opensearch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of aliases and indices.
 *
 * @param prefix what all begin with; itself the alias that is searched
 */
record IndexNames(String prefix) {
    private static final Pattern NUMBER = Pattern.compile("-(\\d{6,9})");

    /** The alias that answers searches. */
    String read() {
        return prefix;
    }

    /** The alias over all indices that receive documents. */
    String write() {
        return prefix + "-write";
    }

    String numbered(int number) {
        return "%s-%06d".formatted(prefix, number);
    }

    /**
     * The alias of one index through which it is written. Writing to the index itself would bring a deleted one back to
     * life, without mapping; an alias vanishes with its index.
     */
    String inlet(String index) {
        return index + "-inlet";
    }

    /** The number of one of our indices; empty for any other name. */
    Optional<Integer> numberOf(String index) {
        if (!index.startsWith(prefix)) {
            return Optional.empty();
        }
        Matcher number = NUMBER.matcher(index.substring(prefix.length()));
        return number.matches() ? Optional.of(Integer.valueOf(number.group(1))) : Optional.empty();
    }
}
