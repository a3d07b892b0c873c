package org.jamesdesk.webadmin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketNumber;

/** A ticket as the API shows it. */
record TicketJson(
        long number,
        String department,
        String supportAddress,
        String subject,
        String status,
        Optional<MailboxJson> contact,
        List<Long> linked,
        Instant createdAt,
        Instant changedAt) {
    static TicketJson of(Ticket ticket) {
        return new TicketJson(
                ticket.number().value(),
                ticket.department().value(),
                ticket.supportAddress().asString(),
                ticket.subject(),
                ticket.status().apiName(),
                MailboxJson.of(ticket.contact()),
                ticket.linked().stream().map(TicketNumber::value).sorted().toList(),
                ticket.createdAt(),
                ticket.changedAt());
    }
}
