package org.jamesdesk;

import org.jamesdesk.configuration.ConfigurationStore;
import org.jamesdesk.delivery.DeliveryStore;
import org.jamesdesk.threading.KnownMessages;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.NumberBlockStore;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.work.WorkStore;

/** The stores of one desk; they see each other's writes. */
public interface DeskStores {
    ConfigurationStore configuration();

    ClaimStore claims();

    NumberBlockStore numberBlocks();

    TicketStore tickets();

    KnownMessages knownMessages();

    DeliveryStore deliveries();

    WorkStore work();
}
