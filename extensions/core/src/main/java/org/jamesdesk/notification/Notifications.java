package org.jamesdesk.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.agent.Agent;
import org.jamesdesk.agent.Agents;
import org.jamesdesk.bounce.Block;
import org.jamesdesk.bounce.Blocklist;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.deliverability.NotificationGate;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.DeliveryStore;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.template.TemplateName;
import org.jamesdesk.ticket.IntakeWatch;
import org.jamesdesk.ticket.Outgoing;
import org.jamesdesk.ticket.TakenMail;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketEventKind;
import org.jamesdesk.ticket.TicketHistory;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.work.WorkSignal;
import org.jamesdesk.work.WorkStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acknowledges mails that open tickets and tells agents of customers' mails, where a department's settings say so. What was
 * decided stands in the ticket's history (R92); the sending is the delivery of any mail. Running it again for the same mail sends
 * nothing twice, whichever node does it.
 *
 * <p>Requests to the stores: none while both settings are off everywhere. For an acknowledgement: the gate, the blocklist, a
 * lease for the hour and one for the day (more where several are allowed), the mail, the history. For news to agents: the ticket,
 * if the mail does not open it, the gate, the blocklist, the mails and the history. A repeated mail asks for its ticket's
 * deliveries first.
 */
public final class Notifications implements IntakeWatch {
    private static final Logger LOGGER = LoggerFactory.getLogger(Notifications.class);

    /** After this time the copy of a mail is no run that goes on after a crash, and an acknowledgement comes too late. */
    private static final Duration LATEST = Duration.ofDays(1);

    /** How many agents an event of the history names. */
    private static final int MOST_NAMED = 10;

    private final TicketStore tickets;
    private final DeliveryStore deliveries;
    private final TicketHistory history;
    private final Configurations configurations;
    private final DeskTokens tokens;
    private final Blocklist blocklist;
    private final NotificationGate gate;
    private final AcknowledgementLimits limits;
    private final NotificationLetters letters;
    private final WorkSignal signal;
    private final Clock clock;

    /** @param work holds the leases that count acknowledgements */
    public Notifications(
            TicketStore tickets,
            DeliveryStore deliveries,
            TicketHistory history,
            Configurations configurations,
            DeskTokens tokens,
            Blocklist blocklist,
            NotificationGate gate,
            WorkStore work,
            WorkSignal signal,
            Clock clock) {
        this.tickets = tickets;
        this.deliveries = deliveries;
        this.history = history;
        this.configurations = configurations;
        this.tokens = tokens;
        this.blocklist = blocklist;
        this.gate = gate;
        this.limits = new AcknowledgementLimits(work);
        this.letters = new NotificationLetters(tokens);
        this.signal = signal;
        this.clock = clock;
    }

    @Override
    public void taken(TakenMail mail) {
        Instant latest = mail.conversation().at().plus(LATEST);
        if (mail.repeated() && clock.instant().isAfter(latest)) {
            return;
        }
        Configuration configuration = configurations.inForce();
        mail.opened()
                .map(ticket -> new Occasion(mail, ticket, configuration))
                .filter(occasion -> occasion.settings().acknowledgeNewTickets())
                .ifPresent(this::acknowledge);
        NotifyingDepartments notifying = NotifyingDepartments.of(configuration);
        if (!notifying.all().isEmpty() && isNews(mail, configuration)) {
            mail.opened()
                    .or(() -> tickets.find(mail.conversation().ticket()))
                    .filter(ticket -> notifying.all().contains(ticket.department()))
                    .map(ticket -> new Occasion(mail, ticket, configuration))
                    .ifPresent(this::tellAgents);
        }
    }

    private void acknowledge(Occasion occasion) {
        Map<DeliveryId, Delivery> earlier = earlier(occasion);
        Optional<DeliveryId> delivery = occasion.ticket()
                .contact()
                .map(customer -> occasion.deliveryFor(TemplateName.ACKNOWLEDGEMENT, customer.address()));
        Optional<String> refusal =
                delivery.filter(earlier::containsKey).isPresent() ? Optional.empty() : whyNot(occasion);
        if (refusal.isEmpty()) {
            Mailbox customer = occasion.ticket().contact().orElseThrow();
            refusal = acknowledge(occasion, customer, earlier);
            if (refusal.isEmpty()) {
                record(occasion, "acknowledged", "An acknowledgement was sent to " + customer.address() + ".");
            }
        }
        refusal.ifPresent(reason -> record(occasion, "unacknowledged", "No acknowledgement: " + reason + "."));
    }

    private Optional<String> whyNot(Occasion occasion) {
        return new AcknowledgementRules(occasion.configuration(), tokens::looksLikeEnvelopeSender)
                .whyNot(occasion.mail(), occasion.ticket())
                .or(() -> gate.whyLocked().map(Notifications::asClause))
                .or(() -> blocklist
                        .find(occasion.ticket().contact().orElseThrow().address())
                        .map(block -> block.address() + " is on the blocklist"));
    }

    /** @return why it was not, as the end of a sentence; empty: it was sent, now or by an earlier run */
    private Optional<String> acknowledge(Occasion occasion, Mailbox customer, Map<DeliveryId, Delivery> earlier) {
        Optional<Outgoing> mail =
                written(occasion, at -> letters.acknowledgement(occasion, customer, at), "acknowledgement");
        if (mail.isEmpty()) {
            return Optional.of("it cannot be made of its template; the server's log says why");
        }
        if (!isKnown(mail.get(), earlier)) {
            Optional<String> full =
                    limits.take(customer.address(), mail.get().id().value(), occasion.settings());
            if (full.isPresent()) {
                return full;
            }
        }
        queue(List.of(mail.get()), earlier);
        return Optional.empty();
    }

    /**
     * Whether agents are told of a mail: of what opens a ticket unless it is an answer or a report of a machine, and of what
     * people who are no agents add to one. So an agent's absence note brings no further notification about.
     */
    private static boolean isNews(TakenMail mail, Configuration configuration) {
        if (mail.message().kind() != MessageKind.MESSAGE) {
            return false;
        }
        Agents agents = Agents.of(configuration);
        return mail.opened().isPresent()
                || !mail.message().automatic()
                        && mail.message()
                                .from()
                                .flatMap(author -> agents.find(author.address()))
                                .isEmpty();
    }

    private void tellAgents(Occasion occasion) {
        List<Agent> agents = occasion.agents();
        if (agents.isEmpty()) {
            return;
        }
        Optional<String> locked = gate.whyLocked();
        if (locked.isPresent()) {
            record(occasion, "untold", "The agents were not notified: " + asClause(locked.get()) + ".");
            return;
        }
        Map<EmailAddress, Block> blocked =
                blocklist.findAll(agents.stream().map(Agent::address).toList());
        List<Mailbox> told = agents.stream()
                .filter(agent -> !blocked.containsKey(agent.address()))
                .map(agent -> new Mailbox(agent.name(), agent.address()))
                .toList();
        List<Outgoing> mails = new ArrayList<>();
        told.forEach(agent -> written(occasion, at -> letters.news(occasion, agent, at), "notification")
                .ifPresent(mails::add));
        queue(mails, earlier(occasion));
        if (mails.size() < told.size()) {
            record(
                    occasion,
                    "unwritten",
                    "The agents were not notified: the mail cannot be made of its template; the server's log says why.");
        } else if (!told.isEmpty()) {
            record(
                    occasion,
                    "told",
                    "A notification was sent to "
                            + names(told.stream().map(Mailbox::address).toList()) + ".");
        }
        if (!blocked.isEmpty()) {
            record(
                    occasion,
                    "blocked",
                    "No notification to " + names(List.copyOf(blocked.keySet())) + ": on the blocklist.");
        }
    }

    /** What an earlier run for the same mail has queued; nothing is asked for a mail that comes for the first time. */
    private Map<DeliveryId, Delivery> earlier(Occasion occasion) {
        return occasion.mail().repeated()
                ? deliveries.ofTicket(occasion.ticket().number()).stream()
                        .collect(Collectors.toMap(Delivery::id, Function.identity()))
                : Map.of();
    }

    private static boolean isKnown(Outgoing mail, Map<DeliveryId, Delivery> earlier) {
        return mail.deliveries().stream().map(Delivery::id).anyMatch(earlier::containsKey);
    }

    /** Queues what no attempt was made of yet; what an earlier run has queued is queued anew, for it may have got stuck halfway. */
    private void queue(List<Outgoing> mails, Map<DeliveryId, Delivery> earlier) {
        List<Outgoing> unsent = mails.stream()
                .filter(mail -> mail.deliveries().stream()
                        .map(Delivery::id)
                        .flatMap(id -> Optional.ofNullable(earlier.get(id)).stream())
                        .allMatch(delivery -> delivery.attempts().isEmpty()))
                .toList();
        if (!unsent.isEmpty()) {
            tickets.queue(unsent);
            unsent.forEach(mail -> signal.scheduled(mail.work()));
        }
    }

    /** A template that cannot be rendered must not keep a customer's mail from its ticket. */
    private Optional<Outgoing> written(Occasion occasion, Function<Instant, Outgoing> letter, String what) {
        try {
            return Optional.of(letter.apply(clock.instant().truncatedTo(ChronoUnit.MICROS)));
        } catch (RuntimeException e) {
            LOGGER.error(
                    "Ticket {}: the {} cannot be made of its template",
                    occasion.ticket().number(),
                    what,
                    e);
            return Optional.empty();
        }
    }

    private void record(Occasion occasion, String what, String text) {
        history.add(new TicketEvent(
                occasion.ticket().number(),
                occasion.mail().conversation().at(),
                "notification/" + occasion.mail().conversation().id() + "/" + what,
                TicketEventKind.NOTIFICATION,
                Optional.empty(),
                text));
    }

    private static String names(List<EmailAddress> addresses) {
        String named =
                addresses.stream().limit(MOST_NAMED).map(EmailAddress::asString).collect(Collectors.joining(", "));
        int more = addresses.size() - MOST_NAMED;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    /** A sentence as the end of another one. */
    private static String asClause(String sentence) {
        String clause = sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
        return clause.endsWith(".") ? clause.substring(0, clause.length() - 1) : clause;
    }
}
