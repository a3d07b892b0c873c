package org.jamesdesk.message.reply;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the beginning of a subject says: an answer ("Re:"), a mail passed on ("Fwd:"), in any language. */
final class SubjectPrefix {
    private static final int MAX_LENGTH = 20;
    private static final SubjectPrefix KNOWN = new SubjectPrefix();

    private final Set<String> reply = new HashSet<>();
    private final Set<String> forward = new HashSet<>();

    private SubjectPrefix() {
        for (List<String> row : Table.rows("subjects.txt", 2)) {
            (row.get(0).equals("reply") ? reply : forward).addAll(Table.words(row.get(1)));
        }
    }

    static SubjectPrefix known() {
        return KNOWN;
    }

    boolean isReply(String subject) {
        return reply.contains(prefix(subject));
    }

    boolean isForward(String subject) {
        return forward.contains(prefix(subject));
    }

    private static String prefix(String subject) {
        String rest = subject.strip();
        int tag = rest.startsWith("[") ? rest.indexOf(']') : -1;
        rest = rest.substring(tag + 1).strip();
        int colon = Math.max(rest.indexOf(':'), -1);
        int wide = rest.indexOf('\uff1a');
        int end = colon < 0 ? wide : wide < 0 ? colon : Math.min(colon, wide);
        if (end <= 0 || end > MAX_LENGTH) {
            return "";
        }
        // "Re[2]:", "AW(3):", "Re^2:"
        int letters = 0;
        while (letters < end && "[(^".indexOf(rest.charAt(letters)) < 0) {
            letters++;
        }
        return Line.fold(rest.substring(0, letters).strip());
    }
}
