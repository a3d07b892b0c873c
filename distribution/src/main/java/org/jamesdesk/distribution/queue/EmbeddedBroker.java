package org.jamesdesk.distribution.queue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQPrefetchPolicy;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.plugin.StatisticsBrokerPlugin;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.activemq.usage.SystemUsage;
import org.apache.james.filesystem.api.FileSystem;

/**
 * ActiveMQ inside this JVM, with its journal on disk. It is James' own arrangement ({@code EmbeddedActiveMQ}) with three
 * differences: it opens no TCP port, it never moves a mail that fails often into a queue that nobody looks at, and a
 * send returns only when mail and envelope are synced to disk.
 */
public final class EmbeddedBroker {
    private static final String NAME = "james";
    private static final String STORE = "file://var/store/activemq/";
    private static final int JOURNAL_FILE_BYTES = 32 * 1024 * 1024;

    /**
     * A queue's selector looks only at mails that are paged in, so more delayed mails than this would hide the due ones
     * behind them. A delayed mail takes about two kilobytes of heap ({@link DurableMailQueue}).
     */
    private static final int MAX_DELAYED_MAILS = 50_000;

    private static final long MEMORY_LIMIT_BYTES = 192L * 1024 * 1024;

    private final BrokerService broker;
    private final ActiveMQConnectionFactory connections;

    @Inject
    public EmbeddedBroker(FileSystem fileSystem) throws Exception {
        broker = new BrokerService();
        broker.setBrokerName(NAME);
        broker.setBrokerId(NAME);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.setSchedulerSupport(false);
        // One advisory per consumer would be written for every mail that is taken from the queue.
        broker.setAdvisorySupport(false);
        broker.setTransportConnectorURIs(new String[0]);
        broker.setDataDirectoryFile(fileSystem.getFile(STORE + "brokers"));
        broker.setPersistenceAdapter(journal(fileSystem));
        broker.setDestinationPolicy(policies());
        broker.setPlugins(new BrokerPlugin[] {new StatisticsBrokerPlugin()});
        limit(broker.getSystemUsage(), fileSystem.getFile(STORE));
        broker.start();
        connections = connections(fileSystem);
    }

    /** Connects to the broker; every connection is served by a thread of its own. */
    public ActiveMQConnectionFactory connections() {
        return connections;
    }

    /** Closes the journal. */
    @PreDestroy
    public void stop() throws Exception {
        broker.stop();
    }

    private static KahaDBPersistenceAdapter journal(FileSystem fileSystem) throws IOException {
        KahaDBPersistenceAdapter journal = new KahaDBPersistenceAdapter();
        journal.setDirectory(fileSystem.getFile(STORE + "brokers/KahaDB"));
        journal.setJournalMaxFileLength(JOURNAL_FILE_BYTES);
        journal.setJournalDiskSyncStrategy("always");
        // Each sender writes for itself, and senders that wait at the same time share one sync.
        journal.setConcurrentStoreAndDispatchQueues(false);
        // A torn last record after a crash is found and cut off instead of stopping the start.
        journal.setCheckForCorruptJournalFiles(true);
        journal.setChecksumJournalFiles(true);
        return journal;
    }

    /** A full disk refuses mails (SMTP answers 451) instead of letting connections hang. */
    private static void limit(SystemUsage usage, File store) throws IOException {
        long usable = Files.createDirectories(store.toPath()).toFile().getUsableSpace();
        usage.getMemoryUsage().setLimit(MEMORY_LIMIT_BYTES);
        usage.getStoreUsage().setLimit(Math.max(usable / 10 * 9, JOURNAL_FILE_BYTES));
        usage.getTempUsage().setLimit(Math.max(usable / 10, JOURNAL_FILE_BYTES));
        usage.setSendFailIfNoSpace(true);
    }

    private static PolicyMap policies() {
        PolicyEntry everyQueue = new PolicyEntry();
        everyQueue.setQueue(">");
        everyQueue.setMaxPageSize(MAX_DELAYED_MAILS);
        everyQueue.setReduceMemoryFootprint(true);
        // When the memory is full, mails lie on disk only; nobody waits for that.
        everyQueue.setProducerFlowControl(false);
        PolicyMap policies = new PolicyMap();
        policies.setPolicyEntries(List.of(everyQueue));
        return policies;
    }

    private static ActiveMQConnectionFactory connections(FileSystem fileSystem) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://" + NAME + "?create=false");
        factory.setTrustAllPackages(false);
        factory.setWatchTopicAdvisories(false);
        factory.setBlobTransferPolicy(new SyncedBlobTransfer(fileSystem, STORE + "blob-transfer"));
        factory.setRedeliveryPolicy(redeliverForEver());
        ActiveMQPrefetchPolicy oneByOne = new ActiveMQPrefetchPolicy();
        oneByOne.setAll(0);
        factory.setPrefetchPolicy(oneByOne);
        return factory;
    }

    private static RedeliveryPolicy redeliverForEver() {
        RedeliveryPolicy policy = new RedeliveryPolicy();
        policy.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
        return policy;
    }
}
