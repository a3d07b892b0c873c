package org.jamesdesk;

import org.jamesdesk.bounce.Blocklist;
import org.jamesdesk.bounce.BounceStore;
import org.jamesdesk.bounce.DomainHealth;
import org.jamesdesk.bounce.SignsOfLife;
import org.jamesdesk.configuration.ConfigurationStore;
import org.jamesdesk.deliverability.DayTotalStore;
import org.jamesdesk.deliverability.DeliveryResultStore;
import org.jamesdesk.delivery.DeliveryStore;
import org.jamesdesk.delivery.WaitingDeliveries;
import org.jamesdesk.dkim.DkimKeyStore;
import org.jamesdesk.notice.NoticeStore;
import org.jamesdesk.sender.PendingConsentStore;
import org.jamesdesk.sender.SealedCredentialsStore;
import org.jamesdesk.threading.KnownMessages;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.NumberBlockStore;
import org.jamesdesk.ticket.TicketHistory;
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

    NoticeStore notices();

    WaitingDeliveries waitingDeliveries();

    BounceStore bounces();

    SignsOfLife signsOfLife();

    DomainHealth domainHealth();

    TicketHistory ticketHistory();

    WorkStore work();

    SealedCredentialsStore sealedCredentials();

    PendingConsentStore pendingConsents();

    DkimKeyStore dkimKeys();

    Blocklist blocklist();

    DeliveryResultStore deliveryResults();

    DayTotalStore dayTotals();
}
