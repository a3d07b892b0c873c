package org.jamesdesk.threading;

import java.util.List;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.ticket.TicketNumber;

/** What the stores know about one mail; {@link Threading} asks for no more than it needs, and for nothing twice. */
public interface Evidence {
    /** The mails among its ancestors that the desk has seen. */
    List<KnownMessage> knownAncestors();

    /** The tickets that wait for it, or for one of its ancestors, and share a participant with it. */
    List<AwaitedMessage> awaiting();

    /**
     * Whether the mail shares a participant with a ticket, its contact and those in Bcc (R90) included. A recipient counts as
     * the author does: what a colleague or a mailing list adds goes to those who took part before.
     */
    boolean sharesParticipant(TicketNumber ticket);

    /** Whether there is such a ticket. */
    boolean exists(TicketNumber ticket);

    /** Whether somebody is an active agent, and not a light one. */
    boolean isFullAgent(EmailAddress somebody);
}
