package org.jamesdesk.message.forward;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.message.mime.HtmlText;
import org.jamesdesk.message.mime.MailContent;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * The mail that somebody forwarded, the outermost one where forwards are nested (R72-R76).
 *
 * @param address the address of its sender
 * @param name the name of its sender; may be empty
 * @param subject its subject; may be empty
 * @param date its date as the forward states it; may be empty
 * @param note what the person who forwarded it wrote; may be empty
 */
public record ForwardedMail(Optional<EmailAddress> address, String name, String subject, String date, String note) {
    public ForwardedMail {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(note, "note");
    }

    /** The mail that this one forwards; empty when it forwards none. */
    public static Optional<ForwardedMail> in(MailContent content) {
        Forwarding forwarding = Forwarding.of(content);
        if (forwarding.isAnswer()) {
            return Optional.empty();
        }
        return ForwardInText.find(forwarding, content.text())
                .or(() -> AttachedMail.find(forwarding, content))
                .or(() -> inHtml(forwarding, content))
                .map(mail -> mail.address().isPresent() ? mail : mail.withLinkedAddress(content));
    }

    /** The HTML form of a mail often keeps the lines that its text form has lost. */
    private static Optional<ForwardedMail> inHtml(Forwarding forwarding, MailContent content) {
        return forwarding.isForward(Set.of())
                ? html(content)
                        .map(HtmlText::of)
                        .flatMap(text -> ForwardInText.find(forwarding, text).stream())
                        .findFirst()
                : Optional.empty();
    }

    /** Some mail programs write only the sender's name and hide the address behind it as a link. */
    private ForwardedMail withLinkedAddress(MailContent content) {
        Optional<EmailAddress> linked = name.isEmpty()
                ? Optional.empty()
                : html(content)
                        .filter(html -> html.contains("mailto:"))
                        .flatMap(html -> Jsoup.parse(html).select("a[href^=mailto:]").stream())
                        .filter(link -> link.text().strip().equals(name))
                        .flatMap(link -> EmailAddress.tryParse(target(link)).stream())
                        .findFirst();
        return new ForwardedMail(linked, name, subject, date, note);
    }

    private static String target(Element link) {
        return link.attr("href").substring("mailto:".length()).split("\\?", 2)[0];
    }

    private static Stream<String> html(MailContent content) {
        return content.bodies().stream().flatMap(body -> body.html().stream());
    }
}
