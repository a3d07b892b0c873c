package org.jamesdesk.bounce;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.ticket.TicketNumber;

/**
 * Which bounces are asked for; what is empty does not matter.
 *
 * @param address of this recipient
 * @param ticket of a mail of this ticket
 * @param hardness of this kind
 * @param department of mails that this department sent
 * @param domain of recipients in this domain, in lower case
 * @param reason for this reason
 * @param since none before this time
 * @param after the position after which to go on
 * @param limit how many at most, 1 to 500
 */
public record BounceQuery(
        Optional<EmailAddress> address,
        Optional<TicketNumber> ticket,
        Optional<Hardness> hardness,
        Optional<DepartmentId> department,
        Optional<String> domain,
        Optional<BounceReason> reason,
        Instant since,
        Optional<String> after,
        int limit) {
    public BounceQuery {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(hardness, "hardness");
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(after, "after");
    }

    /** The smallest list that holds all that are asked for. */
    BounceStore.Of list() {
        return ticket.<BounceStore.Of>map(BounceStore.Of.Ticket::new)
                .or(() -> address.map(BounceStore.Of.Address::new))
                .orElseGet(BounceStore.Of.Everybody::new);
    }

    /** Whether a bounce of that list is one of them. */
    boolean admits(Bounce bounce) {
        return is(address, bounce.address())
                && is(ticket, bounce.ticket())
                && is(hardness, bounce.hardness())
                && is(department, bounce.department())
                && is(domain, bounce.address().domain())
                && is(reason, bounce.reason());
    }

    private static <T> boolean is(Optional<T> wanted, T value) {
        return wanted.map(value::equals).orElse(true);
    }
}
