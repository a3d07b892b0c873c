package org.jamesdesk.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.inject.Singleton;
import org.apache.james.metrics.api.MetricFactory;
import org.jamesdesk.bounce.BlockedRecipients;
import org.jamesdesk.bounce.Blocklist;
import org.jamesdesk.bounce.BounceConversations;
import org.jamesdesk.bounce.Outcomes;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.deliverability.NotificationGate;
import org.jamesdesk.delivery.DeliveryLanes;
import org.jamesdesk.delivery.DeliveryPermit;
import org.jamesdesk.delivery.DeliveryStep;
import org.jamesdesk.delivery.DeliveryStore;
import org.jamesdesk.delivery.DeliveryWatch;
import org.jamesdesk.delivery.DeliveryWorker;
import org.jamesdesk.delivery.Redelivery;
import org.jamesdesk.delivery.RestingDestinations;
import org.jamesdesk.delivery.WaitingDeliveries;
import org.jamesdesk.delivery.report.DelayHistory;
import org.jamesdesk.delivery.report.StatusReportComposer;
import org.jamesdesk.james.configuration.DeskConfiguration;
import org.jamesdesk.james.metrics.MeasuredDeliveryStep;
import org.jamesdesk.mailets.delivery.DeliverySettings;
import org.jamesdesk.mailets.delivery.MailetDeliveryStep;
import org.jamesdesk.notice.AgentNotices;
import org.jamesdesk.notice.NoticeStore;
import org.jamesdesk.notice.NoticeWorker;
import org.jamesdesk.notice.Notices;
import org.jamesdesk.search.OpenedTickets;
import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.search.TicketIndexer;
import org.jamesdesk.ticket.TicketHistory;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.work.HeldLeases;
import org.jamesdesk.work.LaneRules;
import org.jamesdesk.work.WorkKind;
import org.jamesdesk.work.WorkRunner;
import org.jamesdesk.work.WorkSignal;
import org.jamesdesk.work.WorkStore;

/** How mail gets out: the work, its threads, and the step through the mailets. */
final class DeliveryModule extends AbstractModule {
    private static final WorkRunner.Settings INDEXING =
            new WorkRunner.Settings(4, 200, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(15));
    private static final WorkRunner.Settings NOTICING =
            new WorkRunner.Settings(2, 1, Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(15));

    @Provides
    @Singleton
    Redelivery redelivery(
            TicketStore tickets,
            DeliveryStore deliveries,
            WorkStore work,
            WorkSignal signal,
            HeldLeases leases,
            TicketHistory history,
            DeskConfiguration configuration,
            Configurations configurations,
            Clock clock) {
        return new Redelivery(
                tickets,
                deliveries,
                work,
                signal,
                leases,
                history,
                configuration.deliveryRetries(),
                configurations,
                clock);
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
