package org.jamesdesk.message.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;

/** Reads address lists (RFC 5322 section 3.4) as they occur; what is not an address is left out. */
public final class AddressHeader {
    private static final int MAX_MAILBOXES = 1_000;
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>(),;:\"'\\[\\]\\\\]{1,64}@[\\p{L}\\p{N}][\\p{L}\\p{N}.-]{0,250}");
    private static final Pattern SCHEME = Pattern.compile("(?:mailto|smtp|rfc822|internet):", Pattern.CASE_INSENSITIVE);

    private AddressHeader() {}

    /** The mailboxes of a header value, groups dissolved. */
    public static List<Mailbox> mailboxes(String value) {
        if (value.isBlank()) {
            return List.of();
        }
        List<Mailbox> mailboxes = new Parser(value).parse();
        String decoded = mailboxes.isEmpty() ? HeaderText.encodedWords(value) : value;
        if (!decoded.equals(value)) {
            mailboxes = new Parser(decoded).parse();
        }
        return mailboxes.isEmpty() ? salvaged(decoded, "") : mailboxes;
    }

    /** Whatever looks like an address. */
    private static List<Mailbox> salvaged(String text, String name) {
        List<Mailbox> mailboxes = new ArrayList<>();
        Matcher matcher = ADDRESS.matcher(text);
        while (matcher.find() && mailboxes.size() < MAX_MAILBOXES) {
            address(matcher.group()).map(address -> new Mailbox(name, address)).ifPresent(mailboxes::add);
        }
        return mailboxes;
    }

    private static Optional<EmailAddress> address(String written) {
        StringBuilder compact = new StringBuilder(written.length());
        boolean quoted = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            quoted ^= c == '"';
            if (c > ' ' && c != '<' && c != '>' || quoted && c == ' ') {
                compact.append(c);
            }
        }
        String address = compact.toString();
        Matcher scheme = SCHEME.matcher(address);
        if (scheme.lookingAt()) {
            address = address.substring(scheme.end());
        }
        if (address.startsWith("@") && address.indexOf(':') > 0) {
            // A route (RFC 5322 section 4.4).
            address = address.substring(address.indexOf(':') + 1);
        }
        int end = address.length();
        while (end > 0 && ".,;:'".indexOf(address.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = 0;
        while (start < end && (address.charAt(start) == '\'' || address.charAt(start) == '.')) {
            start++;
        }
        return EmailAddress.tryParse(address.substring(start, end));
    }

    private static final class Parser {
        private final String value;
        private final List<Mailbox> mailboxes = new ArrayList<>();

        /** What stood before the address, quotation marks resolved, encoded words not. */
        private final StringBuilder phrase = new StringBuilder();

        private final StringBuilder comment = new StringBuilder();
        private Optional<String> inBrackets = Optional.empty();

        /** What stood between the last address and a comma: the beginning of a name that has a comma in it. */
        private String before = "";

        private boolean quotesEnd = true;
        private boolean bracketsEnd = true;
        private boolean commentsEnd = true;
        private int at;

        Parser(String value) {
            this.value = value;
        }

        List<Mailbox> parse() {
            while (at < value.length() && mailboxes.size() < MAX_MAILBOXES) {
                char c = value.charAt(at++);
                switch (c) {
                    case '"' -> quoted();
                    case '(' -> {
                        if (commentsEnd) {
                            comment();
                        } else {
                            phrase.append(' ');
                        }
                    }
                    case '<' -> brackets();
                    case '>' -> phrase.append(' ');
                    case ',', ';' -> endOfMailbox(c);
                    case ':' -> colon();
                    case '\\' -> {
                        if (at < value.length()) {
                            phrase.append(value.charAt(at++));
                        }
                    }
                    default -> phrase.append(c);
                }
            }
            endOfMailbox(';');
            return mailboxes;
        }

        private void quoted() {
            int end = quotesEnd ? closing(at) : -1;
            if (end < 0) {
                quotesEnd = false;
                phrase.append(' ');
                return;
            }
            // Marks inside an address belong to its local part.
            boolean localPart = end + 1 < value.length() && value.charAt(end + 1) == '@';
            for (int i = localPart ? at - 1 : at; i < (localPart ? end + 1 : end); i++) {
                if (value.charAt(i) == '\\' && i + 1 < end && !localPart) {
                    i++;
                }
                phrase.append(value.charAt(i));
            }
            at = end + 1;
        }

        private int closing(int from) {
            for (int i = from; i < value.length(); i++) {
                if (value.charAt(i) == '\\') {
                    i++;
                } else if (value.charAt(i) == '"') {
                    return i;
                }
            }
            return -1;
        }

        private void comment() {
            int depth = 1;
            int from = at;
            while (at < value.length() && depth > 0) {
                char c = value.charAt(at++);
                if (c == '\\') {
                    at++;
                } else if (c == '(') {
                    depth++;
                } else if (c == ')') {
                    depth--;
                }
            }
            if (depth > 0) {
                // Left open: it is a sign among others, and so are all that follow.
                commentsEnd = false;
                at = from;
                phrase.append(' ');
                return;
            }
            at = Math.min(at, value.length());
            comment.append(value, from, at - 1);
            phrase.append(' ');
        }

        private void brackets() {
            int end = bracketsEnd ? value.indexOf('>', at) : -1;
            if (end < 0) {
                bracketsEnd = false;
                int comma = value.indexOf(',', at);
                end = comma < 0 ? value.length() : comma;
            }
            String content = value.substring(at, end);
            int last = content.lastIndexOf('<');
            if (last >= 0) {
                phrase.append(content, 0, last);
                content = content.substring(last + 1);
            }
            if (inBrackets.isEmpty() || content.indexOf('@') >= 0) {
                inBrackets = Optional.of(content);
            }
            at = end < value.length() && value.charAt(end) == '>' ? end + 1 : end;
        }

        /** The end of the name of a group, or a part of an address that some gateway wrote. */
        private void colon() {
            if (phrase.indexOf("@") < 0 && inBrackets.isEmpty()) {
                phrase.setLength(0);
                before = "";
            } else {
                phrase.append(':');
            }
        }

        private void endOfMailbox(char separator) {
            String words = phrase.toString();
            boolean found = inBrackets.isPresent() && add(inBrackets.get(), before + words);
            int bracket = words.indexOf('<');
            if (!found && bracket >= 0 && words.indexOf('@', bracket) > 0) {
                // All of it stood in quotation marks.
                found = add(words.substring(bracket + 1), words.substring(0, bracket));
            }
            if (!found && words.indexOf('@') >= 0) {
                List<Mailbox> without = address(words)
                        .map(address -> List.of(new Mailbox(nameInComment(), address)))
                        .orElseGet(() -> salvaged(words, nameInComment()));
                mailboxes.addAll(without);
                found = !without.isEmpty();
            }
            before = found || separator == ';' || words.length() > 500 ? "" : before + words + separator;
            phrase.setLength(0);
            comment.setLength(0);
            inBrackets = Optional.empty();
        }

        private boolean add(String written, String name) {
            Optional<EmailAddress> address = address(written);
            if (address.isEmpty()) {
                List<Mailbox> salvaged = salvaged(written, name(name));
                mailboxes.addAll(salvaged);
                return !salvaged.isEmpty();
            }
            mailboxes.add(new Mailbox(name(name), address.get()));
            return true;
        }

        private String name(String written) {
            String name = HeaderText.unstructured(written);
            if (name.isEmpty()) {
                return nameInComment();
            }
            boolean marked = name.length() > 2 && name.startsWith("'") && name.endsWith("'");
            return marked ? name.substring(1, name.length() - 1) : name;
        }

        private String nameInComment() {
            return comment.length() == 0 ? "" : HeaderText.unstructured(comment.toString());
        }
    }
}
