package org.jamesdesk.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import java.io.FileNotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.inject.Singleton;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.utils.PropertiesProvider;
import org.jamesdesk.DeskStores;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.address.RecipientPolicy;
import org.jamesdesk.configuration.ConfigurationStore;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.delivery.DeliveryStep;
import org.jamesdesk.delivery.DeliveryStore;
import org.jamesdesk.delivery.DeliveryWorker;
import org.jamesdesk.delivery.Replies;
import org.jamesdesk.james.configuration.ConfigurationMistake;
import org.jamesdesk.james.configuration.DeskConfiguration;
import org.jamesdesk.james.metrics.MeasuredClaimStore;
import org.jamesdesk.james.metrics.MeasuredDeliveryStep;
import org.jamesdesk.james.metrics.MeasuredTicketIndex;
import org.jamesdesk.james.metrics.MeasuredTicketStore;
import org.jamesdesk.mailets.DeskDomains;
import org.jamesdesk.mailets.IntakeRetries;
import org.jamesdesk.mailets.delivery.DeliverySettings;
import org.jamesdesk.mailets.delivery.MailetDeliveryStep;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.opensearch.OpenSearchHealth;
import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.search.TicketIndexer;
import org.jamesdesk.search.TicketReindex;
import org.jamesdesk.threading.KnownMessages;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.EnvelopeTargets;
import org.jamesdesk.ticket.NumberBlockStore;
import org.jamesdesk.ticket.TicketIntake;
import org.jamesdesk.ticket.TicketNumbers;
import org.jamesdesk.ticket.TicketStatusChange;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.jamesdesk.work.WorkKind;
import org.jamesdesk.work.WorkRunner;
import org.jamesdesk.work.WorkSignal;
import org.jamesdesk.work.WorkStore;

/**
 * Puts the desk together from its parts and those of James. Adds nothing to what James collects in sets (routes, health
 * checks): an extension may not, and {@link DeskServerModule} does.
 */
final class DeskModule extends AbstractModule {
    private static final WorkRunner.Settings INDEXING =
            new WorkRunner.Settings(4, 200, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(15));

    @Override
    protected void configure() {
        // In this order: the mistakes that only the administrator can mend show before the start waits for Cassandra.
        bind(SigningKey.class).toProvider(SigningKeyFile.class).asEagerSingleton();
        bind(DeskDatabase.class).asEagerSingleton();
        bind(DeskIndex.class).asEagerSingleton();
        bind(DeskLifecycle.class).in(Scopes.SINGLETON);
        bind(WorkSignal.class).to(WorkRunners.class);
    }

    @Provides
    @Singleton
    DeskConfiguration configuration(PropertiesProvider properties) throws ConfigurationException {
        try {
            return DeskConfiguration.from(properties.getConfiguration("desk"));
        } catch (FileNotFoundException e) {
            throw new ConfigurationMistake(
                    "domain", "is needed, and there is no such file in the configuration folder");
        }
    }

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
    Configurations configurations(ConfigurationStore store, Clock clock) {
        return new Configurations(store, clock);
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
    WorkStore work(DeskStores stores) {
        return stores.work();
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
    @Singleton
    DeskTokens tokens(SigningKey key, DeskConfiguration configuration, Clock clock) {
        return new DeskTokens(key, configuration.domain(), clock);
    }

    @Provides
    @Singleton
    FirstStart firstStart(Configurations configurations) {
        return new FirstStart(configurations);
    }

    @Provides
    @Singleton
    AddressDirectory directory(Configurations configurations) {
        return new AddressDirectory(configurations);
    }

    @Provides
    @Singleton
    DeskDomains domains(DeskConfiguration configuration) {
        return new DeskDomains(Set.of(configuration.domain()));
    }

    @Provides
    @Singleton
    RecipientPolicy recipientPolicy(DeskDomains domains, DeskTokens tokens) {
        return new RecipientPolicy(domains.names(), tokens);
    }

    @Provides
    @Singleton
    EnvelopeTargets envelopeTargets(DeskTokens tokens) {
        return new EnvelopeTargets(tokens);
    }

    @Provides
    @Singleton
    MessageReader reader() {
        return new MessageReader();
    }

    @Provides
    @Singleton
    TicketNumbers numbers(NumberBlockStore blocks, Clock clock) {
        return new TicketNumbers(blocks, clock);
    }

    @Provides
    @Singleton
    TicketIntake intake(
            MessageReader reader,
            KnownMessages knownMessages,
            ClaimStore claims,
            TicketStore tickets,
            TicketNumbers numbers,
            DeskTokens tokens,
            AddressDirectory directory,
            WorkSignal signal,
            Clock clock) {
        return new TicketIntake(
                reader,
                knownMessages,
                claims,
                tickets,
                numbers,
                tokens,
                ThreadingContext.withDefaults(directory::isOurs),
                signal,
                clock);
    }

    @Provides
    IntakeRetries intakeRetries(DeskConfiguration configuration) {
        return configuration.intakeRetries();
    }

    @Provides
    @Singleton
    Replies replies(
            TicketStore tickets,
            ClaimStore claims,
            AddressDirectory directory,
            MessageReader reader,
            DeskTokens tokens,
            WorkSignal signal,
            Clock clock) {
        return new Replies(tickets, claims, directory, reader, tokens, signal, clock);
    }

    @Provides
    @Singleton
    TicketStatusChange statusChange(TicketStore tickets, WorkStore work, WorkSignal signal, Clock clock) {
        return new TicketStatusChange(tickets, work, signal, clock);
    }

    @Provides
    @Singleton
    TicketReindex reindex(TicketStore tickets, NumberBlockStore numbers, TicketIndex index) {
        return new TicketReindex(tickets, numbers, index);
    }

    @Provides
    DeliverySettings deliverySettings(DeskConfiguration configuration) {
        return configuration.delivery();
    }

    @Provides
    @Singleton
    DeliveryStep deliveryStep(MailetDeliveryStep step, MetricFactory metrics) {
        return new MeasuredDeliveryStep(step, metrics);
    }

    @Provides
    @Singleton
    WorkRunners runners(
            TicketStore tickets,
            TicketIndex index,
            DeliveryStore deliveries,
            WorkStore work,
            DeliveryStep step,
            DeskConfiguration configuration,
            Clock clock) {
        WorkRunner indexing = new WorkRunner(WorkKind.INDEX, work, new TicketIndexer(tickets, index), clock, INDEXING);
        String node = UUID.randomUUID().toString();
        DeliveryWorker worker =
                new DeliveryWorker(deliveries, tickets, work, step, configuration.deliveryRetries(), node, clock);
        WorkRunner delivering = new WorkRunner(WorkKind.DELIVERY, work, worker, clock, delivering(configuration));
        return new WorkRunners(List.of(indexing, delivering));
    }

    private static WorkRunner.Settings delivering(DeskConfiguration configuration) {
        return new WorkRunner.Settings(
                configuration.deliveryThreads(), 1, Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(15));
    }
}
