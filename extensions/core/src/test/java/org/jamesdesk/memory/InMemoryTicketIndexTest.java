package org.jamesdesk.memory;

import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.search.TicketIndexContract;

class InMemoryTicketIndexTest extends TicketIndexContract {
    private final InMemoryTicketIndex index = new InMemoryTicketIndex();

    @Override
    protected TicketIndex index() {
        return index;
    }

    @Override
    protected void makeVisible() {
        // What is put is seen at once.
    }
}
