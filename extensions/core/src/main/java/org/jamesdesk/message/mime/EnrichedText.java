package org.jamesdesk.message.mime;

import java.util.Locale;
import java.util.Set;

/** Turns {@code text/enriched} (RFC 1896) and the older {@code text/richtext} (RFC 1341) into plain text. */
final class EnrichedText {
    private static final int MAX_COMMAND = 60;
    private static final Set<String> UNSEEN = Set.of("param", "comment");

    private EnrichedText() {}

    static String plain(String enriched, boolean richtext) {
        StringBuilder text = new StringBuilder(enriched.length());
        int unseen = 0;
        int noFill = 0;
        int at = 0;
        while (at < enriched.length()) {
            char c = enriched.charAt(at);
            int end = c == '<' ? endOfCommand(enriched, at) : -1;
            if (c == '<' && enriched.startsWith("<<", at)) {
                append(text, '<', unseen);
                at += 2;
            } else if (end > 0) {
                String command = enriched.substring(at + 1, end).toLowerCase(Locale.ROOT);
                boolean closes = command.startsWith("/");
                String name = closes ? command.substring(1) : command;
                if (UNSEEN.contains(name)) {
                    unseen = Math.max(0, closes ? unseen - 1 : unseen + 1);
                } else if (name.equals("nofill")) {
                    noFill = Math.max(0, closes ? noFill - 1 : noFill + 1);
                } else if (name.equals("nl") || name.equals("paragraph") && closes) {
                    append(text, '\n', unseen);
                } else if (name.equals("lt")) {
                    append(text, '<', unseen);
                }
                at = end + 1;
            } else if (c == '\n') {
                int next = at + 1;
                while (next < enriched.length() && enriched.charAt(next) == '\n') {
                    next++;
                }
                int breaks = next - at;
                if (noFill > 0 && !richtext) {
                    append(text, "\n".repeat(breaks), unseen);
                } else {
                    append(text, richtext || breaks == 1 ? " " : "\n".repeat(breaks - 1), unseen);
                }
                at = next;
            } else {
                append(text, c, unseen);
                at++;
            }
        }
        return text.toString();
    }

    private static int endOfCommand(String enriched, int at) {
        int i = at + 1;
        while (i < enriched.length() && i - at <= MAX_COMMAND && isCommandCharacter(enriched.charAt(i))) {
            i++;
        }
        return i > at + 1 && i < enriched.length() && enriched.charAt(i) == '>' ? i : -1;
    }

    private static boolean isCommandCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '/';
    }

    private static void append(StringBuilder text, char c, int unseen) {
        if (unseen == 0) {
            text.append(c);
        }
    }

    private static void append(StringBuilder text, String words, int unseen) {
        if (unseen == 0) {
            text.append(words);
        }
    }
}
