package org.jamesdesk.message.report;

import java.util.List;
import org.jamesdesk.message.table.TableLines;

/** A table of {@link Phrase}s, one a line. */
record Phrases(List<Phrase> phrases) {
    Phrases {
        phrases = List.copyOf(phrases);
    }

    static Phrases of(List<String> rows) {
        return new Phrases(rows.stream().map(Phrase::of).toList());
    }

    static Phrases table(String name) {
        return of(TableLines.of(Phrases.class, name));
    }

    /** Those that stand at the end of a text. */
    Phrases atEnd() {
        return new Phrases(phrases.stream().filter(Phrase::atEnd).toList());
    }

    boolean isEmpty() {
        return phrases.isEmpty();
    }

    /** Whether one of them stands in a {@linkplain Phrase#fold folded} text. */
    boolean anyIn(String folded) {
        for (Phrase phrase : phrases) {
            if (phrase.in(folded)) {
                return true;
            }
        }
        return false;
    }
}
