package org.jamesdesk.notice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;

/**
 * A mail that the desk wrote by itself and that belongs to no ticket, on its way to its one recipient.
 *
 * @param id its identifier
 * @param about what it is about, for the log: {@code sender/sales/ana@zylker.example}
 * @param envelopeSender the reverse-path; empty: the null one, of notifications about a delivery (RFC 3464)
 * @param recipient the one recipient
 * @param queuedAt when it was written
 * @param attempts how often it was tried
 * @param lastAttempt how that went the last time; empty before the first
 */
public record Notice(
        NoticeId id,
        String about,
        Optional<EmailAddress> envelopeSender,
        EmailAddress recipient,
        Instant queuedAt,
        int attempts,
        Optional<Attempt> lastAttempt) {
    public Notice {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(about, "about");
        Objects.requireNonNull(envelopeSender, "envelopeSender");
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(queuedAt, "queuedAt");
        Objects.requireNonNull(lastAttempt, "lastAttempt");
    }

    /** A notice that was not tried yet. */
    public static Notice queued(
            NoticeId id, String about, Optional<EmailAddress> envelopeSender, EmailAddress recipient, Instant at) {
        return new Notice(id, about, envelopeSender, recipient, at.truncatedTo(ChronoUnit.MICROS), 0, Optional.empty());
    }

    /** Where it stands. */
    public DeliveryState state() {
        return lastAttempt.map(Attempt::state).orElse(DeliveryState.QUEUED);
    }

    /** The work that stands for an attempt at this time. */
    public Work work(Instant dueAt) {
        return new Work(WorkKind.NOTICE, id.value(), dueAt.truncatedTo(ChronoUnit.MICROS));
    }
}
