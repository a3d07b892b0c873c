package org.jamesdesk.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import javax.inject.Singleton;
import org.apache.james.metrics.api.MetricFactory;
import org.jamesdesk.DeskStores;
import org.jamesdesk.bounce.Blocklist;
import org.jamesdesk.bounce.BounceStore;
import org.jamesdesk.bounce.DomainHealth;
import org.jamesdesk.bounce.SignsOfLife;
import org.jamesdesk.configuration.ConfigurationStore;
import org.jamesdesk.credentials.EncryptedCredentialsStore;
import org.jamesdesk.delivery.DeliveryStore;
import org.jamesdesk.delivery.WaitingDeliveries;
import org.jamesdesk.dkim.DkimKeyStore;
import org.jamesdesk.james.metrics.MeasuredBounceStore;
import org.jamesdesk.james.metrics.MeasuredClaimStore;
import org.jamesdesk.james.metrics.MeasuredTicketIndex;
import org.jamesdesk.james.metrics.MeasuredTicketStore;
import org.jamesdesk.notice.NoticeStore;
import org.jamesdesk.opensearch.OpenSearchHealth;
import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.secret.Vault;
import org.jamesdesk.sender.CredentialsStore;
import org.jamesdesk.threading.KnownMessages;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.NumberBlockStore;
import org.jamesdesk.ticket.TicketHistory;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.work.WorkStore;

/** The stores, as Cassandra and OpenSearch keep them, measured where an operator wants to know how long they take. */
final class StoresModule extends AbstractModule {
    @Provides
    DeskStores stores(DeskDatabase database) {
        return database.stores();
    }

    @Provides
    ConfigurationStore configurationStore(DeskStores stores) {
        return stores.configuration();
    }

    @Provides
    @Singleton
    ClaimStore claims(DeskStores stores, MetricFactory metrics) {
        return new MeasuredClaimStore(stores.claims(), metrics);
    }

    @Provides
    NumberBlockStore numberBlocks(DeskStores stores) {
        return stores.numberBlocks();
    }

    @Provides
    @Singleton
    TicketStore tickets(DeskStores stores, MetricFactory metrics) {
        return new MeasuredTicketStore(stores.tickets(), metrics);
    }

    @Provides
    KnownMessages knownMessages(DeskStores stores) {
        return stores.knownMessages();
    }

    @Provides
    DeliveryStore deliveries(DeskStores stores) {
        return stores.deliveries();
    }

    @Provides
    WaitingDeliveries waitingDeliveries(DeskStores stores) {
        return stores.waitingDeliveries();
    }

    @Provides
    Blocklist blocklist(DeskStores stores) {
        return stores.blocklist();
    }

    @Provides
    @Singleton
    BounceStore bounces(DeskStores stores, MetricFactory metrics) {
        return new MeasuredBounceStore(stores.bounces(), metrics);
    }

    @Provides
    SignsOfLife signsOfLife(DeskStores stores) {
        return stores.signsOfLife();
    }

    @Provides
    DomainHealth domainHealth(DeskStores stores) {
        return stores.domainHealth();
    }

    @Provides
    TicketHistory ticketHistory(DeskStores stores) {
        return stores.ticketHistory();
    }

    @Provides
    DkimKeyStore dkimKeyStore(DeskStores stores) {
        return stores.dkimKeys();
    }

    @Provides
    WorkStore work(DeskStores stores) {
        return stores.work();
    }

    @Provides
    @Singleton
    CredentialsStore credentials(Vault vault, DeskStores stores) {
        return new EncryptedCredentialsStore(vault, stores.sealedCredentials());
    }

    @Provides
    @Singleton
    TicketIndex index(DeskIndex index, MetricFactory metrics) {
        return new MeasuredTicketIndex(index.index(), metrics);
    }

    @Provides
    OpenSearchHealth openSearchHealth(DeskIndex index) {
        return index.index().health();
    }

    @Provides
    NoticeStore notices(DeskStores stores) {
        return stores.notices();
    }
}
