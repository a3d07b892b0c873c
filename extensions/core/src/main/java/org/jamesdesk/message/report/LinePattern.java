package org.jamesdesk.message.report;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a server writes a line that names a recipient, such as {@code <{address}>:} or {@code * unknown user: {address}}.
 * {@code {address}} is the address, {@code {local}} a local part alone, {@code *} up to 200 characters, {@code $} at the end
 * the end of the line. White space in front of the line and letter case do not matter. What is bounded cannot run away: lines
 * are at most 1 000 characters long and patterns hold at most two stars.
 */
final class LinePattern {
    private static final String ADDRESS =
            "((?:\"[^\"]{1,64}+\"|[^\\s<>()\\[\\]\",;:@\\\\\\u2e80-\\uffff]{1,128}+)@(?:\\[[\\w.:]{3,45}+\\]|[\\p{L}\\p{N}-]{1,63}+(?:\\.[\\p{L}\\p{N}-]{1,63}+){0,12}+))";
    private static final String LOCAL = "([A-Za-z0-9._+=-]{1,64}+)(?![@\\w])";

    private final Pattern pattern;
    private final String literal;

    private LinePattern(Pattern pattern, String literal) {
        this.pattern = pattern;
        this.literal = literal;
    }

    /** @throws IllegalArgumentException when no recipient is marked in it */
    static LinePattern of(String row) {
        StringBuilder regex = new StringBuilder("(?iu)\\s*+");
        String longest = "";
        int recipients = 0;
        int stars = 0;
        int at = 0;
        while (at < row.length()) {
            if (row.startsWith("{address}", at)) {
                regex.append(ADDRESS);
                recipients++;
                at += "{address}".length();
            } else if (row.startsWith("{local}", at)) {
                regex.append(LOCAL);
                recipients++;
                at += "{local}".length();
            } else if (row.charAt(at) == '*') {
                regex.append(".{0,200}?");
                stars++;
                at++;
            } else if (row.charAt(at) == '$' && at == row.length() - 1) {
                regex.append("\\s*+$");
                at++;
            } else if (row.charAt(at) == ' ') {
                regex.append("\\s++");
                at++;
            } else {
                int end = at;
                while (end < row.length()
                        && "* {".indexOf(row.charAt(end)) < 0
                        && !(row.charAt(end) == '$' && end == row.length() - 1)) {
                    end++;
                }
                end = Math.max(end, at + 1);
                String words = row.substring(at, end);
                longest = words.length() > longest.length() ? words : longest;
                regex.append(Pattern.quote(words));
                at = end;
            }
        }
        if (recipients != 1 || stars > 2) {
            throw new IllegalArgumentException("One recipient and at most two stars expected: '" + row + "'");
        }
        return new LinePattern(Pattern.compile(regex.toString()), longest.toLowerCase(Locale.ROOT));
    }

    /** The recipient that a line names in this way. */
    Optional<String> recipient(String line) {
        if (!line.toLowerCase(Locale.ROOT).contains(literal)) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(line);
        return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
