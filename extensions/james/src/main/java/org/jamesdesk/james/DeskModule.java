package org.jamesdesk.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import java.io.FileNotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.inject.Singleton;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.utils.PropertiesProvider;
import org.jamesdesk.DeskStores;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.DeskDomains;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.address.RecipientPolicy;
import org.jamesdesk.bounce.BlockedRecipients;
import org.jamesdesk.bounce.Blocklist;
import org.jamesdesk.bounce.BlocklistAdministration;
import org.jamesdesk.bounce.BounceConversations;
import org.jamesdesk.bounce.BounceReports;
import org.jamesdesk.bounce.BounceSearch;
import org.jamesdesk.bounce.BounceStore;
import org.jamesdesk.bounce.DomainGuard;
import org.jamesdesk.bounce.DomainHealth;
import org.jamesdesk.bounce.Outcomes;
import org.jamesdesk.bounce.SignsOfLife;
import org.jamesdesk.configuration.ConfigurationStore;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.contact.ContactChoice;
import org.jamesdesk.credentials.EncryptedCredentialsStore;
import org.jamesdesk.credentials.OAuthConsent;
import org.jamesdesk.credentials.RefreshingAccessTokens;
import org.jamesdesk.deliverability.ConfiguredNotificationGate;
import org.jamesdesk.deliverability.DailyTotals;
import org.jamesdesk.deliverability.DeliveryResults;
import org.jamesdesk.deliverability.NotificationGate;
import org.jamesdesk.deliverability.NotificationWatch;
import org.jamesdesk.deliverability.WatchedResults;
import org.jamesdesk.delivery.DeliveryLanes;
import org.jamesdesk.delivery.DeliveryPermit;
import org.jamesdesk.delivery.DeliveryStep;
import org.jamesdesk.delivery.DeliveryStore;
import org.jamesdesk.delivery.DeliveryWatch;
import org.jamesdesk.delivery.DeliveryWorker;
import org.jamesdesk.delivery.Redelivery;
import org.jamesdesk.delivery.Replies;
import org.jamesdesk.delivery.RestingDestinations;
import org.jamesdesk.delivery.SenderRelease;
import org.jamesdesk.delivery.WaitingDeliveries;
import org.jamesdesk.delivery.report.DelayHistory;
import org.jamesdesk.delivery.report.StatusReportComposer;
import org.jamesdesk.dkim.DkimKeyStore;
import org.jamesdesk.dkim.DkimKeys;
import org.jamesdesk.dns.OutgoingHost;
import org.jamesdesk.dns.SenderDns;
import org.jamesdesk.james.configuration.ConfigurationMistake;
import org.jamesdesk.james.configuration.DeskConfiguration;
import org.jamesdesk.james.metrics.MeasuredBounceStore;
import org.jamesdesk.james.metrics.MeasuredClaimStore;
import org.jamesdesk.james.metrics.MeasuredDeliveryStep;
import org.jamesdesk.james.metrics.MeasuredNotifications;
import org.jamesdesk.james.metrics.MeasuredTicketIndex;
import org.jamesdesk.james.metrics.MeasuredTicketStore;
import org.jamesdesk.mailets.IntakeRetries;
import org.jamesdesk.mailets.authentication.JamesDomainRecords;
import org.jamesdesk.mailets.delivery.DeliverySettings;
import org.jamesdesk.mailets.delivery.DnsHostAddresses;
import org.jamesdesk.mailets.delivery.HostAddresses;
import org.jamesdesk.mailets.delivery.MailetDeliveryStep;
import org.jamesdesk.mailets.delivery.RelayTls;
import org.jamesdesk.mailets.delivery.SmtpRelayLogin;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.notice.AdministratorAlerts;
import org.jamesdesk.notice.AgentNotices;
import org.jamesdesk.notice.MailedAlerts;
import org.jamesdesk.notice.NoticeStore;
import org.jamesdesk.notice.NoticeWorker;
import org.jamesdesk.notice.Notices;
import org.jamesdesk.notification.Notifications;
import org.jamesdesk.opensearch.OpenSearchHealth;
import org.jamesdesk.search.OpenedTickets;
import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.search.TicketIndexer;
import org.jamesdesk.search.TicketReindex;
import org.jamesdesk.secret.Vault;
import org.jamesdesk.sender.AccessTokens;
import org.jamesdesk.sender.CredentialsStore;
import org.jamesdesk.sender.ProviderConsent;
import org.jamesdesk.sender.RelayLogin;
import org.jamesdesk.sender.RelayPorts;
import org.jamesdesk.sender.SenderAdministration;
import org.jamesdesk.sender.SenderFailures;
import org.jamesdesk.sender.SenderVerification;
import org.jamesdesk.sender.VerificationMails;
import org.jamesdesk.threading.KnownMessages;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.EnvelopeTargets;
import org.jamesdesk.ticket.NumberBlockStore;
import org.jamesdesk.ticket.TicketHistory;
import org.jamesdesk.ticket.TicketIntake;
import org.jamesdesk.ticket.TicketNumbers;
import org.jamesdesk.ticket.TicketStatusChange;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.jamesdesk.token.VerificationTokens;
import org.jamesdesk.work.HeldLeases;
import org.jamesdesk.work.LaneRules;
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
    private static final WorkRunner.Settings NOTICING =
            new WorkRunner.Settings(2, 1, Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(15));

    /** An administrator waits for the answer. */
    private static final Duration SENDER_DNS_PATIENCE = Duration.ofSeconds(15);

    @Override
    protected void configure() {
        // In this order: the mistakes that only the administrator can mend show before the start waits for Cassandra.
        bind(SigningKey.class).toProvider(SigningKeyFile.class).asEagerSingleton();
        bind(Vault.class).toProvider(Keyset.class).asEagerSingleton();
        bind(RelayTls.class).toProvider(TrustStoreFile.class).asEagerSingleton();
        bind(DeskDatabase.class).asEagerSingleton();
        bind(DeskIndex.class).asEagerSingleton();
        bind(DeskLifecycle.class).in(Scopes.SINGLETON);
        bind(HostAddresses.class).to(DnsHostAddresses.class);
        bind(RelayLogin.class).to(SmtpRelayLogin.class).in(Scopes.SINGLETON);
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
    WaitingDeliveries waitingDeliveries(DeskStores stores) {
        return stores.waitingDeliveries();
    }

    @Provides
    @Singleton
    SenderRelease senderRelease(WaitingDeliveries waiting, WorkStore work, WorkSignal signal, Clock clock) {
        return new SenderRelease(waiting, work, signal, clock);
    }

    @Provides
    Blocklist blocklist(DeskStores stores) {
        return stores.blocklist();
    }

    @Provides
    @Singleton
    BlocklistAdministration blocklistAdministration(Blocklist blocklist, SignsOfLife signs, Clock clock) {
        return new BlocklistAdministration(blocklist, signs, clock);
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
    @Singleton
    DomainGuard domainGuard(
            DomainHealth domains, Blocklist blocklist, AdministratorAlerts alerts, DeskConfiguration configuration) {
        return new DomainGuard(domains, blocklist, alerts, configuration.bounces());
    }

    @Provides
    @Singleton
    Outcomes outcomes(
            BounceStore bounces,
            SignsOfLife signs,
            DomainHealth domains,
            DomainGuard guard,
            Blocklist blocklist,
            DeliveryResults results,
            TicketHistory history,
            DeskConfiguration configuration) {
        return new Outcomes(bounces, signs, domains, guard, blocklist, results, history, configuration.bounces());
    }

    @Provides
    @Singleton
    BounceReports bounceReports(
            DeskTokens tokens,
            DeliveryStore deliveries,
            ClaimStore claims,
            TicketHistory history,
            List<DeliveryWatch> watches,
            Clock clock) {
        return new BounceReports(tokens, deliveries, claims, history, watches, clock);
    }

    @Provides
    @Singleton
    BounceSearch bounceSearch(BounceStore bounces) {
        return new BounceSearch(bounces);
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
    ProviderConsent consent(
            DeskConfiguration configuration,
            DeskStores stores,
            Vault vault,
            CredentialsStore credentials,
            Clock clock) {
        return new OAuthConsent(configuration.oauth(), stores.pendingConsents(), vault, credentials, clock);
    }

    @Provides
    @Singleton
    AccessTokens accessTokens(
            CredentialsStore credentials, WorkStore leases, DeskConfiguration configuration, Clock clock) {
        String node = UUID.randomUUID().toString();
        return new RefreshingAccessTokens(credentials, leases, configuration.oauth(), node, clock);
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
    DeskDomains domains(DeskConfiguration configuration) {
        return configuration.domains();
    }

    @Provides
    @Singleton
    DkimKeys dkimKeys(
            Configurations configurations, DkimKeyStore store, Vault vault, DeskDomains domains, Clock clock) {
        return new DkimKeys(configurations, store, vault, domains.all(), clock);
    }

    @Provides
    @Singleton
    SenderDns senderDns(DeskConfiguration configuration, DNSService dns) {
        OutgoingHost host = new OutgoingHost(
                configuration.domain(), configuration.delivery().heloName(), configuration.publicAddresses());
        return new SenderDns(host, new JamesDomainRecords(dns, SENDER_DNS_PATIENCE));
    }

    @Provides
    @Singleton
    RecipientPolicy recipientPolicy(DeskDomains domains, DeskTokens tokens) {
        return new RecipientPolicy(domains.all(), tokens);
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
    Notifications notifications(
            TicketStore tickets,
            DeskStores stores,
            Configurations configurations,
            DeskTokens tokens,
            NotificationGate gate,
            WorkStore work,
            WorkSignal signal,
            Clock clock) {
        return new Notifications(
                tickets,
                stores.deliveries(),
                stores.ticketHistory(),
                configurations,
                tokens,
                stores.blocklist(),
                gate,
                work,
                signal,
                clock);
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
            Configurations configurations,
            OpenedTickets opened,
            Notifications notifications,
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
                ContactChoice.by(configurations),
                opened.andThen(notifications),
                signal,
                clock);
    }

    @Provides
    @Singleton
    OpenedTickets openedTickets() {
        return new OpenedTickets();
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
            Blocklist blocklist,
            TicketHistory history,
            Configurations configurations,
            MessageReader reader,
            DeskTokens tokens,
            WorkSignal signal,
            Clock clock) {
        return new Replies(tickets, claims, blocklist, history, configurations, reader, tokens, signal, clock);
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
    @Singleton
    Redelivery redelivery(
            TicketStore tickets,
            DeliveryStore deliveries,
            WorkStore work,
            WorkSignal signal,
            HeldLeases leases,
            Configurations configurations,
            Clock clock) {
        return new Redelivery(tickets, deliveries, work, signal, leases, configurations, clock);
    }

    @Provides
    NoticeStore notices(DeskStores stores) {
        return stores.notices();
    }

    @Provides
    @Singleton
    Notices notices(NoticeStore store, Configurations configurations, WorkSignal signal, Clock clock) {
        return new Notices(store, configurations, signal, clock);
    }

    @Provides
    @Singleton
    AdministratorAlerts alerts(DeskConfiguration configuration, Notices notices, WorkStore work) {
        return new MailedAlerts(configuration.administrators(), notices, work);
    }

    @Provides
    @Singleton
    NotificationWatch notificationWatch(
            Configurations configurations,
            DeskStores stores,
            AdministratorAlerts alerts,
            MetricFactory metrics,
            Clock clock) {
        return new NotificationWatch(
                configurations, stores.deliveryResults(), alerts, new MeasuredNotifications(metrics), clock);
    }

    @Provides
    @Singleton
    DeliveryResults deliveryResults(DeskStores stores, NotificationWatch watch) {
        return new WatchedResults(stores.deliveryResults(), watch);
    }

    @Provides
    @Singleton
    NotificationGate notificationGate(Configurations configurations) {
        return new ConfiguredNotificationGate(configurations);
    }

    @Provides
    @Singleton
    DailyTotals dailyTotals(DeskStores stores, WorkStore leases, Clock clock) {
        return new DailyTotals(
                stores.deliveryResults(),
                stores.dayTotals(),
                leases,
                UUID.randomUUID().toString(),
                clock);
    }

    @Provides
    @Singleton
    VerificationTokens verificationTokens(SigningKey key) {
        return new VerificationTokens(key);
    }

    @Provides
    @Singleton
    SenderVerification senderVerification(
            Configurations configurations,
            DeskConfiguration configuration,
            VerificationTokens tokens,
            Notices notices,
            SenderRelease release,
            Clock clock) {
        VerificationMails mails = new VerificationMails(notices, configurations, tokens, configuration.publicUrl());
        return new SenderVerification(configurations, configuration.relayPorts(), tokens, mails, release, clock);
    }

    @Provides
    @Singleton
    SenderAdministration senderAdministration(
            Configurations configurations,
            RelayPorts ports,
            CredentialsStore credentials,
            RelayLogin login,
            ProviderConsent consent,
            SenderVerification verification,
            SenderRelease release) {
        return new SenderAdministration(configurations, ports, credentials, login, consent, verification, release);
    }

    @Provides
    @Singleton
    SenderFailures senderFailures(Configurations configurations, AdministratorAlerts alerts) {
        return new SenderFailures(configurations, alerts);
    }

    @Provides
    RelayPorts relayPorts(DeskConfiguration configuration) {
        return configuration.relayPorts();
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

    /** Whether a mail may leave; asked before every attempt. */
    @Provides
    @Singleton
    DeliveryPermit deliveryPermit(Blocklist blocklist, NotificationGate gate) {
        return new BlockedRecipients(blocklist, gate);
    }

    /** Who is told how deliveries go, in this order. */
    @Provides
    @Singleton
    List<DeliveryWatch> deliveryWatches(
            Outcomes outcomes,
            BounceConversations bounceConversations,
            DelayHistory delayHistory,
            AgentNotices agentNotices) {
        return List.of(outcomes, bounceConversations, delayHistory, agentNotices);
    }

    @Provides
    @Singleton
    StatusReportComposer statusReports(DeskConfiguration configuration, MessageReader reader) {
        return new StatusReportComposer(configuration.delivery().heloName(), reader);
    }

    @Provides
    @Singleton
    BounceConversations bounceConversations(
            TicketStore tickets,
            ClaimStore claims,
            Configurations configurations,
            MessageReader reader,
            StatusReportComposer composer,
            DeskTokens tokens,
            WorkSignal signal,
            Clock clock) {
        return new BounceConversations(tickets, claims, configurations, reader, composer, tokens, signal, clock);
    }

    @Provides
    @Singleton
    DelayHistory delayHistory(TicketHistory history, DeskConfiguration configuration) {
        return new DelayHistory(history, configuration.delayNotice());
    }

    @Provides
    @Singleton
    AgentNotices agentNotices(
            Notices notices,
            Configurations configurations,
            TicketStore tickets,
            StatusReportComposer composer,
            DeskConfiguration configuration) {
        return new AgentNotices(
                notices,
                configurations,
                tickets,
                composer,
                configuration.deliveryRetries(),
                configuration.delayNotice());
    }

    @Provides
    @Singleton
    RestingDestinations restingDestinations(Clock clock) {
        return new RestingDestinations(clock);
    }

    @Provides
    @Singleton
    HeldLeases leases(WorkStore work, DeskConfiguration configuration, Clock clock) {
        return new HeldLeases(work, UUID.randomUUID().toString(), configuration.deliveryLease(), clock);
    }

    @Provides
    @Singleton
    DeliveryWorker deliveryWorker(
            DeliveryStore deliveries,
            TicketStore tickets,
            WaitingDeliveries waiting,
            WorkStore work,
            HeldLeases leases,
            Configurations configurations,
            DeliveryPermit permit,
            DeliveryStep step,
            DeskConfiguration configuration,
            RestingDestinations resting,
            List<DeliveryWatch> watches,
            Clock clock) {
        return new DeliveryWorker(
                deliveries,
                tickets,
                waiting,
                work,
                leases,
                configurations,
                permit,
                step,
                configuration.deliveryRetries(),
                resting,
                watches,
                clock);
    }

    @Provides
    @Singleton
    WorkRunners runners(
            TicketStore tickets,
            TicketIndex index,
            OpenedTickets opened,
            DeliveryWorker worker,
            RestingDestinations resting,
            NoticeStore notices,
            WorkStore work,
            HeldLeases leases,
            DeliveryStep step,
            DeskConfiguration configuration,
            Clock clock) {
        TicketIndexer indexer = new TicketIndexer(tickets, index, opened);
        WorkRunner indexing = new WorkRunner(WorkKind.INDEX, work, indexer, LaneRules.ONE_LANE, clock, INDEXING);
        DeliveryLanes lanes = new DeliveryLanes(configuration.destinationLimit(), configuration.senderLimit(), resting);
        WorkRunner delivering =
                new WorkRunner(WorkKind.DELIVERY, work, worker, lanes, clock, delivering(configuration));
        NoticeWorker messenger = new NoticeWorker(notices, work, leases, step, configuration.deliveryRetries(), clock);
        WorkRunner noticing = new WorkRunner(WorkKind.NOTICE, work, messenger, LaneRules.ONE_LANE, clock, NOTICING);
        return new WorkRunners(List.of(indexing, delivering, noticing));
    }

    private static WorkRunner.Settings delivering(DeskConfiguration configuration) {
        return new WorkRunner.Settings(
                configuration.deliveryThreads(), 1, Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(15));
    }
}
