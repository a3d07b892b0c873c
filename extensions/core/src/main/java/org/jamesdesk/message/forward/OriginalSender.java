package org.jamesdesk.message.forward;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.message.mime.HeaderText;

/**
 * The sender of a forwarded mail as the forward writes it: {@code Ana <ana@kunde.example>} and all that mail programs
 * make of it.
 *
 * @param name the display name; may be empty
 * @param address the address; empty when only a name is given
 */
record OriginalSender(String name, Optional<EmailAddress> address) {
    private static final int MAX_LENGTH = 1_000;
    private static final String SPECIALS = "\\s<>()\\[\\],;:\"\\\\";
    private static final String ADDRESS =
            "[^" + SPECIALS + "*]{1,64}@[\\p{L}\\p{N}\\[][^" + SPECIALS + "*'\u201d\u00bb]{0,250}";

    /** The target of a link that a mail program wrote behind the text of the link. */
    private static final Pattern LINK =
            Pattern.compile("[<\\[(]\\s?(mailto:|https?://|tel:)([^\\s<>\\[\\]()]{1,500})\\s?[>\\])]");

    private static final Pattern BRACKETED =
            Pattern.compile("[<\\[(\u3008\uff1c]\\s?(" + ADDRESS + ")\\s?[>\\])\u3009\uff1e]");
    private static final Pattern BARE = Pattern.compile(ADDRESS);
    private static final Pattern ENTITY = Pattern.compile("&(lt|gt|quot|amp|#39|nbsp);");
    private static final String QUOTES = "\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u300c\u300d";

    OriginalSender {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
    }

    /** Reads the value of a From line; what is no address is the name. */
    static OriginalSender parse(String value) {
        String text = cleaned(value);
        String unlinked = LINK.matcher(text).replaceAll(" ");
        return named(unlinked)
                .or(() -> linked(text, unlinked))
                .orElseGet(() -> new OriginalSender(name(withoutBrackets(unlinked)), Optional.empty()));
    }

    private static String cleaned(String value) {
        String text = value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH);
        if (text.contains("=?")) {
            text = HeaderText.unstructured(text);
        }
        if (text.indexOf('&') >= 0) {
            text = ENTITY.matcher(text).replaceAll(match -> switch (match.group(1)) {
                case "lt" -> "<";
                case "gt" -> ">";
                case "quot" -> "\"";
                case "amp" -> "&";
                case "#39" -> "'";
                default -> " ";
            });
        }
        return HeaderText.oneLine(text.replace("*", "").replace('\u00a0', ' ').replaceAll("\\p{Cf}", ""));
    }

    private static Optional<OriginalSender> named(String text) {
        Matcher bracketed = BRACKETED.matcher(text);
        if (bracketed.find()) {
            return address(bracketed.group(1))
                    .map(address -> of(text.substring(0, bracketed.start()), text.substring(bracketed.end()), address));
        }
        Matcher bare = BARE.matcher(text);
        return bare.find()
                ? address(bare.group())
                        .map(address -> of(text.substring(0, bare.start()), text.substring(bare.end()), address))
                : Optional.empty();
    }

    private static Optional<OriginalSender> linked(String text, String unlinked) {
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            if (link.group(1).equals("mailto:")) {
                String target = link.group(2);
                int query = target.indexOf('?');
                return address(query < 0 ? target : target.substring(0, query))
                        .map(address -> of(unlinked, "", address));
            }
        }
        return Optional.empty();
    }

    private static Optional<EmailAddress> address(String text) {
        int end = text.length();
        while (end > 0 && ".,;'>".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = 0;
        while (start < end && (QUOTES.indexOf(text.charAt(start)) >= 0)) {
            start++;
        }
        return EmailAddress.tryParse(text.substring(start, end));
    }

    /** The name stands before the address; only a comment in parentheses may follow (RFC 5322 section 3.4, obsolete). */
    private static OriginalSender of(String before, String after, EmailAddress address) {
        String name = name(before);
        if (name.isEmpty() && after.strip().startsWith("(") && after.indexOf(')') > 0) {
            name = name(after.substring(after.indexOf('(') + 1, after.indexOf(')')));
        }
        return new OriginalSender(name.equalsIgnoreCase(address.asString()) ? "" : name, Optional.of(address));
    }

    private static String withoutBrackets(String text) {
        int bracket = text.indexOf('<');
        return bracket > 0 ? text.substring(0, bracket) : text.replace("<", "").replace(">", "");
    }

    private static String name(String text) {
        String name = text.strip();
        String before;
        do {
            before = name;
            name = unquoted(trimmed(name));
        } while (!name.equals(before));
        return name.replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && (Vocabulary.isSpace(text.charAt(start)) || ",;<[".indexOf(text.charAt(start)) >= 0)) {
            start++;
        }
        while (end > start
                && (Vocabulary.isSpace(text.charAt(end - 1)) || ",;<[:".indexOf(text.charAt(end - 1)) >= 0)) {
            end--;
        }
        return text.substring(start, end);
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1
                && QUOTES.indexOf(text.charAt(0)) >= 0
                && QUOTES.indexOf(text.charAt(text.length() - 1)) >= 0
                && text.charAt(text.length() - 2) != '\\';
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
