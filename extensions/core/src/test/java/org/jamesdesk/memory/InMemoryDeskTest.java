package org.jamesdesk.memory;

import org.jamesdesk.DeskStores;
import org.jamesdesk.bounce.BlocklistContract;
import org.jamesdesk.bounce.BounceStoreContract;
import org.jamesdesk.bounce.DomainHealthContract;
import org.jamesdesk.bounce.SignsOfLifeContract;
import org.jamesdesk.configuration.ConfigurationStoreContract;
import org.jamesdesk.deliverability.DayTotalStoreContract;
import org.jamesdesk.deliverability.DeliveryResultStoreContract;
import org.jamesdesk.delivery.DeliveryStoreContract;
import org.jamesdesk.delivery.WaitingDeliveriesContract;
import org.jamesdesk.dkim.DkimKeyStoreContract;
import org.jamesdesk.notice.NoticeStoreContract;
import org.jamesdesk.sender.PendingConsentStoreContract;
import org.jamesdesk.sender.SealedCredentialsStoreContract;
import org.jamesdesk.threading.KnownMessagesContract;
import org.jamesdesk.ticket.ClaimStoreContract;
import org.jamesdesk.ticket.NumberBlockStoreContract;
import org.jamesdesk.ticket.TicketHistoryContract;
import org.jamesdesk.ticket.TicketStoreContract;
import org.jamesdesk.work.WorkStoreContract;
import org.junit.jupiter.api.Nested;

class InMemoryDeskTest {
    private final InMemoryDesk desk = new InMemoryDesk();

    @Nested
    class Configuration implements ConfigurationStoreContract {
        @Override
        public DeskStores stores() {
            return desk;
        }

        @Override
        public DeskStores storesOfAnotherNode() {
            return desk;
        }
    }

    @Nested
    class Claims implements ClaimStoreContract {
        @Override
        public DeskStores stores() {
            return desk;
        }
    }

    @Nested
    class NumberBlocks implements NumberBlockStoreContract {
        @Override
        public DeskStores stores() {
            return desk;
        }

        @Override
        public DeskStores storesOfAnotherNode() {
            return desk;
        }
    }

    @Nested
    class Tickets implements TicketStoreContract {
        @Override
        public DeskStores stores() {
            return desk;
        }
    }

    @Nested
    class Messages implements KnownMessagesContract {
        @Override
        public DeskStores stores() {
            return desk;
        }
    }

    @Nested
    class Waiting implements WaitingDeliveriesContract {
        @Override
        public DeskStores stores() {
            return desk;
        }
    }

    @Nested
    class Deliveries implements DeliveryStoreContract {
        @Override
        public DeskStores stores() {
            return desk;
        }
    }

    @Nested
    class Notices implements NoticeStoreContract {
        @Override
        public DeskStores stores() {
            return desk;
        }
    }

    @Nested
    class Work implements WorkStoreContract {
        @Override
        public DeskStores stores() {
            return desk;
        }
    }

    @Nested
    class SealedCredentials implements SealedCredentialsStoreContract {
        @Override
        public DeskStores stores() {
            return desk;
        }

        @Override
        public DeskStores storesOfAnotherNode() {
            return desk;
        }
    }

    @Nested
    class PendingConsents implements PendingConsentStoreContract {
        @Override
        public DeskStores stores() {
            return desk;
        }

        @Override
        public DeskStores storesOfAnotherNode() {
            return desk;
        }
    }

    @Nested
    class DkimKeys implements DkimKeyStoreContract {
        @Override
        public DeskStores stores() {
            return desk;
        }
    }

    @Nested
    class Bounces implements BounceStoreContract {
        @Override
        public DeskStores stores() {
            return desk;
        }
    }

    @Nested
    class DeliveryResults implements DeliveryResultStoreContract {
        @Override
        public DeskStores stores() {
            return desk;
        }
    }

    @Nested
    class Signs implements SignsOfLifeContract {
        @Override
        public DeskStores stores() {
            return desk;
        }
    }

    @Nested
    class Domains implements DomainHealthContract {
        @Override
        public DeskStores stores() {
            return desk;
        }
    }

    @Nested
    class History implements TicketHistoryContract {
        @Override
        public DeskStores stores() {
            return desk;
        }
    }

    @Nested
    class Blocks implements BlocklistContract {
        @Override
        public DeskStores stores() {
            return desk;
        }
    }

    @Nested
    class DayTotals implements DayTotalStoreContract {
        @Override
        public DeskStores stores() {
            return desk;
        }
    }
}
