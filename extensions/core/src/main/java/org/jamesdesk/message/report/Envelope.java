package org.jamesdesk.message.report;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jamesdesk.message.mime.HeaderText;
import org.jamesdesk.message.mime.Headers;

/**
 * What the header tells of a mail that may be a report; texts are {@linkplain Phrase#fold folded}.
 *
 * @param from the whole From field
 * @param subject the subject
 * @param fields some other fields, as {@code name: value}
 * @param ownAddresses the addresses of the mail itself: who reports, and to whom
 * @param failedRecipients the field by which Exim and Google name the recipients
 * @param nullSender whether it was sent with the null reverse-path
 */
record Envelope(
        String from,
        String subject,
        String fields,
        Set<String> ownAddresses,
        List<String> failedRecipients,
        boolean nullSender) {
    private static final List<String> FIELDS = List.of(
            "x-mailer",
            "x-failed-recipients",
            "auto-submitted",
            "precedence",
            "x-mailer-daemon-recipients",
            "x-autoreply",
            "x-auto-response-suppress",
            "content-type",
            "message-id",
            "sender",
            "x-notes-item",
            "x-mimeole",
            "x-mlserver");
    private static final int MAX_VALUE = 500;

    static Envelope of(Headers headers) {
        return new Envelope(
                Phrase.fold(
                        cut(headers.first("from").map(HeaderText::unstructured).orElse(""))),
                Phrase.fold(cut(
                        headers.first("subject").map(HeaderText::unstructured).orElse(""))),
                FIELDS.stream()
                        .flatMap(name -> headers.all(name).stream().map(value -> name + ": " + cut(value)))
                        .map(Phrase::fold)
                        .collect(Collectors.joining("\n")),
                Stream.of("from", "to", "reply-to", "return-path", "sender", "cc")
                        .flatMap(name -> AddressFinder.in(cut(headers.joined(name))).stream())
                        .map(found -> found.address().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(HashSet::new)),
                headers.all("x-failed-recipients").stream()
                        .flatMap(value -> AddressFinder.in(value).stream())
                        .map(AddressFinder.Found::address)
                        .distinct()
                        .toList(),
                headers.first("return-path")
                        .map(value -> value.replace(" ", ""))
                        .filter(value -> value.equals("<>") || value.equalsIgnoreCase("<mailer-daemon>"))
                        .isPresent());
    }

    private static String cut(String value) {
        return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE);
    }
}
