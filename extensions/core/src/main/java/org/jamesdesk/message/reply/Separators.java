package org.jamesdesk.message.reply;

import java.util.Optional;
import org.jamesdesk.message.forward.ForwardSeparator;
import org.jamesdesk.message.forward.ForwardSeparator.Kind;

/** Knows the lines that mail programs and help desks put between new and old text. */
final class Separators {
    private static final int MAX_LENGTH = 200;
    private static final String RULE = "-_=*~#+\u2014\u2013\u2500\u2501 ";
    private static final Phrases REPLY_MARKERS = new Phrases(Table.rows("reply-markers.txt", 2).stream()
            .flatMap(row -> Table.words(row.get(1)).stream())
            .toList());

    private Separators() {}

    /** "-----Original Message-----" */
    static boolean isOriginal(Line line) {
        return isDecorated(line)
                && read(line)
                        .filter(separator -> separator.kind() == Kind.ORIGINAL)
                        .isPresent();
    }

    /** Words that are to be trusted only above a mail's header: "Original Message" without dashes, a rule. */
    static boolean isOriginalAboveHeader(Line line) {
        return isRule(line) || line.mark() == Line.Mark.RULE || read(line).isPresent();
    }

    /** "---------- Forwarded message ----------", "Begin forwarded message:" */
    static boolean isForward(Line line) {
        return (isDecorated(line) || line.plain().endsWith(":") || line.plain().endsWith("\uff1a"))
                && read(line)
                        .filter(separator -> separator.kind() == Kind.FORWARDED)
                        .isPresent();
    }

    /** "##- Please type your reply above this line -##" */
    static boolean isReplyMarker(Line line) {
        return line.plain().length() <= MAX_LENGTH && REPLY_MARKERS.anyIn(line.folded());
    }

    /** A line of nothing but dashes, underscores and the like. */
    static boolean isRule(Line line) {
        return line.plain().length() >= 2 && line.plain().chars().allMatch(c -> RULE.indexOf(c) >= 0);
    }

    private static boolean isDecorated(Line line) {
        return !line.plain().isEmpty()
                && !Character.isLetterOrDigit(line.plain().charAt(0));
    }

    private static Optional<ForwardSeparator> read(Line line) {
        return line.plain().isEmpty() || line.plain().length() > MAX_LENGTH
                ? Optional.empty()
                : ForwardSeparator.read(line.plain());
    }
}
