package org.jamesdesk.cassandra;

import org.jamesdesk.DeskStores;
import org.jamesdesk.bounce.BlocklistContract;
import org.jamesdesk.bounce.BounceStoreContract;
import org.jamesdesk.bounce.DomainHealthContract;
import org.jamesdesk.bounce.SignsOfLifeContract;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.configuration.ConfigurationStoreContract;
import org.jamesdesk.credentials.EncryptedCredentialsStore;
import org.jamesdesk.credentials.TinkVault;
import org.jamesdesk.deliverability.DayTotalStoreContract;
import org.jamesdesk.deliverability.DeliveryResultStoreContract;
import org.jamesdesk.delivery.DeliveryStoreContract;
import org.jamesdesk.delivery.WaitingDeliveriesContract;
import org.jamesdesk.dkim.DkimKeyStoreContract;
import org.jamesdesk.notice.NoticeStoreContract;
import org.jamesdesk.sender.CredentialsStore;
import org.jamesdesk.sender.CredentialsStoreContract;
import org.jamesdesk.sender.PendingConsentStoreContract;
import org.jamesdesk.sender.SealedCredentialsStoreContract;
import org.jamesdesk.testing.CassandraExtension;
import org.jamesdesk.threading.KnownMessagesContract;
import org.jamesdesk.ticket.ClaimStoreContract;
import org.jamesdesk.ticket.NumberBlockStoreContract;
import org.jamesdesk.ticket.TicketHistoryContract;
import org.jamesdesk.ticket.TicketStoreContract;
import org.jamesdesk.work.WorkStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class CassandraDeskTest {
    @RegisterExtension
    static final CassandraExtension CASSANDRA = new CassandraExtension();

    private static DeskSession session;
    private static DeskSession sessionOfAnotherNode;
    private static CassandraDesk desk;
    private static CassandraDesk deskOfAnotherNode;

    @BeforeAll
    static void connect() {
        DeskKeyspace keyspace = new DeskKeyspace(CASSANDRA);
        session = keyspace.connect();
        sessionOfAnotherNode = keyspace.connect();
        desk = new CassandraDesk(session);
        deskOfAnotherNode = new CassandraDesk(sessionOfAnotherNode);
    }

    @AfterAll
    static void close() {
        session.close();
        sessionOfAnotherNode.close();
    }

    @Nested
    class Configuration implements ConfigurationStoreContract {
        @Override
        public DeskStores stores() {
            return desk;
        }

        @Override
        public DeskStores storesOfAnotherNode() {
            return deskOfAnotherNode;
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
            return deskOfAnotherNode;
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
            return deskOfAnotherNode;
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
            return deskOfAnotherNode;
        }
    }

    @Nested
    class Credentials implements CredentialsStoreContract {
        private final String keyset = TinkVault.newKeyset();

        @Override
        public DeskStores stores() {
            return desk;
        }

        @Override
        public CredentialsStore credentials() {
            return new EncryptedCredentialsStore(TinkVault.of(keyset), desk.sealedCredentials());
        }

        @Override
        public CredentialsStore credentialsOfAnotherNode() {
            return new EncryptedCredentialsStore(TinkVault.of(keyset), deskOfAnotherNode.sealedCredentials());
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
