package org.jamesdesk.message.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.message.mime.ContentReader;
import org.jamesdesk.message.mime.Headers;
import org.jamesdesk.message.mime.MailContent;
import org.jamesdesk.message.mime.MailContent.EmbeddedPart;
import org.jamesdesk.message.mime.MessageIds;
import org.jamesdesk.message.mime.RawMessage;

/**
 * The header of the mail that a report returns, as an attachment or in its text.
 *
 * @param headers as far as they came back; may be empty
 */
record ReturnedMail(Headers headers) {
    private static final int MAX_HEADER = 32_768;
    private static final Pattern FIELD = Pattern.compile("^[A-Za-z][A-Za-z-]{1,40}:.*");
    private static final Pattern MESSAGE_ID =
            Pattern.compile("(?im)^[ \\t]{0,20}(?:x-)?(?:original[ -])?message-?id ?[:=]\\s{0,20}(<[^<>\\s]{1,300}>)");
    private static final Pattern FOR = Pattern.compile("\\sfor <([^<>\\s]{3,200})>");

    static ReturnedMail of(MailContent content, ReportText words) {
        ContentReader reader = new ContentReader();
        return new ReturnedMail(content.embedded().stream()
                .filter(EmbeddedPart::isMail)
                .map(part -> reader.headers(RawMessage.of(part.bytes())))
                .findFirst()
                .orElseGet(() -> reader.headers(RawMessage.of(header(words.returned())))));
    }

    /** The header that begins somewhere behind the line that announces it. */
    private static byte[] header(String text) {
        String beginning = text.substring(0, Math.min(text.length(), MAX_HEADER));
        int position = 0;
        while (position < beginning.length()) {
            int end = beginning.indexOf('\n', position);
            int next = end < 0 ? beginning.length() : end;
            String line = beginning
                    .substring(position, Math.min(next, position + 200))
                    .strip();
            if (FIELD.matcher(line).matches()) {
                return beginning.substring(position).stripLeading().getBytes(StandardCharsets.UTF_8);
            }
            position = next + 1;
        }
        return new byte[0];
    }

    /** The identifier of the returned mail, from whatever names it. */
    Optional<String> messageId(ReportText words, Optional<String> told, Headers report) {
        return headers.first("message-id")
                .filter(value -> value.contains("@"))
                .or(() -> told)
                .or(() -> inText(words.returned()))
                .or(() -> inText(String.join("\n", words.lines())))
                .or(() -> report.first("in-reply-to"))
                .or(() -> report.first("references"))
                .flatMap(MessageIds::single);
    }

    private static Optional<String> inText(String text) {
        Matcher matcher = MESSAGE_ID.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** To whom it was sent, if that is one address; for reports that name nobody. */
    Optional<String> onlyRecipient() {
        List<String> to = AddressFinder.in(headers.joined("to")).stream()
                .map(AddressFinder.Found::address)
                .distinct()
                .toList();
        if (to.size() == 1 && headers.joined("cc").isBlank()) {
            return Optional.of(to.get(0));
        }
        return headers.first("x-original-to")
                .or(() -> headers.first("delivered-to"))
                .flatMap(AddressFinder::single)
                .or(() -> headers.all("received").stream()
                        .map(FOR::matcher)
                        .filter(Matcher::find)
                        .map(matcher -> matcher.group(1))
                        .findFirst()
                        .flatMap(AddressFinder::single));
    }
}
