package org.jamesdesk.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.inject.Singleton;
import org.apache.james.metrics.api.MetricFactory;
import org.jamesdesk.DeskStores;
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
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.deliverability.ConfiguredNotificationGate;
import org.jamesdesk.deliverability.DailyTotals;
import org.jamesdesk.deliverability.DeliveryResults;
import org.jamesdesk.deliverability.NotificationGate;
import org.jamesdesk.deliverability.NotificationWatch;
import org.jamesdesk.deliverability.WatchedResults;
import org.jamesdesk.delivery.DeliveryStore;
import org.jamesdesk.delivery.DeliveryWatch;
import org.jamesdesk.delivery.report.StatusReportComposer;
import org.jamesdesk.james.configuration.DeskConfiguration;
import org.jamesdesk.james.metrics.MeasuredNotifications;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.notice.AdministratorAlerts;
import org.jamesdesk.notification.Notifications;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.TicketHistory;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.work.WorkSignal;
import org.jamesdesk.work.WorkStore;

/** What follows when a mail does not arrive, and how well mail is delivered. */
final class BouncesModule extends AbstractModule {
    @Provides
    @Singleton
    BlocklistAdministration blocklistAdministration(Blocklist blocklist, SignsOfLife signs, Clock clock) {
        return new BlocklistAdministration(blocklist, signs, clock);
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
}
