package org.jamesdesk.mailets;

/** Words for an administrator: one line, of bounded length, never a stack trace. */
final class Reasons {
    private static final int MAX = 500;

    private Reasons() {}

    /** The class of problem and what it says. */
    static String of(Throwable problem) {
        String kind = problem.getClass().getSimpleName();
        return problem.getMessage() == null ? kind : kind + ": " + problem.getMessage();
    }

    static String sentence(String text) {
        String line =
                text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
        return line.length() <= MAX ? line : line.substring(0, MAX) + "…";
    }
}
