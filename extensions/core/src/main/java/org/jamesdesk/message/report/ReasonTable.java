package org.jamesdesk.message.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.message.table.TableLines;

/**
 * The reasons that words tell, tried row by row: {@code mailboxFull: over quota}. A phrase with a dot or a digit is looked for in
 * the words as they stand; any other one where host names and addresses are blanked, because a server named
 * {@code spamfilter.example} says nothing of spam.
 */
record ReasonTable(List<Row> rows) {
    /** One row. */
    record Row(BounceReason reason, Phrase phrase, boolean inFullWords) {}

    ReasonTable {
        rows = List.copyOf(rows);
    }

    static ReasonTable table(String name) {
        return of(TableLines.of(ReasonTable.class, name));
    }

    static ReasonTable of(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        for (String line : lines) {
            String[] cells = cells(line);
            rows.add(new Row(reason(cells[0]), Phrase.of(cells[1]), cells[1].matches(".*[.0-9].*")));
        }
        return new ReasonTable(rows);
    }

    /** The meaning of enhanced status codes without their class: {@code 1.1: noSuchAddress}. */
    static Map<String, BounceReason> statuses(String name) {
        Map<String, BounceReason> statuses = new HashMap<>();
        for (String line : TableLines.of(ReasonTable.class, name)) {
            String[] cells = cells(line);
            statuses.put(cells[0], reason(cells[1]));
        }
        return Map.copyOf(statuses);
    }

    private static String[] cells(String line) {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("A row 'name: words' expected: '" + line + "'");
        }
        return new String[] {
            line.substring(0, colon).strip(), line.substring(colon + 1).strip()
        };
    }

    private static BounceReason reason(String name) {
        return BounceReason.named(name)
                .orElseThrow(() -> new IllegalArgumentException("No such reason: '" + name + "'"));
    }

    /** The reason of the first row whose phrase stands in the words. */
    Optional<BounceReason> of(Words words) {
        for (Row row : rows) {
            if (row.phrase().in(row.inFullWords() ? words.full() : words.blanked())) {
                return Optional.of(row.reason());
            }
        }
        return Optional.empty();
    }
}
