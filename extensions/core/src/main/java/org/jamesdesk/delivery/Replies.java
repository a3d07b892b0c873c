package org.jamesdesk.delivery;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.agent.Agent;
import org.jamesdesk.agent.Agents;
import org.jamesdesk.bounce.Block;
import org.jamesdesk.bounce.Blocklist;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.HtmlText;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderChoice;
import org.jamesdesk.sender.SenderRefusedException;
import org.jamesdesk.settings.Settings;
import org.jamesdesk.threading.MissingAncestors;
import org.jamesdesk.ticket.Claim;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.ConversationIds;
import org.jamesdesk.ticket.Direction;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.NoSuchTicketException;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketEventKind;
import org.jamesdesk.ticket.TicketHistory;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.jamesdesk.work.WorkSignal;

/**
 * Sends an agent's answer: composes it once, stores it as a conversation with one delivery for each recipient, and
 * leaves the sending to {@link DeliveryWorker}. Once it returns, the answer is durable and will be attempted.
 */
public final class Replies {
    /** More recipients than this are refused. */
    public static final int MAX_RECIPIENTS = 100;

    private static final int MAX_REFERENCES = 20;
    private static final int PAGE = 200;

    private final TicketStore tickets;
    private final ClaimStore claims;
    private final Blocklist blocklist;
    private final TicketHistory history;
    private final Configurations configurations;
    private final MessageReader reader;
    private final DeskTokens tokens;
    private final WorkSignal signal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Replies(
            TicketStore tickets,
            ClaimStore claims,
            Blocklist blocklist,
            TicketHistory history,
            Configurations configurations,
            MessageReader reader,
            DeskTokens tokens,
            WorkSignal signal,
            Clock clock) {
        this.tickets = tickets;
        this.claims = claims;
        this.blocklist = blocklist;
        this.history = history;
        this.configurations = configurations;
        this.reader = reader;
        this.tokens = tokens;
        this.signal = signal;
        this.clock = clock;
    }

    /**
     * Answers a ticket. When one of those it is for is blocked, nobody gets it, and the ticket's history tells so (R103); an
     * automatic copy for a blocked address is left out instead.
     *
     * @throws NoSuchTicketException when there is no such ticket
     * @throws ReplyRefusedException when it cannot be sent as asked
     * @throws StoreUnavailableException when a store does not answer; the reply may be stored, and is sent only if nothing but
     *     the last step was not acknowledged
     */
    public ReplyReceipt reply(TicketNumber number, ReplyRequest request) {
        Ticket ticket = tickets.existing(number);
        Configuration configuration = configurations.inForce();
        Settings settings = Settings.of(configuration, ticket.department());
        SenderChoice sender = sender(configuration, request.from(), ticket);
        Mailbox from = from(configuration, settings, sender, request.agent());
        Recipients asked = asked(ticket, request);
        Recipients copied = copied(configuration, settings, ticket, asked);
        String text = text(request);
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ConversationId id = freshId();
        Map<EmailAddress, Block> blocked = blocklist.findAll(copied.addresses());
        requireFree(ticket, request, id, at, asked, blocked);
        Recipients recipients = blocked.isEmpty() ? copied : asked;
        String messageId = tokens.messageId(number, id);
        RawMessage raw = mail(new Letter(
                messageId,
                at,
                from,
                new Mailbox(from.name(), tokens.replyAddress(sender.answersTo(), number)),
                recipients.to(),
                recipients.cc(),
                subject(ticket),
                references(number),
                text,
                request.html(),
                request.attachments(),
                Optional.empty()));
        List<Delivery> deliveries = deliveries(ticket, id, sender, request.agent(), recipients.addresses(), at);
        Entry entry = entry(
                ticket,
                id,
                at,
                from,
                recipients,
                request,
                raw,
                deliveries,
                work(configuration, ticket, at, deliveries));
        claims.claim(new Claim(id, number, false, at));
        tickets.append(entry);
        signal.scheduled(entry.work());
        return new ReplyReceipt(id, messageId, deliveries);
    }

    private static SenderChoice sender(Configuration configuration, Optional<EmailAddress> wanted, Ticket ticket) {
        try {
            return wanted.map(address ->
                            SenderChoice.asked(configuration, ticket.department(), ticket.supportAddress(), address))
                    .orElseGet(() -> SenderChoice.usual(configuration, ticket.department(), ticket.supportAddress()));
        } catch (SenderRefusedException e) {
            throw new ReplyRefusedException("from: " + e.getMessage());
        }
    }

    /** Who answers is named by an address only, so somebody who is no agent of the desk may be named as well. */
    private static Mailbox from(
            Configuration configuration, Settings settings, SenderChoice sender, Optional<EmailAddress> answering) {
        Optional<Agent> agent =
                answering.flatMap(address -> Agents.of(configuration).find(address));
        agent.filter(known -> !known.active()).ifPresent(inactive -> {
            throw new ReplyRefusedException(
                    "agent: " + inactive.address() + " is inactive; activate the agent, or name another");
        });
        return agent.filter(active -> settings.agentNameInFrom())
                .map(active -> new Mailbox(active.name(), sender.mailbox().address()))
                .orElseGet(sender::mailbox);
    }

    private static Recipients asked(Ticket ticket, ReplyRequest request) {
        Recipients asked =
                new Recipients(request.to().isEmpty() ? contact(ticket) : request.to(), request.cc(), request.bcc());
        if (asked.addresses().size() > MAX_RECIPIENTS) {
            throw new ReplyRefusedException("a reply goes to at most " + MAX_RECIPIENTS + " recipients");
        }
        return asked;
    }

    /** Those who were asked for, and the automatic copy (R60–R63). */
    private static Recipients copied(Configuration configuration, Settings settings, Ticket ticket, Recipients asked) {
        return configuration
                .find(SupportAddress.KIND, ticket.supportAddress().key())
                .map(original -> asked.withCopy(settings.autoCopy(), original))
                .orElse(asked);
    }

    private void requireFree(
            Ticket ticket,
            ReplyRequest request,
            ConversationId id,
            Instant at,
            Recipients asked,
            Map<EmailAddress, Block> blocked) {
        List<Block> hindering = asked.addresses().stream()
                .filter(blocked::containsKey)
                .map(blocked::get)
                .toList();
        if (hindering.isEmpty()) {
            return;
        }
        String why = hindering.stream().map(Block::inWords).collect(Collectors.joining("; "));
        history.add(new TicketEvent(
                ticket.number(),
                at,
                "reply/" + id,
                TicketEventKind.BLOCKED,
                request.agent().map(EmailAddress::asString),
                "A reply was not sent to anybody: " + why + "."));
        throw new ReplyRefusedException("to, cc, bcc: nothing was sent to anybody: " + why
                + "; leave the address out, or have an administrator take it off the list with the reason (DELETE"
                + " /desk/blocklist/" + hindering.get(0).address() + " {\"why\": \"…\"})");
    }

    private static List<Mailbox> contact(Ticket ticket) {
        return ticket.contact()
                .map(List::of)
                .orElseThrow(() ->
                        new ReplyRefusedException("to: the ticket has no contact, so the reply must name a recipient"));
    }

    private static RawMessage mail(Letter letter) {
        try {
            return letter.mail();
        } catch (IllegalArgumentException e) {
            throw new ReplyRefusedException("the reply " + e.getMessage());
        }
    }

    private ConversationId freshId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return new ConversationId(HexFormat.of().formatHex(bytes));
    }

    private static String text(ReplyRequest request) {
        return request.text()
                .filter(text -> !text.isBlank())
                .or(() -> request.html().map(HtmlText::of))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new ReplyRefusedException("text, html: the reply is empty"));
    }

    private static String subject(Ticket ticket) {
        return ticket.subject().regionMatches(true, 0, "Re:", 0, 3) ? ticket.subject() : "Re: " + ticket.subject();
    }

    /** The first Message-ID of the ticket and the newest ones; the answered one last. Reports of machines are no part of it. */
    private List<String> references(TicketNumber number) {
        Map<String, Conversation> thread = new LinkedHashMap<>();
        Optional<String> after = Optional.empty();
        do {
            TicketStore.ConversationPage page = tickets.conversations(number, after, PAGE);
            page.conversations().stream()
                    .filter(conversation -> !conversation.kind().isReport())
                    .forEach(conversation -> conversation.messageId().ifPresent(id -> thread.put(id, conversation)));
            after = page.next();
        } while (after.isPresent());
        List<String> all = new ArrayList<>(thread.keySet());
        newestReceived(thread, conversation -> !conversation.automatic())
                .or(() -> newestReceived(thread, conversation -> true))
                .ifPresent(answered -> {
                    all.remove(answered);
                    all.add(answered);
                });
        if (all.size() <= MAX_REFERENCES) {
            return all;
        }
        List<String> bounded = new ArrayList<>(all.subList(0, 1));
        bounded.addAll(all.subList(all.size() - MAX_REFERENCES + 1, all.size()));
        return bounded;
    }

    private static Optional<String> newestReceived(Map<String, Conversation> thread, Predicate<Conversation> which) {
        return thread.entrySet().stream()
                .filter(entry -> entry.getValue().direction() == Direction.IN)
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .reduce((earlier, later) -> later);
    }

    private List<Delivery> deliveries(
            Ticket ticket,
            ConversationId id,
            SenderChoice sender,
            Optional<EmailAddress> agent,
            Set<EmailAddress> recipients,
            Instant at) {
        return recipients.stream()
                .map(recipient -> {
                    DeliveryId deliveryId =
                            new DeliveryId(ConversationIds.hash(id.value(), recipient.key(), Purpose.REPLY.apiName()));
                    return new Delivery(
                            deliveryId,
                            ticket.number(),
                            id,
                            recipient,
                            tokens.envelopeSender(ticket.number(), deliveryId, at),
                            Purpose.REPLY,
                            ticket.department(),
                            agent,
                            sender.sender().map(Sender::id),
                            Optional.empty(),
                            DeliveryState.QUEUED,
                            at,
                            List.of());
                })
                .toList();
    }

    private Entry entry(
            Ticket ticket,
            ConversationId id,
            Instant at,
            Mailbox from,
            Recipients recipients,
            ReplyRequest request,
            RawMessage raw,
            List<Delivery> deliveries,
            List<Work> work) {
        ReadMessage sent = reader.read(raw);
        Conversation conversation = new Conversation(
                id,
                ticket.number(),
                Direction.OUT,
                at,
                sent.kind(),
                false,
                request.isPrivate(),
                Optional.of(from),
                recipients.to(),
                recipients.cc(),
                recipients.bcc(),
                sent.subject(),
                sent.messageId(),
                Conversation.cut(sent.text()),
                sent.text().length() > Conversation.MAX_TEXT,
                sent.attachments(),
                raw.size(),
                Optional.empty(),
                List.of(request.agent()
                        .map(agent -> "Answered by " + agent + ".")
                        .orElse("Answered over REST.")),
                List.of());
        return new Entry(
                Optional.empty(),
                conversation,
                request.statusAfter(),
                ticket.department(),
                MissingAncestors.NONE,
                Set.of(),
                raw,
                deliveries,
                work);
    }

    private static List<Work> work(Configuration configuration, Ticket ticket, Instant at, List<Delivery> deliveries) {
        List<Work> work = new ArrayList<>();
        work.add(new Work(WorkKind.INDEX, ticket.number().toString(), at));
        deliveries.forEach(
                delivery -> work.add(DeliveryWork.of(delivery, configuration).due(at)));
        return work;
    }
}
