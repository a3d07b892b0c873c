package org.jamesdesk.cassandra;

import java.time.Clock;
import org.jamesdesk.DeskStores;
import org.jamesdesk.cassandra.bounce.CassandraBlocklist;
import org.jamesdesk.cassandra.bounce.CassandraBounceStore;
import org.jamesdesk.cassandra.bounce.CassandraDomainHealth;
import org.jamesdesk.cassandra.bounce.CassandraSignsOfLife;
import org.jamesdesk.cassandra.configuration.CassandraConfigurationStore;
import org.jamesdesk.cassandra.deliverability.CassandraDayTotals;
import org.jamesdesk.cassandra.deliverability.CassandraDeliveryResults;
import org.jamesdesk.cassandra.delivery.CassandraDeliveryStore;
import org.jamesdesk.cassandra.delivery.CassandraWaitingDeliveries;
import org.jamesdesk.cassandra.dkim.CassandraDkimKeyStore;
import org.jamesdesk.cassandra.notice.CassandraNoticeStore;
import org.jamesdesk.cassandra.schema.Schema;
import org.jamesdesk.cassandra.sender.CassandraPendingConsents;
import org.jamesdesk.cassandra.sender.CassandraSealedCredentials;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.cassandra.threading.CassandraKnownMessages;
import org.jamesdesk.cassandra.ticket.CassandraClaimStore;
import org.jamesdesk.cassandra.ticket.CassandraNumberBlockStore;
import org.jamesdesk.cassandra.ticket.CassandraTicketHistory;
import org.jamesdesk.cassandra.ticket.CassandraTicketStore;
import org.jamesdesk.cassandra.work.CassandraWorkStore;

/** Every store of a desk, in Cassandra. Calls throw {@link org.jamesdesk.StoreUnavailableException} while it is away. */
public final class CassandraDesk implements DeskStores {
    private final CassandraConfigurationStore configuration;
    private final CassandraClaimStore claims;
    private final CassandraNumberBlockStore numberBlocks;
    private final CassandraTicketStore tickets;
    private final CassandraKnownMessages knownMessages;
    private final CassandraDeliveryStore deliveries;
    private final CassandraWaitingDeliveries waitingDeliveries;
    private final CassandraBounceStore bounces;
    private final CassandraSignsOfLife signsOfLife;
    private final CassandraDomainHealth domainHealth;
    private final CassandraTicketHistory ticketHistory;
    private final CassandraWorkStore work;
    private final CassandraNoticeStore notices;
    private final CassandraDkimKeyStore dkimKeys;
    private final CassandraSealedCredentials sealedCredentials;
    private final CassandraPendingConsents pendingConsents;
    private final CassandraBlocklist blocklist;

    /** As {@link #CassandraDesk(DeskSession, Clock)}, by the system's clock. */
    public CassandraDesk(DeskSession session) {
        this(session, Clock.systemUTC());
    }

    private final CassandraDeliveryResults deliveryResults;
    private final CassandraDayTotals dayTotals;

    /**
     * Migrates the keyspace where needed and prepares every statement.
     *
     * @param session stays open when the desk is no longer used; whoever opened it closes it
     * @param clock decides when blocks end
     */
    public CassandraDesk(DeskSession session, Clock clock) {
        new Schema(session).migrate();
        this.configuration = new CassandraConfigurationStore(session);
        this.claims = new CassandraClaimStore(session);
        this.numberBlocks = new CassandraNumberBlockStore(session);
        this.knownMessages = new CassandraKnownMessages(session);
        this.deliveries = new CassandraDeliveryStore(session);
        this.waitingDeliveries = new CassandraWaitingDeliveries(session);
        this.bounces = new CassandraBounceStore(session);
        this.signsOfLife = new CassandraSignsOfLife(session);
        this.domainHealth = new CassandraDomainHealth(session);
        this.ticketHistory = new CassandraTicketHistory(session);
        this.work = new CassandraWorkStore(session);
        this.notices = new CassandraNoticeStore(session, work);
        this.dkimKeys = new CassandraDkimKeyStore(session);
        this.sealedCredentials = new CassandraSealedCredentials(session);
        this.pendingConsents = new CassandraPendingConsents(session);
        this.deliveryResults = new CassandraDeliveryResults(session);
        this.dayTotals = new CassandraDayTotals(session);
        this.blocklist = new CassandraBlocklist(session, clock);
        this.tickets = new CassandraTicketStore(session, claims, knownMessages, deliveries, signsOfLife, work);
    }

    @Override
    public CassandraConfigurationStore configuration() {
        return configuration;
    }

    @Override
    public CassandraClaimStore claims() {
        return claims;
    }

    @Override
    public CassandraNumberBlockStore numberBlocks() {
        return numberBlocks;
    }

    @Override
    public CassandraTicketStore tickets() {
        return tickets;
    }

    @Override
    public CassandraKnownMessages knownMessages() {
        return knownMessages;
    }

    @Override
    public CassandraDeliveryStore deliveries() {
        return deliveries;
    }

    @Override
    public CassandraNoticeStore notices() {
        return notices;
    }

    @Override
    public CassandraWaitingDeliveries waitingDeliveries() {
        return waitingDeliveries;
    }

    @Override
    public CassandraBounceStore bounces() {
        return bounces;
    }

    @Override
    public CassandraSignsOfLife signsOfLife() {
        return signsOfLife;
    }

    @Override
    public CassandraDomainHealth domainHealth() {
        return domainHealth;
    }

    @Override
    public CassandraTicketHistory ticketHistory() {
        return ticketHistory;
    }

    @Override
    public CassandraWorkStore work() {
        return work;
    }

    @Override
    public CassandraSealedCredentials sealedCredentials() {
        return sealedCredentials;
    }

    @Override
    public CassandraPendingConsents pendingConsents() {
        return pendingConsents;
    }

    @Override
    public CassandraDkimKeyStore dkimKeys() {
        return dkimKeys;
    }

    @Override
    public CassandraBlocklist blocklist() {
        return blocklist;
    }

    @Override
    public CassandraDeliveryResults deliveryResults() {
        return deliveryResults;
    }

    @Override
    public CassandraDayTotals dayTotals() {
        return dayTotals;
    }
}
