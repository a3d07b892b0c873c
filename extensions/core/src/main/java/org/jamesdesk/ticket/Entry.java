package org.jamesdesk.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.threading.MissingAncestors;
import org.jamesdesk.work.Work;

/**
 * Everything that is stored when a conversation joins the desk, in one call. Storing the same entry again changes
 * nothing, also after later changes to the ticket: every write carries {@code conversation.at()} as its time. For another
 * copy of the mail, whose bytes may differ, there is {@link TicketStore#complete}.
 *
 * @param opened the ticket, when this conversation opens one
 * @param conversation the conversation
 * @param status the status the ticket gets with it, if it changes (a customer's reply reopens)
 * @param scope the department under which the Message-ID is remembered for threading
 * @param missing the mails that its ticket waits for from now on
 * @param linked tickets to add to those linked with this one
 * @param raw the mail byte for byte
 * @param deliveries one per recipient when the conversation is sent
 * @param work what must still be done about it: indexing, delivery
 */
public record Entry(
        Optional<Ticket> opened,
        Conversation conversation,
        Optional<TicketStatus> status,
        DepartmentId scope,
        MissingAncestors missing,
        Set<TicketNumber> linked,
        RawMessage raw,
        List<Delivery> deliveries,
        List<Work> work) {
    public Entry {
        Objects.requireNonNull(opened, "opened");
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(missing, "missing");
        Objects.requireNonNull(raw, "raw");
        linked = Set.copyOf(linked);
        deliveries = List.copyOf(deliveries);
        work = List.copyOf(work);
    }

    /** When it happened; the write time of all of it. */
    public Instant at() {
        return conversation.at();
    }

    /** The person who wrote to the desk, and so has a mailbox that is in use (R97); a machine that writes proves nothing. */
    public Optional<EmailAddress> writer() {
        return conversation.direction() == Direction.IN && !conversation.automatic()
                ? conversation.from().map(Mailbox::address)
                : Optional.empty();
    }
}
