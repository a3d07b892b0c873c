package org.jamesdesk.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.threading.KnownMessage;
import org.jamesdesk.work.Work;

/**
 * A mail of a ticket that is sent and is no conversation of it (R92): everything that is stored of it, in one call. Storing it
 * again, as of a later moment, replaces what is not sent yet.
 *
 * @param id names the mail as the identifier of a conversation would: its raw message is found by it
 * @param ticket the ticket
 * @param scope the department under which the Message-ID is remembered for threading, so that answers join the ticket
 * @param messageId its Message-ID without angle brackets
 * @param from its author
 * @param at when it was written; the write time of all of it, microsecond precision
 * @param raw the mail byte for byte
 * @param deliveries one per recipient
 * @param work what must still be done about it: the first attempt of each delivery
 */
public record Outgoing(
        ConversationId id,
        TicketNumber ticket,
        DepartmentId scope,
        String messageId,
        EmailAddress from,
        Instant at,
        RawMessage raw,
        List<Delivery> deliveries,
        List<Work> work) {
    public Outgoing {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(raw, "raw");
        deliveries = List.copyOf(deliveries);
        work = List.copyOf(work);
    }

    /** What is remembered of its Message-ID. */
    public KnownMessage knownMessage() {
        return new KnownMessage(messageId, scope, ticket, id, Direction.OUT, Optional.of(from));
    }
}
