package org.jamesdesk.message.reply;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.message.forward.HeaderLabels;
import org.jamesdesk.message.forward.HeaderLabels.Field;
import org.jamesdesk.message.forward.HeaderLabels.LabelledLine;

/** Finds the header of an older mail written out in the text, as Outlook does: From, Sent, To, Subject, in any language. */
final class HeaderBlocks {
    private static final int MAX_LINES = 25;
    private static final int MAX_WRAPPED = 2;
    private static final int MAX_WORDS_IN_LABEL = 3;
    private static final HeaderLabels LABELS = HeaderLabels.world();

    private final Set<Field> fields = EnumSet.noneOf(Field.class);
    private boolean address;

    private HeaderBlocks() {}

    /**
     * Whether such a header begins at that line.
     *
     * @param announced whether a line above says so ("Original Message", a rule); then less is asked for
     */
    static boolean beginsAt(List<Line> lines, int start, boolean announced) {
        if (lines.get(start).isQuoted() || LABELS.read(lines.get(start).plain()).isEmpty()) {
            return false;
        }
        HeaderBlocks block = new HeaderBlocks();
        block.read(lines, start);
        return block.isHeader(announced);
    }

    private void read(List<Line> lines, int start) {
        int wrapped = 0;
        int blanks = 0;
        for (int i = start; i < lines.size() && i < start + MAX_LINES; i++) {
            Line line = lines.get(i);
            if (line.isBlank()) {
                if (++blanks > 1) {
                    return;
                }
                continue;
            }
            Optional<LabelledLine> labelled = LABELS.read(line.plain());
            if (labelled.isPresent()) {
                if (!add(labelled.get())) {
                    return;
                }
                wrapped = 0;
            } else if (blanks > 0 || ++wrapped > MAX_WRAPPED) {
                return;
            } else {
                address |= fields.size() == 1
                        && fields.contains(Field.FROM)
                        && line.plain().indexOf('@') >= 0;
            }
            blanks = 0;
        }
    }

    /** Takes a line in; false when it cannot belong to the same header. */
    private boolean add(LabelledLine line) {
        boolean isNew = fields.add(line.field());
        address |= line.field() == Field.FROM && line.value().indexOf('@') >= 0;
        addFurther(line.value());
        return isNew || line.field() != Field.FROM && line.field() != Field.SUBJECT;
    }

    /** Programs that lose line breaks write all fields on one line: {@code From: … Sent: … To: … Subject: …}. */
    private void addFurther(String value) {
        for (int colon = value.indexOf(": "); colon > 0; colon = value.indexOf(": ", colon + 1)) {
            int start = colon;
            for (int words = 0; words < MAX_WORDS_IN_LABEL && start > 0; words++) {
                start = value.lastIndexOf(' ', start - 1);
                LABELS.field(value.substring(start + 1, colon).replace("*", "")).ifPresent(fields::add);
                start = Math.max(start, 0);
            }
        }
    }

    private boolean isHeader(boolean announced) {
        if (!fields.contains(Field.FROM)) {
            return announced && fields.size() >= 3;
        }
        return fields.size() >= (announced || address ? 2 : 3)
                && (announced || address || fields.contains(Field.SUBJECT));
    }
}
