package org.jamesdesk.bounce;

import java.time.Instant;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.ticket.EntryBuilder;
import org.jamesdesk.ticket.TicketNumber;

/** Makes bounces for tests: plausible ones, of which a test states what matters to it. */
public final class BounceBuilder {
    private final EmailAddress address;
    private BounceId id = new BounceId(EntryBuilder.randomId());
    private Instant at = Instant.parse("2026-11-20T10:00:00.000001Z");
    private TicketNumber ticket = EntryBuilder.unusedNumber();
    private Hardness hardness = Hardness.SOFT;
    private BounceReason reason = BounceReason.MAILBOX_FULL;
    private Optional<Integer> smtpCode = Optional.of(552);
    private Optional<String> enhancedStatus = Optional.of("5.2.2");
    private BounceEffect effect = BounceEffect.COUNTED;

    private BounceBuilder(EmailAddress address) {
        this.address = address;
    }

    /** A soft bounce of a mail to an address. */
    public static BounceBuilder of(String address) {
        return new BounceBuilder(EmailAddress.parse(address));
    }

    /** A soft bounce of a mail to an address that no other test uses. */
    public static BounceBuilder ofSomebody() {
        return of("ana-" + EntryBuilder.randomId() + "@Customer.example");
    }

    public BounceBuilder id(String hex) {
        id = new BounceId(hex);
        return this;
    }

    public BounceBuilder at(String newAt) {
        at = Instant.parse(newAt);
        return this;
    }

    public BounceBuilder ticket(TicketNumber newTicket) {
        ticket = newTicket;
        return this;
    }

    /** Makes it a hard one. */
    public BounceBuilder hard(BounceReason newReason, BounceEffect newEffect) {
        hardness = Hardness.HARD;
        reason = newReason;
        effect = newEffect;
        return this;
    }

    /** As when no server answered. */
    public BounceBuilder withoutAnswer() {
        smtpCode = Optional.empty();
        enhancedStatus = Optional.empty();
        return this;
    }

    public Bounce build() {
        return new Bounce(
                id,
                at,
                address,
                ticket,
                new DeliveryId(EntryBuilder.randomId()),
                Purpose.NOTIFICATION,
                new DepartmentId("sales"),
                BounceSource.SMTP,
                hardness,
                reason,
                smtpCode,
                enhancedStatus,
                "552 5.2.2 Die Mailbox ist voll, schöne Grüße",
                effect);
    }
}
