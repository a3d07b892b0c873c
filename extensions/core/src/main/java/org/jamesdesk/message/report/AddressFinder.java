package org.jamesdesk.message.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds e-mail addresses in the lines of a report, more leniently than RFC 5321; in time linear in the line. */
final class AddressFinder {
    private static final int MAX_LOCAL = 128;
    private static final int MAX_DOMAIN = 255;
    private static final int MAX_ADDRESSES = 200;
    private static final String LOCAL = "!#$%&'*+/=?^_{|}~.-";
    private static final Pattern ESCAPED = Pattern.compile("\\+([0-9A-Fa-f]{2})");
    private static final Pattern ENCAPSULATED = Pattern.compile("(?i)^imcea(?:smtp|rfc822)-([^@]{3,200})@.*");
    private static final Pattern TYPE = Pattern.compile("(?i)^(?:smtp|rfc822|mailto)=");

    /** An address and where it stands; angle brackets belong to it. */
    record Found(String address, int start, int end) {}

    private AddressFinder() {}

    /** The addresses of a line, in order. */
    static List<Found> in(String line) {
        List<Found> found = new ArrayList<>();
        int from = 0;
        for (int at = line.indexOf('@'); at >= 0 && found.size() < MAX_ADDRESSES; at = line.indexOf('@', at + 1)) {
            int start = startOfLocal(line, at, from);
            int end = endOfDomain(line, at + 1);
            String local = TYPE.matcher(line.substring(start, at)).replaceFirst("");
            String domain = line.substring(at + 1, end);
            if (!local.isEmpty() && isDomain(domain, isBracketed(line, start, end))) {
                boolean bracketed = isBracketed(line, start, end);
                found.add(new Found(
                        decapsulated(local + "@" + domain), bracketed ? start - 1 : start, bracketed ? end + 1 : end));
                from = end;
            }
        }
        return found;
    }

    /** The address that a field value of a delivery status is, brackets, routes and comments put aside. */
    static Optional<String> single(String value) {
        String text = value.strip();
        int open = text.indexOf('<');
        int close = text.indexOf('>', open + 1);
        if (open >= 0 && close > open) {
            text = text.substring(open + 1, close).strip();
        }
        if (text.startsWith("@") && text.contains(":")) {
            text = text.substring(text.lastIndexOf(':') + 1);
        }
        int at = text.lastIndexOf('@');
        if (at < 1 || at > MAX_LOCAL * 2) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        String domain = text.substring(at + 1);
        int comment = domain.indexOf(' ');
        if (comment > 0) {
            domain = domain.substring(0, comment);
        }
        boolean quoted = local.startsWith("\"") && local.endsWith("\"") && local.length() > 2;
        if (!quoted) {
            local = local.substring(local.lastIndexOf(' ') + 1);
        }
        boolean readable =
                !local.isEmpty() && !local.startsWith("/") && local.chars().noneMatch(Character::isISOControl);
        return readable && isDomain(domain, false) && domain.length() <= MAX_DOMAIN
                ? Optional.of(decapsulated(local + "@" + domain))
                : Optional.empty();
    }

    private static int startOfLocal(String line, int at, int from) {
        if (at > 0 && line.charAt(at - 1) == '"') {
            int quote = line.lastIndexOf('"', at - 2);
            return quote >= from && at - quote <= MAX_LOCAL ? quote : at;
        }
        int start = at;
        while (start > from && at - start < MAX_LOCAL && isLocal(line.charAt(start - 1))) {
            start--;
        }
        if (start > from && line.charAt(start - 1) > 0x7f) {
            start = startOfInternational(line, start, from);
        }
        while (start < at && "'=*/.|-".indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        return start;
    }

    /** Letters beyond ASCII (RFC 6531) only within angle brackets: some languages write no space before an address. */
    private static int startOfInternational(String line, int at, int from) {
        int start = at;
        while (start > from
                && at - start < MAX_LOCAL
                && (isLocal(line.charAt(start - 1)) || Character.isLetterOrDigit(line.charAt(start - 1)))) {
            start--;
        }
        return start > 0 && line.charAt(start - 1) == '<' ? start : at;
    }

    private static boolean isLocal(char c) {
        return (c < 0x80 && Character.isLetterOrDigit(c)) || LOCAL.indexOf(c) >= 0;
    }

    private static int endOfDomain(String line, int start) {
        if (start < line.length() && line.charAt(start) == '[') {
            int close = line.indexOf(']', start);
            return close > 0 && close - start < 50 ? close + 1 : start;
        }
        int end = start;
        while (end < line.length() && end - start < MAX_DOMAIN && isDomainCharacter(line.charAt(end))) {
            end++;
        }
        while (end > start && (line.charAt(end - 1) == '.' || line.charAt(end - 1) == '-')) {
            end--;
        }
        return end;
    }

    private static boolean isDomainCharacter(char c) {
        return c == '.' || c == '-' || (c < 0x80 ? Character.isLetterOrDigit(c) : isAlphabet(c));
    }

    private static boolean isAlphabet(char c) {
        return Character.isLetter(c) && !Character.isIdeographic(c) && c < 0x3040;
    }

    private static boolean isDomain(String domain, boolean bracketed) {
        if (domain.startsWith("[")) {
            return domain.endsWith("]");
        }
        boolean named = !domain.isEmpty() && !domain.startsWith(".") && !domain.contains("..");
        return named
                && (bracketed || domain.indexOf('.') > 0)
                && domain.chars().allMatch(c -> c == '.' || c == '-' || c == '_' || Character.isLetterOrDigit(c));
    }

    private static boolean isBracketed(String line, int start, int end) {
        return start > 0 && line.charAt(start - 1) == '<' && end < line.length() && line.charAt(end) == '>';
    }

    /** Exchange wraps foreign addresses into its own; {@code IMCEASMTP-jo+40x+2Eexample@gw} means {@code jo@x.example}. */
    private static String decapsulated(String address) {
        Matcher matcher = ENCAPSULATED.matcher(address);
        if (!matcher.matches()) {
            return address;
        }
        String plain = ESCAPED.matcher(matcher.group(1))
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
        return plain.contains("@") ? plain.toLowerCase(Locale.ROOT) : address;
    }
}
