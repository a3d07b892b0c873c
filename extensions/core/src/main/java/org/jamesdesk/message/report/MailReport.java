package org.jamesdesk.message.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.mime.MailContent;

/**
 * A mail by which a machine reports what became of another mail: delivery reports (RFC 3464 and those of servers that follow
 * no standard, R91-R95), feedback reports (RFC 5965) and disposition notifications (RFC 8098).
 *
 * @param kind which kind of report
 * @param deliveries the fate of each recipient that a delivery report names; empty for other reports
 */
public record MailReport(MessageKind kind, List<DeliveryReport> deliveries) {
    /** Sieve refuses a mail with a disposition notification (RFC 5429); so do Dovecot's full mailboxes. */
    private static final Phrase REJECTED = Phrase.of("was automatically rejected");

    public MailReport {
        Objects.requireNonNull(kind, "kind");
        deliveries = List.copyOf(deliveries);
    }

    /** The report that this mail is; empty when it is something else. */
    public static Optional<MailReport> of(MailContent content) {
        if (isReport(content, "feedback-report")) {
            return Optional.of(new MailReport(MessageKind.FEEDBACK_REPORT, List.of()));
        }
        if (isReport(content, "disposition-notification") && !REJECTED.in(Phrase.fold(beginning(content)))) {
            return Optional.of(new MailReport(MessageKind.DISPOSITION_NOTIFICATION, List.of()));
        }
        return new DeliveryReportReader(content).read();
    }

    private static String beginning(MailContent content) {
        String text = content.bodies().isEmpty() ? "" : content.bodies().get(0).text();
        return text.substring(0, Math.min(text.length(), 1_000));
    }

    private static boolean isReport(MailContent content, String type) {
        boolean part = content.embedded().stream()
                .anyMatch(embedded -> embedded.type().equals("message/" + type)
                        || embedded.type().equals("message/global-" + type));
        return content.reportType()
                .map(declared -> declared.equals(type) || part)
                .orElse(false);
    }
}
