package org.jamesdesk.message.report;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the numbers by which servers say what happened: enhanced status codes (RFC 3463) and reply codes (RFC 5321). */
final class StatusCode {
    private static final Pattern ENHANCED = Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d]|\\.\\d)");
    private static final Pattern REPLY =
            Pattern.compile("(?<![\\w.@#:-])([245][0-5]\\d)(?=[ \\-\"':]|$)(?! ?(?:bytes|kb|mb|characters))");

    private StatusCode() {}

    /** The first enhanced status code of a text that is not an IP address. */
    static Optional<String> enhanced(String text) {
        Matcher matcher = ENHANCED.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The first enhanced status code that says more than "something failed" or "done". */
    static Optional<String> specific(String text) {
        Matcher matcher = ENHANCED.matcher(text);
        while (matcher.find()) {
            if (!isGeneric(matcher.group(1)) && !matcher.group(1).startsWith("2")) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }

    /** The first digit of the first SMTP reply code of a text that tells a failure. */
    static Optional<Character> replyClass(String text) {
        Matcher matcher = REPLY.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).charAt(0) != '2') {
                return Optional.of(matcher.group(1).charAt(0));
            }
        }
        return Optional.empty();
    }

    /** Whether a code tells only its class, as {@code 5.0.0} does. */
    static boolean isGeneric(String status) {
        return status.endsWith(".0.0");
    }
}
