package org.jamesdesk.message;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds ticket numbers in the forms that the desk writes and accepts: {@code [#123]} and {@code [##123##]} (R85). */
final class TicketNumbersInSubject {
    private static final Pattern NUMBER = Pattern.compile("\\[(?:#([1-9][0-9]{0,17})|##([1-9][0-9]{0,17})##)]");

    private TicketNumbersInSubject() {}

    /** The numbers in the order of the text, each once. */
    static List<Long> of(String subject) {
        return NUMBER.matcher(subject)
                .results()
                .map(match -> Stream.of(match.group(1), match.group(2))
                        .filter(number -> number != null)
                        .findFirst()
                        .orElseThrow())
                .map(Long::valueOf)
                .distinct()
                .toList();
    }
}
