package org.jamesdesk.memory;

import java.time.Clock;
import org.jamesdesk.DeskStores;

/**
 * Every store of a desk, in memory and safe for many threads: what {@code james-desk replay} runs mails through, and what a
 * test takes where the engine is not the point. Nothing is ever removed, and nothing outlives the process.
 */
public final class InMemoryDesk implements DeskStores {
    private final InMemoryConfigurationStore configuration = new InMemoryConfigurationStore();
    private final InMemoryClaimStore claims = new InMemoryClaimStore();
    private final InMemoryNumberBlockStore numberBlocks = new InMemoryNumberBlockStore();
    private final InMemoryKnownMessages knownMessages = new InMemoryKnownMessages();
    private final InMemoryDeliveryStore deliveries = new InMemoryDeliveryStore();
    private final InMemoryWaitingDeliveries waitingDeliveries = new InMemoryWaitingDeliveries();
    private final InMemoryBounceStore bounces = new InMemoryBounceStore();
    private final InMemorySignsOfLife signsOfLife = new InMemorySignsOfLife();
    private final InMemoryDomainHealth domainHealth = new InMemoryDomainHealth();
    private final InMemoryTicketHistory ticketHistory = new InMemoryTicketHistory();
    private final InMemoryTicketIndex index = new InMemoryTicketIndex();
    private final InMemorySealedCredentials sealedCredentials = new InMemorySealedCredentials();
    private final InMemoryPendingConsents pendingConsents;
    private final InMemoryDkimKeyStore dkimKeys = new InMemoryDkimKeyStore();
    private final InMemoryBlocklist blocklist;
    private final InMemoryDeliveryResults deliveryResults = new InMemoryDeliveryResults();
    private final InMemoryDayTotals dayTotals = new InMemoryDayTotals();
    private final InMemoryWorkStore work;
    private final InMemoryTicketStore tickets;
    private final InMemoryNoticeStore notices;

    /** A desk whose leases, pending consents and blocks end by the system's clock. */
    public InMemoryDesk() {
        this(Clock.systemUTC());
    }

    /** @param clock decides when leases, pending consents and blocks end */
    public InMemoryDesk(Clock clock) {
        this.pendingConsents = new InMemoryPendingConsents(clock);
        this.blocklist = new InMemoryBlocklist(clock);
        this.work = new InMemoryWorkStore(clock);
        this.notices = new InMemoryNoticeStore(work);
        this.tickets = new InMemoryTicketStore(knownMessages, deliveries, signsOfLife, work);
    }

    @Override
    public InMemoryConfigurationStore configuration() {
        return configuration;
    }

    @Override
    public InMemoryClaimStore claims() {
        return claims;
    }

    @Override
    public InMemoryNumberBlockStore numberBlocks() {
        return numberBlocks;
    }

    @Override
    public InMemoryTicketStore tickets() {
        return tickets;
    }

    @Override
    public InMemoryKnownMessages knownMessages() {
        return knownMessages;
    }

    @Override
    public InMemoryDeliveryStore deliveries() {
        return deliveries;
    }

    @Override
    public InMemoryNoticeStore notices() {
        return notices;
    }

    @Override
    public InMemoryWaitingDeliveries waitingDeliveries() {
        return waitingDeliveries;
    }

    @Override
    public InMemoryBounceStore bounces() {
        return bounces;
    }

    @Override
    public InMemorySignsOfLife signsOfLife() {
        return signsOfLife;
    }

    @Override
    public InMemoryDomainHealth domainHealth() {
        return domainHealth;
    }

    @Override
    public InMemoryTicketHistory ticketHistory() {
        return ticketHistory;
    }

    @Override
    public InMemoryWorkStore work() {
        return work;
    }

    @Override
    public InMemorySealedCredentials sealedCredentials() {
        return sealedCredentials;
    }

    @Override
    public InMemoryPendingConsents pendingConsents() {
        return pendingConsents;
    }

    @Override
    public InMemoryDkimKeyStore dkimKeys() {
        return dkimKeys;
    }

    @Override
    public InMemoryBlocklist blocklist() {
        return blocklist;
    }

    @Override
    public InMemoryDeliveryResults deliveryResults() {
        return deliveryResults;
    }

    @Override
    public InMemoryDayTotals dayTotals() {
        return dayTotals;
    }

    /** The search index; nothing fills it but its callers. */
    public InMemoryTicketIndex index() {
        return index;
    }
}
