package org.jamesdesk.message.reply;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the header of an older mail written out in the text, as Outlook does: From, Sent, To, Subject, in any language. */
final class HeaderBlocks {
    private static final int MAX_LINES = 25;
    private static final int MAX_WRAPPED = 2;
    private static final int MAX_LABEL = 40;

    private enum Field {
        FROM,
        SENT,
        TO,
        CC,
        SUBJECT
    }

    private record Labelled(Field field, String value) {}

    private static final HeaderBlocks KNOWN = new HeaderBlocks();

    private final Map<String, Field> labels = new HashMap<>();

    private HeaderBlocks() {
        for (List<String> row : Table.rows("labels.txt", 2)) {
            for (String word : Table.words(row.get(1))) {
                labels.putIfAbsent(word, Field.valueOf(row.get(0).toUpperCase(Locale.ROOT)));
            }
        }
    }

    static HeaderBlocks known() {
        return KNOWN;
    }

    /**
     * Whether such a header begins at that line.
     *
     * @param announced whether a line above says so ("Original Message", a rule); then less is asked for
     */
    boolean beginsAt(List<Line> lines, int start, boolean announced) {
        if (lines.get(start).isQuoted() || labelled(lines.get(start)).isEmpty()) {
            return false;
        }
        Set<Field> fields = EnumSet.noneOf(Field.class);
        boolean address = false;
        int wrapped = 0;
        int blanks = 0;
        for (int i = start; i < lines.size() && i < start + MAX_LINES; i++) {
            Line line = lines.get(i);
            if (line.isBlank()) {
                if (++blanks > 1) {
                    break;
                }
                continue;
            }
            Optional<Labelled> labelled = labelled(line);
            if (labelled.isEmpty()) {
                if (blanks > 0 || ++wrapped > MAX_WRAPPED) {
                    break;
                }
                address |= fields.size() == 1
                        && fields.contains(Field.FROM)
                        && line.plain().indexOf('@') > 0;
                continue;
            }
            Field field = labelled.get().field();
            if (!fields.add(field) && field != Field.CC) {
                break;
            }
            address |= field == Field.FROM && labelled.get().value().indexOf('@') >= 0;
            wrapped = 0;
            blanks = 0;
        }
        return isHeader(fields, address, announced);
    }

    private static boolean isHeader(Set<Field> fields, boolean address, boolean announced) {
        if (!fields.contains(Field.FROM)) {
            return announced && fields.size() >= 3;
        }
        return fields.size() >= (announced || address ? 2 : 3)
                && (announced || address || fields.contains(Field.SUBJECT));
    }

    private Optional<Labelled> labelled(Line line) {
        String plain = line.plain();
        int colon = -1;
        for (int i = 0; i < plain.length() && i < MAX_LABEL && colon < 0; i++) {
            char c = plain.charAt(i);
            colon = c == ':' || c == '\uff1a' ? i : -1;
        }
        if (colon <= 0) {
            return Optional.empty();
        }
        String label =
                plain.substring(0, colon).replace("*", "").replace("_", "").strip();
        String value = plain.substring(colon + 1);
        return Optional.ofNullable(labels.get(Line.fold(label))).map(field -> new Labelled(field, value));
    }
}
