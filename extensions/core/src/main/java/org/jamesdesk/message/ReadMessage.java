package org.jamesdesk.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.authentication.SenderAuthentication;
import org.jamesdesk.message.automation.ProviderConfirmation;
import org.jamesdesk.message.forward.ForwardedMail;
import org.jamesdesk.message.mime.Attachment;
import org.jamesdesk.message.report.DeliveryReport;

/**
 * What {@link MessageReader} understood of a mail. Identifiers stand without angle brackets; header text is decoded.
 *
 * @param messageId the Message-ID, if there is one
 * @param inReplyTo the identifiers of In-Reply-To, in order
 * @param references the identifiers of References, oldest first
 * @param from the first mailbox of From (else Sender), if any can be read
 * @param replyTo the mailboxes of Reply-To
 * @param to the mailboxes of To
 * @param cc the mailboxes of Cc
 * @param subject one line, empty when there is none
 * @param date the Date header, if it can be read
 * @param kind what the mail is
 * @param automatic whether a machine made it (RFC 3834)
 * @param answerable whether it may be answered automatically (RFC 3834)
 * @param text the body as a person reads it: of alternatives the plain one, HTML turned to text
 * @param allText all text of the mail, for searching: each alternative, text files and attached mails shown below the body
 * @param newText the part of the text that is new: without the quoted mail and the signature
 * @param attachments everything that is not body text
 * @param deliveryReports the fate of each recipient, when the mail is a delivery report (RFC 3464 and others)
 * @param forwarded the mail that this one forwards
 * @param ticketNumbers the ticket numbers in its subject (R85)
 * @param confirmation the forwarding or address that a mail provider asks to confirm with it (R23)
 * @param claimedAuthentication what its own header says about its authentication; anybody can write that, so it proves
 *     nothing for a mail that came from outside
 * @param fingerprint SHA-256 in hex, equal for two copies of one mail that took different ways: over Message-ID and
 *     body; without a Message-ID over Date, Subject and body; without a Date over every byte
 * @param problems what could not be read or was cut, in words
 */
public record ReadMessage(
        Optional<String> messageId,
        List<String> inReplyTo,
        List<String> references,
        Optional<Mailbox> from,
        List<Mailbox> replyTo,
        List<Mailbox> to,
        List<Mailbox> cc,
        String subject,
        Optional<Instant> date,
        MessageKind kind,
        boolean automatic,
        boolean answerable,
        String text,
        String allText,
        String newText,
        List<Attachment> attachments,
        List<DeliveryReport> deliveryReports,
        Optional<ForwardedMail> forwarded,
        List<Long> ticketNumbers,
        Optional<ProviderConfirmation> confirmation,
        Optional<SenderAuthentication> claimedAuthentication,
        String fingerprint,
        List<String> problems) {
    public ReadMessage {
        inReplyTo = List.copyOf(inReplyTo);
        references = List.copyOf(references);
        replyTo = List.copyOf(replyTo);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        attachments = List.copyOf(attachments);
        deliveryReports = List.copyOf(deliveryReports);
        ticketNumbers = List.copyOf(ticketNumbers);
        problems = List.copyOf(problems);
    }

    /**
     * Every identifier the mail names as an ancestor, nearest first, each once; last the mails whose fate it reports, so
     * that a report comes into their ticket (R91).
     */
    public List<String> ancestors() {
        Stream<String> nearestFirst =
                Stream.iterate(references.size() - 1, i -> i >= 0, i -> i - 1).map(references::get);
        Stream<String> reportedOn = deliveryReports.stream().flatMap(report -> report.originalMessageId().stream());
        return Stream.of(inReplyTo.stream(), nearestFirst, reportedOn)
                .flatMap(ids -> ids)
                .distinct()
                .toList();
    }
}
