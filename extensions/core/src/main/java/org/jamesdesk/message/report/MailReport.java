package org.jamesdesk.message.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.mime.MailContent;

/**
 * A mail by which a machine reports what became of another mail.
 *
 * @param kind which kind of report
 * @param deliveries the fate of each recipient that a delivery report names; empty for other reports
 */
public record MailReport(MessageKind kind, List<DeliveryReport> deliveries) {
    public MailReport {
        Objects.requireNonNull(kind, "kind");
        deliveries = List.copyOf(deliveries);
    }

    /** The report that this mail is; empty when it is something else. */
    public static Optional<MailReport> of(MailContent content) {
        return Optional.empty();
    }
}
