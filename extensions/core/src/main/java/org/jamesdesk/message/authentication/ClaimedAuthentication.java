package org.jamesdesk.message.authentication;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.authentication.SenderAuthentication.Dkim;
import org.jamesdesk.message.authentication.SenderAuthentication.Result;
import org.jamesdesk.message.authentication.SenderAuthentication.Spf;
import org.jamesdesk.message.mime.AddressHeader;
import org.jamesdesk.message.mime.Headers;

/**
 * What a mail's own header says about its authentication: the Authentication-Results (RFC 8601) of the server that took
 * it last, else its ARC-Authentication-Results (RFC 8617), else its Received-SPF (RFC 7208 section 9.1). Good for reading
 * a mail that lies in a mailbox. Anybody can write such a field: a server that takes a mail from outside must check
 * itself.
 */
public final class ClaimedAuthentication {
    private static final int MAX_FIELD = 8_192;
    private static final int MAX_FIELDS = 10;
    private static final Pattern RESULT = Pattern.compile("^(spf|dkim)(?:/\\d{1,3})?\\s?=\\s?([a-z]{1,20})\\b");
    private static final Pattern RECEIVED_SPF = Pattern.compile("^([a-z]{1,20})\\b");
    private static final Pattern ENVELOPE_FROM = Pattern.compile("\\benvelope-from\\s?=\\s?\"?<?([^\\s\";<>]{1,320})");
    private static final Pattern HELO = Pattern.compile("\\bhelo\\s?=\\s?\"?([^\\s\";]{1,255})");

    private ClaimedAuthentication() {}

    /** What the header says; empty when it says nothing. */
    public static Optional<SenderAuthentication> in(Headers headers) {
        Optional<String> author = author(headers);
        return fromResults(author, ofOneServer(headers.all("authentication-results")))
                .or(() -> fromResults(author, latest(headers.all("arc-authentication-results"))))
                .or(() -> headers.first("received-spf")
                        .flatMap(ClaimedAuthentication::receivedSpf)
                        .map(spf -> SenderAuthentication.of(author, Optional.of(spf), List.of())));
    }

    /** The domain of the From address; empty when it is not one address in one field. */
    public static Optional<String> author(Headers headers) {
        List<Mailbox> from = AddressHeader.mailboxes(headers.joined("from"));
        return headers.all("from").size() == 1 && from.size() == 1
                ? Optional.of(from.get(0).address().domain())
                : Optional.empty();
    }

    /** The fields at the top that one server wrote, as lists of their parts. */
    private static List<List<String>> ofOneServer(List<String> fields) {
        List<List<String>> parsed = new ArrayList<>();
        for (String field : fields.stream().limit(MAX_FIELDS).toList()) {
            List<String> parts = parts(field);
            if (!parsed.isEmpty() && !server(parts).equals(server(parsed.get(0)))) {
                break;
            }
            parsed.add(parts);
        }
        return parsed;
    }

    private static List<List<String>> latest(List<String> fields) {
        return fields.stream().limit(1).map(ClaimedAuthentication::parts).toList();
    }

    private static String server(List<String> parts) {
        String first = parts.isEmpty() ? "" : parts.get(0);
        return RESULT.matcher(first).find() ? "" : first.split("\\s", 2)[0];
    }

    private static Optional<SenderAuthentication> fromResults(Optional<String> author, List<List<String>> fields) {
        Optional<Spf> spf = Optional.empty();
        List<Dkim> dkim = new ArrayList<>();
        boolean found = false;
        for (String part : fields.stream().flatMap(List::stream).toList()) {
            Matcher matcher = RESULT.matcher(part);
            if (!matcher.find()) {
                continue;
            }
            Optional<Result> result = Result.of(matcher.group(2));
            found |= result.isPresent();
            if (result.isEmpty()) {
                continue;
            }
            if (matcher.group(1).equals("spf")) {
                spf = spf.or(() -> Optional.of(new Spf(result.get(), spfDomain(part))));
            } else if (result.get() != Result.NONE) {
                dkim.add(new Dkim(
                        result.get(),
                        property(part, "header.d")
                                .or(() -> property(part, "header.i").map(ClaimedAuthentication::domain))
                                .orElse(""),
                        property(part, "header.s").orElse("")));
            }
        }
        return found ? Optional.of(SenderAuthentication.of(author, spf, dkim)) : Optional.empty();
    }

    private static String spfDomain(String part) {
        return property(part, "smtp.mailfrom")
                .or(() -> property(part, "smtp.mail"))
                .or(() -> property(part, "smtp.from"))
                .or(() -> property(part, "smtp.helo"))
                .map(ClaimedAuthentication::domain)
                .orElse("");
    }

    private static Optional<Spf> receivedSpf(String field) {
        String value = String.join(";", parts(field));
        Matcher matcher = RECEIVED_SPF.matcher(value);
        Optional<Result> result = matcher.find() ? Result.of(matcher.group(1)) : Optional.empty();
        return result.map(found -> {
            Matcher sender = ENVELOPE_FROM.matcher(value);
            Matcher helo = HELO.matcher(value);
            String domain = sender.find() ? domain(sender.group(1)) : helo.find() ? helo.group(1) : "";
            return new Spf(found, domain);
        });
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** The value of {@code name=value} or {@code name="value"} in a result. */
    private static Optional<String> property(String part, String name) {
        for (int at = part.indexOf(name); at >= 0; at = part.indexOf(name, at + 1)) {
            int end = at + name.length();
            while (end < part.length() && part.charAt(end) == ' ') {
                end++;
            }
            boolean begins = at == 0 || Character.isWhitespace(part.charAt(at - 1));
            if (begins && end < part.length() && part.charAt(end) == '=') {
                String value = part.substring(end + 1).strip();
                return Optional.of(value.split("[\\s;]", 2)[0].replaceAll("[\"<>]", ""))
                        .filter(text -> !text.isEmpty());
            }
        }
        return Optional.empty();
    }

    /** The parts between semicolons, in lower case, without comments and runs of white space. */
    private static List<String> parts(String field) {
        String value = field.length() <= MAX_FIELD ? field : field.substring(0, MAX_FIELD);
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int comments = 0;
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && (quoted || comments > 0)) {
                i++;
            } else if (c == '"' && comments == 0) {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                comments++;
            } else if (!quoted && c == ')' && comments > 0) {
                comments--;
            } else if (comments == 0 && !quoted && c == ';') {
                add(parts, part);
            } else if (comments == 0) {
                part.append(quoted && (Character.isWhitespace(c) || c == '=') ? '_' : c);
            }
        }
        add(parts, part);
        return parts;
    }

    private static void add(List<String> parts, StringBuilder part) {
        String text = part.toString().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        if (!text.isEmpty()) {
            parts.add(text);
        }
        part.setLength(0);
    }
}
