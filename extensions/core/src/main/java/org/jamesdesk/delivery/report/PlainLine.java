package org.jamesdesk.delivery.report;

import java.util.regex.Pattern;

/** Makes what other servers and people wrote fit for one line of a mail that people read. */
final class PlainLine {
    /** Control, format (such as those that turn the direction of writing) and unassigned characters, half surrogate pairs, spaces. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Z}]+");

    private PlainLine() {}

    static String of(String text) {
        return INVISIBLE.matcher(text).replaceAll(" ").strip();
    }
}
