package org.jamesdesk.message.automation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.mime.AddressHeader;
import org.jamesdesk.message.mime.HeaderText;
import org.jamesdesk.message.mime.Headers;
import org.jamesdesk.message.mime.MailContent;

/**
 * What the signs are looked for in: the header fields of a mail, cut to a bounded length, and what is derived from it
 * under names that begin with {@code @} (see {@code signs.txt}).
 */
final class Evidence {
    private static final int MAX_VALUE = 1_000;
    private static final int MAX_VALUES = 20;
    private static final int OPENING = 500;
    private static final int TEXT = 4_000;
    private static final Pattern BRACKETS = Pattern.compile("[<>\\s]+");
    private static final Pattern WORD_MARKS = Pattern.compile("[._-]+");

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** @param envelopeSender the reverse-path without angle brackets, empty text for the null sender, if it is known */
    Evidence(MailContent content, Optional<String> envelopeSender, SubjectPhrases phrases) {
        Headers headers = content.headers();
        headers.forEach((name, value) -> {
            // Names with @ are ours.
            if (!name.startsWith("@")) {
                add(name, value);
            }
        });
        envelopeSender
                .or(() -> headers.first("return-path")
                        .map(value -> BRACKETS.matcher(value).replaceAll("")))
                .ifPresent(sender -> add("@envelope", sender));
        headers.first("subject").map(HeaderText::unstructured).ifPresent(subject -> {
            add("@subject", subject);
            phrases.opening(cut(subject, MAX_VALUE)).ifPresent(phrase -> add("@phrase", phrase.tableName()));
        });
        AddressHeader.mailboxes(headers.joined("from")).stream().findFirst().ifPresent(this::author);
        content.reportType().ifPresent(type -> add("@report", type));
        String text = FoldedText.lowerCase(beginning(content));
        add("@opening", HeaderText.oneLine(unquoted(cut(text, OPENING))));
        values.put("@text", List.of(HeaderText.oneLine(text)));
    }

    private void author(Mailbox author) {
        String localPart = author.address().localPart().toLowerCase(Locale.ROOT);
        add("@author", localPart);
        add("@author-word", WORD_MARKS.matcher(localPart).replaceAll(""));
        add("@author-domain", author.address().domain());
        add("@author-name", author.name());
    }

    private static String beginning(MailContent content) {
        StringBuilder text = new StringBuilder();
        for (MailContent.TextBody body : content.bodies()) {
            if (text.length() >= TEXT) {
                break;
            }
            text.append(cut(body.text(), TEXT)).append('\n');
        }
        return cut(text.toString().strip(), TEXT);
    }

    private static String unquoted(String text) {
        return text.lines()
                .filter(line -> !line.startsWith(">"))
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private void add(String name, String value) {
        List<String> known = values.computeIfAbsent(name, unknown -> new ArrayList<>(1));
        if (known.size() < MAX_VALUES) {
            known.add(cut(value, MAX_VALUE));
        }
    }

    boolean has(String field) {
        return values.containsKey(field);
    }

    void forEach(BiConsumer<String, String> action) {
        values.forEach((name, all) -> all.forEach(value -> action.accept(name, value)));
    }

    /** The form in which an envelope sender is compared. */
    static String envelope(Optional<EmailAddress> sender) {
        return sender.map(EmailAddress::asString).orElse("");
    }
}
