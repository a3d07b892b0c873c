package org.jamesdesk.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import java.io.FileNotFoundException;
import java.time.Clock;
import javax.inject.Singleton;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.utils.PropertiesProvider;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.bounce.Blocklist;
import org.jamesdesk.configuration.ConfigurationStore;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.delivery.Replies;
import org.jamesdesk.james.configuration.ConfigurationMistake;
import org.jamesdesk.james.configuration.DeskConfiguration;
import org.jamesdesk.mailets.delivery.DnsHostAddresses;
import org.jamesdesk.mailets.delivery.HostAddresses;
import org.jamesdesk.mailets.delivery.RelayTls;
import org.jamesdesk.mailets.delivery.SmtpRelayLogin;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.notice.AdministratorAlerts;
import org.jamesdesk.notice.MailedAlerts;
import org.jamesdesk.notice.NoticeStore;
import org.jamesdesk.notice.Notices;
import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.search.TicketReindex;
import org.jamesdesk.secret.Vault;
import org.jamesdesk.sender.RelayLogin;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.NumberBlockStore;
import org.jamesdesk.ticket.TicketHistory;
import org.jamesdesk.ticket.TicketStatusChange;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.jamesdesk.work.WorkSignal;
import org.jamesdesk.work.WorkStore;

/**
 * Puts the desk together from its parts and those of James. Adds nothing to what James collects in sets (routes, health
 * checks): an extension may not, and {@link DeskServerModule} does.
 */
final class DeskModule extends AbstractModule {
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
        install(new StoresModule());
        install(new IntakeModule());
        install(new SendersModule());
        install(new DeliveryModule());
        install(new BouncesModule());
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
    @Singleton
    Configurations configurations(ConfigurationStore store, Clock clock) {
        return new Configurations(store, clock);
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
    TicketStatusChange statusChange(
            TicketStore tickets, TicketHistory history, WorkStore work, WorkSignal signal, Clock clock) {
        return new TicketStatusChange(tickets, history, work, signal, clock);
    }

    @Provides
    @Singleton
    TicketReindex reindex(TicketStore tickets, NumberBlockStore numbers, TicketIndex index) {
        return new TicketReindex(tickets, numbers, index);
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
}
