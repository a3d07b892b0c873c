package org.jamesdesk.testing.smtp;

import java.util.List;
import java.util.Optional;

/**
 * Every reply that a mail met.
 *
 * @param mail       to MAIL FROM
 * @param recipients to each RCPT TO, in their order; none when the sender was refused
 * @param data       to DATA; empty when no recipient was accepted
 * @param end        after the final dot; empty when DATA was refused
 */
public record SmtpOutcome(
        SmtpReply mail, List<SmtpReply> recipients, Optional<SmtpReply> data, Optional<SmtpReply> end) {
    public SmtpOutcome {
        recipients = List.copyOf(recipients);
    }

    /** Says whether the server took responsibility for the mail. */
    public boolean accepted() {
        return end.filter(SmtpReply::isPositive).isPresent();
    }

    /** The reply that decided: the last one that was given. */
    public SmtpReply decisive() {
        return end.or(() -> data).orElseGet(() -> recipients.isEmpty() ? mail : recipients.get(recipients.size() - 1));
    }
}
