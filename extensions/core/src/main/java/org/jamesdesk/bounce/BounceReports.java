package org.jamesdesk.bounce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.AttemptKind;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.DeliveryStore;
import org.jamesdesk.delivery.DeliveryWatch;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.delivery.Verdict;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.DeliveryAction;
import org.jamesdesk.message.report.DeliveryReport;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.ticket.Claim;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.ConversationIds;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketEventKind;
import org.jamesdesk.ticket.TicketHistory;
import org.jamesdesk.token.DeskTokens;

/**
 * Takes reports that come back to the envelope sender which the desk signed for one mail and one recipient: only these say
 * anything about a delivery. Each stands in the delivery's timeline at the time at which it came first, so that taking it again
 * changes nothing.
 */
public final class BounceReports {
    private static final Set<MessageKind> REPORTS = Set.of(
            MessageKind.DELIVERY_FAILURE,
            MessageKind.DELIVERY_DELAY,
            MessageKind.DELIVERY_SUCCESS,
            MessageKind.FEEDBACK_REPORT);
    /** A report that names nobody and gives no reason: it failed, that is all. */
    private static final Verdict FAILED = new Verdict(Hardness.HARD, BounceReason.OTHER, false);

    private final DeskTokens tokens;
    private final DeliveryStore deliveries;
    private final ClaimStore claims;
    private final TicketHistory history;
    private final List<DeliveryWatch> watches;
    private final Clock clock;

    /** @param watches told of deliveries that a report ends */
    public BounceReports(
            DeskTokens tokens,
            DeliveryStore deliveries,
            ClaimStore claims,
            TicketHistory history,
            List<DeliveryWatch> watches,
            Clock clock) {
        this.tokens = tokens;
        this.deliveries = deliveries;
        this.claims = claims;
        this.history = history;
        this.watches = List.copyOf(watches);
        this.clock = clock;
    }

    /** Whether a recipient is an envelope sender that the desk signed, so that {@link #take} is to be asked. */
    public boolean mayConcern(EmailAddress recipient) {
        return tokens.signedDelivery(recipient).isPresent();
    }

    /**
     * Takes a mail, if it is a report about the delivery that its recipient names.
     *
     * @return whether that was all: a report about a notification (R92) and a complaint are no conversations; one about a
     *     reply (R91) is, and so is every mail that is no report
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer: take it again later
     */
    public boolean take(EmailAddress recipient, ReadMessage message) {
        return REPORTS.contains(message.kind())
                && tokens.signedDelivery(recipient)
                        .flatMap(signed -> deliveries.find(signed.ticket(), signed.delivery()))
                        .map(delivery -> note(delivery, message))
                        .orElse(false);
    }

    private boolean note(Delivery delivery, ReadMessage message) {
        Instant at = firstSeen(delivery, message);
        if (message.kind() == MessageKind.FEEDBACK_REPORT) {
            tell(
                    delivery,
                    at,
                    "complaint",
                    TicketEventKind.COMPLAINT,
                    " complained about this mail to the mail provider.");
            return true;
        }
        Optional<DeliveryReport> report = about(delivery.recipient(), message.deliveryReports());
        boolean saysNothing = message.deliveryReports().isEmpty();
        if (report.map(row -> row.action() == DeliveryAction.FAILED)
                .orElse(saysNothing && message.kind() == MessageKind.DELIVERY_FAILURE)) {
            fail(delivery, failure(at, message, report));
        } else {
            deliveries.record(delivery.ticket(), delivery.id(), news(delivery, at, message, report));
        }
        if (delivery.purpose() == Purpose.NOTIFICATION && message.kind() == MessageKind.DELIVERY_DELAY) {
            tell(delivery, at, "delay", TicketEventKind.DELIVERY_DELAYED, " has not got the notification yet.");
        }
        return delivery.purpose() == Purpose.NOTIFICATION;
    }

    /** When this report first came; behind everything that the timeline had then, for of two entries the later counts. */
    private Instant firstSeen(Delivery delivery, ReadMessage message) {
        return claims.claim(new Claim(
                        ConversationIds.of("report", delivery.id().value(), message.fingerprint()),
                        delivery.ticket(),
                        false,
                        delivery.nextEntryAt(clock.instant())))
                .at();
    }

    /**
     * What a report says of our recipient. One that names a single other address is about ours as well: it forwards there, and
     * the envelope sender belongs to this recipient only.
     */
    private static Optional<DeliveryReport> about(EmailAddress recipient, List<DeliveryReport> reports) {
        return reports.stream()
                .filter(report -> report.recipient()
                        .filter(recipient.key()::equalsIgnoreCase)
                        .isPresent())
                .findFirst()
                .or(() -> reports.size() == 1 ? Optional.of(reports.get(0)) : Optional.empty());
    }

    private void fail(Delivery delivery, Attempt failure) {
        deliveries.record(delivery.ticket(), delivery.id(), failure);
        deliveries
                .find(delivery.ticket(), delivery.id())
                .filter(now -> isEndedBy(now, failure))
                .ifPresent(now -> watches.forEach(watch -> watch.concluded(now)));
    }

    /** Only the first failure of a delivery has consequences. */
    private static boolean isEndedBy(Delivery delivery, Attempt failure) {
        return Conclusion.of(delivery)
                .filter(conclusion -> conclusion.entry().at().equals(failure.at()))
                .isPresent();
    }

    private static Attempt failure(Instant at, ReadMessage message, Optional<DeliveryReport> report) {
        return entry(
                at,
                message,
                report,
                report.map(DeliveryReport::diagnostic)
                        .filter(words -> !words.isBlank())
                        .orElse("A report says that it could not be delivered"),
                DeliveryState.BOUNCED,
                Optional.of(report.map(row -> new Verdict(row.hardness(), row.reason(), row.addressDead()))
                        .orElse(FAILED)));
    }

    private static Attempt news(Delivery delivery, Instant at, ReadMessage message, Optional<DeliveryReport> report) {
        String said = report.map(DeliveryReport::diagnostic)
                .filter(words -> !words.isBlank())
                .map(words -> ": " + words)
                .orElse("");
        String text =
                report.map(DeliveryReport::action).map(BounceReports::words).orElse("speaks of other recipients only");
        return entry(at, message, report, "A report " + text + said, delivery.state(), Optional.empty());
    }

    private static String words(DeliveryAction action) {
        return switch (action) {
            case FAILED -> "says that it could not be delivered";
            case DELAYED -> "says that it is late";
            case DELIVERED -> "says that it was delivered";
            case RELAYED -> "says that it was handed to a server that does not report";
            case EXPANDED -> "says that it was sent to the members of a list";
        };
    }

    private static Attempt entry(
            Instant at,
            ReadMessage message,
            Optional<DeliveryReport> report,
            String text,
            DeliveryState state,
            Optional<Verdict> verdict) {
        return new Attempt(
                at,
                AttemptKind.REPORT,
                message.from().map(from -> from.address().domain()).orElse(""),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                report.flatMap(DeliveryReport::status),
                cut(text),
                state,
                Duration.ZERO,
                verdict);
    }

    private static String cut(String text) {
        return text.length() <= Attempt.MAX_TEXT ? text : text.substring(0, Attempt.MAX_TEXT);
    }

    private void tell(Delivery delivery, Instant at, String occasion, TicketEventKind kind, String what) {
        history.add(new TicketEvent(
                delivery.ticket(),
                at,
                occasion + "/" + delivery.id(),
                kind,
                Optional.empty(),
                delivery.recipient() + what));
    }
}
