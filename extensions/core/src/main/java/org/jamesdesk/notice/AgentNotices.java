package org.jamesdesk.notice;

import java.time.Instant;
import java.util.Optional;
import org.jamesdesk.address.AddressSnapshot;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.agent.Agent;
import org.jamesdesk.agent.Agents;
import org.jamesdesk.bounce.Conclusion;
import org.jamesdesk.bounce.SmtpVerdict;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryWatch;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.delivery.ReplyHeaders;
import org.jamesdesk.delivery.RetrySchedule;
import org.jamesdesk.delivery.report.Delay;
import org.jamesdesk.delivery.report.StatusReport;
import org.jamesdesk.delivery.report.StatusReport.Kind;
import org.jamesdesk.delivery.report.StatusReportComposer;
import org.jamesdesk.delivery.report.StatusReportComposer.Letterhead;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.ticket.TicketStore;

/**
 * Tells the agent who wrote a reply that it is late, failed or was not sent (R103): a report by mail from the null sender, once
 * for each of these. Nobody else is told, and nobody of a mail that the desk wrote by itself, so that reports never go round in
 * circles.
 */
public final class AgentNotices implements DeliveryWatch {
    private final Notices notices;
    private final Configurations configurations;
    private final TicketStore tickets;
    private final StatusReportComposer composer;
    private final RetrySchedule schedule;
    private final Delay delay;

    /**
     * @param schedule when deliveries are tried again
     * @param delay when a delivery is late
     */
    public AgentNotices(
            Notices notices,
            Configurations configurations,
            TicketStore tickets,
            StatusReportComposer composer,
            RetrySchedule schedule,
            Delay delay) {
        this.notices = notices;
        this.configurations = configurations;
        this.tickets = tickets;
        this.composer = composer;
        this.schedule = schedule;
        this.delay = delay;
    }

    @Override
    public void waiting(Delivery delivery, Instant nextAttempt) {
        if (delay.isReached(delivery)) {
            NoticeId id = NoticeId.of("delivery", delivery.id().value(), Kind.DELAYED.apiName());
            Instant until = schedule.last(delivery, nextAttempt);
            tell(id, Kind.DELAYED, delivery, delivery.last().orElseThrow(), Optional.of(until));
        }
    }

    @Override
    public void concluded(Delivery delivery) {
        Conclusion.of(delivery).ifPresent(conclusion -> kind(conclusion).ifPresent(kind -> {
            String at = conclusion.entry().at().toString();
            NoticeId id = NoticeId.of("delivery", delivery.id().value(), kind.apiName(), at);
            tell(id, kind, delivery, conclusion.entry(), Optional.empty());
        }));
    }

    private static Optional<Kind> kind(Conclusion conclusion) {
        return switch (conclusion.state()) {
            case BOUNCED -> Optional.of(Kind.FAILED);
            case BLOCKED -> Optional.of(Kind.BLOCKED);
            default -> Optional.empty();
        };
    }

    private void tell(NoticeId id, Kind kind, Delivery delivery, Attempt entry, Optional<Instant> until) {
        if (delivery.purpose() != Purpose.REPLY) {
            return;
        }
        StatusReport report =
                new StatusReport(kind, delivery, entry, SmtpVerdict.of(entry).reason(), until);
        agent(delivery).ifPresent(agent -> tickets.raw(delivery.conversation())
                .ifPresent(raw -> notices.report(
                        id,
                        "delivery/" + delivery.ticket() + "/" + delivery.id(),
                        agent.address(),
                        from -> mail(id, delivery, report, from, agent, raw))));
    }

    private RawMessage mail(
            NoticeId id, Delivery delivery, StatusReport report, Mailbox from, Agent agent, RawMessage raw) {
        Letterhead head =
                new Letterhead(id + "@" + from.address().domain(), from, new Mailbox(agent.name(), agent.address()));
        RawMessage sent =
                delivery.standIn().map(author -> ReplyHeaders.from(raw, author)).orElse(raw);
        return composer.compose(report, head, sent);
    }

    /** Whoever a reply names may be anybody: a mail goes to active agents only, and never into the desk itself. */
    private Optional<Agent> agent(Delivery delivery) {
        Configuration configuration = configurations.inForce();
        AddressSnapshot desk = AddressSnapshot.of(configuration);
        return delivery.agent()
                .flatMap(Agents.of(configuration)::find)
                .filter(Agent::active)
                .filter(agent -> !desk.isOurs(agent.address()));
    }
}
