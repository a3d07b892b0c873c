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
    private final InMemoryTicketIndex index = new InMemoryTicketIndex();
    private final InMemoryWorkStore work;
    private final InMemoryTicketStore tickets;

    /** A desk whose leases end by the system's clock. */
    public InMemoryDesk() {
        this(Clock.systemUTC());
    }

    /** @param clock decides when leases end */
    public InMemoryDesk(Clock clock) {
        this.work = new InMemoryWorkStore(clock);
        this.tickets = new InMemoryTicketStore(knownMessages, deliveries, work);
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
    public InMemoryWorkStore work() {
        return work;
    }

    /** The search index; nothing fills it but its callers. */
    public InMemoryTicketIndex index() {
        return index;
    }
}
