package org.jamesdesk.bounce;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.address.AddressSnapshot;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.DeliveryWatch;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.delivery.ReplyHeaders;
import org.jamesdesk.delivery.report.StatusReport;
import org.jamesdesk.delivery.report.StatusReportComposer;
import org.jamesdesk.delivery.report.StatusReportComposer.Letterhead;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.threading.MissingAncestors;
import org.jamesdesk.ticket.Claim;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.ConversationIds;
import org.jamesdesk.ticket.Direction;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.jamesdesk.work.WorkSignal;

/**
 * Makes a reply that this server could not deliver visible in its ticket, as a report of the kind that another server would
 * have sent (R91). A report that came by mail is a conversation already. The status of the ticket stays as it is.
 */
public final class BounceConversations implements DeliveryWatch {
    private final TicketStore tickets;
    private final ClaimStore claims;
    private final Configurations configurations;
    private final MessageReader reader;
    private final StatusReportComposer composer;
    private final DeskTokens tokens;
    private final WorkSignal signal;
    private final Clock clock;

    public BounceConversations(
            TicketStore tickets,
            ClaimStore claims,
            Configurations configurations,
            MessageReader reader,
            StatusReportComposer composer,
            DeskTokens tokens,
            WorkSignal signal,
            Clock clock) {
        this.tickets = tickets;
        this.claims = claims;
        this.configurations = configurations;
        this.reader = reader;
        this.composer = composer;
        this.tokens = tokens;
        this.signal = signal;
        this.clock = clock;
    }

    @Override
    public void concluded(Delivery delivery) {
        if (delivery.purpose() == Purpose.REPLY) {
            Conclusion.of(delivery)
                    .filter(conclusion -> conclusion.state() == DeliveryState.BOUNCED && !conclusion.isReported())
                    .map(Conclusion::entry)
                    .ifPresent(entry -> tickets.conversation(delivery.ticket(), delivery.conversation())
                            .ifPresent(bounced ->
                                    tickets.raw(bounced.id()).ifPresent(raw -> append(delivery, entry, bounced, raw))));
        }
    }

    private void append(Delivery delivery, Attempt attempt, Conversation bounced, RawMessage original) {
        ConversationId id =
                ConversationIds.of("bounce", delivery.id().value(), attempt.at().toString());
        StatusReport report = new StatusReport(
                StatusReport.Kind.FAILED,
                delivery,
                attempt,
                SmtpVerdict.of(attempt).reason(),
                Optional.empty());
        Claim claim = claims.claim(new Claim(id, delivery.ticket(), false, report.at()));
        RawMessage sent = delivery.standIn()
                .map(author -> ReplyHeaders.from(original, author))
                .orElse(original);
        Mailbox desk = deskAddress();
        RawMessage raw = composer.compose(
                report,
                new Letterhead(
                        tokens.messageId(delivery.ticket(), id),
                        desk,
                        bounced.from().orElse(desk)),
                sent);
        Entry entry = entry(delivery, claim, bounced, raw);
        tickets.append(entry);
        signal.scheduled(entry.work());
    }

    private Mailbox deskAddress() {
        AddressSnapshot addresses = AddressSnapshot.of(configurations.inForce());
        return Mailbox.of(addresses.defaultAddress());
    }

    private Entry entry(Delivery delivery, Claim claim, Conversation bounced, RawMessage raw) {
        ReadMessage report = reader.read(raw, Optional.empty());
        Conversation conversation = new Conversation(
                claim.conversation(),
                claim.ticket(),
                Direction.IN,
                claim.at(),
                MessageKind.DELIVERY_FAILURE,
                true,
                bounced.isPrivate(),
                report.from(),
                report.to(),
                report.cc(),
                List.of(),
                report.subject(),
                report.messageId(),
                Conversation.cut(report.text()),
                report.text().length() > Conversation.MAX_TEXT,
                report.attachments(),
                raw.size(),
                Optional.empty(),
                List.of("This server could not deliver a mail of the ticket to " + delivery.recipient() + "."),
                List.of());
        Work index = new Work(
                WorkKind.INDEX, claim.ticket().toString(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        return new Entry(
                Optional.empty(),
                conversation,
                Optional.empty(),
                delivery.department(),
                MissingAncestors.NONE,
                Set.of(),
                raw,
                List.of(),
                List.of(index));
    }
}
