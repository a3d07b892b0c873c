package org.jamesdesk.delivery;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.AddressSnapshot;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.HtmlText;
import org.jamesdesk.message.mime.RawMessage;
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
    private final AddressDirectory directory;
    private final MessageReader reader;
    private final DeskTokens tokens;
    private final WorkSignal signal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Replies(
            TicketStore tickets,
            ClaimStore claims,
            AddressDirectory directory,
            MessageReader reader,
            DeskTokens tokens,
            WorkSignal signal,
            Clock clock) {
        this.tickets = tickets;
        this.claims = claims;
        this.directory = directory;
        this.reader = reader;
        this.tokens = tokens;
        this.signal = signal;
        this.clock = clock;
    }

    /**
     * Answers a ticket.
     *
     * @throws NoSuchTicketException when there is no such ticket
     * @throws ReplyRefusedException when it cannot be sent as asked
     * @throws StoreUnavailableException when a store does not answer; nothing was sent
     */
    public ReplyReceipt reply(TicketNumber number, ReplyRequest request) {
        Ticket ticket = tickets.find(number).orElseThrow(() -> new NoSuchTicketException(number));
        Mailbox from = sender(request.from(), ticket);
        List<Mailbox> to = request.to().isEmpty() ? contact(ticket) : request.to();
        Set<EmailAddress> recipients = recipients(to, request);
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ConversationId id = freshId();
        String messageId = tokens.messageId(number, id);
        String text = text(request);
        byte[] bytes = ReplyComposer.compose(new ReplyComposer.Letter(
                messageId,
                at,
                from,
                new Mailbox(from.name(), tokens.replyAddress(from.address(), number)),
                to,
                request.cc(),
                subject(ticket),
                references(number),
                text,
                request.html(),
                request.attachments()));
        List<Delivery> deliveries = deliveries(ticket, id, recipients, at);
        Entry entry = entry(ticket, id, at, from, to, request, RawMessage.of(bytes), deliveries);
        claims.claim(new Claim(id, number, false, at));
        tickets.append(entry);
        signal.scheduled(entry.work());
        return new ReplyReceipt(id, messageId, deliveries);
    }

    /** The ticket's address, or the department's or desk's default in its place (R28). */
    private Mailbox sender(Optional<EmailAddress> wanted, Ticket ticket) {
        AddressSnapshot addresses = directory
                .snapshot()
                .orElseThrow(() -> new StoreUnavailableException(
                        "The address directory", new IllegalStateException("it was not read since the start")));
        if (wanted.isPresent()) {
            return Optional.ofNullable(addresses.supportAddresses().get(wanted.get()))
                    .map(SupportAddress::mailbox)
                    .orElseThrow(() -> new ReplyRefusedException(
                            "from: " + wanted.get() + " is not a verified address of this desk"));
        }
        return Stream.of(ticket.supportAddress(), addresses.defaultAddress())
                .map(address -> Optional.ofNullable(addresses.supportAddresses().get(address)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(SupportAddress::mailbox)
                .orElseThrow(() -> new ReplyRefusedException("the desk has no address to send from"));
    }

    private static List<Mailbox> contact(Ticket ticket) {
        return ticket.contact()
                .map(List::of)
                .orElseThrow(() ->
                        new ReplyRefusedException("to: the ticket has no contact, so the reply must name a recipient"));
    }

    private static Set<EmailAddress> recipients(List<Mailbox> to, ReplyRequest request) {
        Set<EmailAddress> recipients = new LinkedHashSet<>();
        Stream.of(to, request.cc(), request.bcc())
                .flatMap(List::stream)
                .map(Mailbox::address)
                .forEach(recipients::add);
        if (recipients.size() > MAX_RECIPIENTS) {
            throw new ReplyRefusedException("a reply goes to at most " + MAX_RECIPIENTS + " recipients");
        }
        return recipients;
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

    /** The first Message-ID of the ticket and the newest ones; the newest received one last, for it is answered. */
    private List<String> references(TicketNumber number) {
        Map<String, Direction> ids = new LinkedHashMap<>();
        Optional<String> after = Optional.empty();
        do {
            TicketStore.ConversationPage page = tickets.conversations(number, after, PAGE);
            page.conversations()
                    .forEach(conversation ->
                            conversation.messageId().ifPresent(id -> ids.put(id, conversation.direction())));
            after = page.next();
        } while (after.isPresent());
        List<String> all = new ArrayList<>(ids.keySet());
        ids.entrySet().stream()
                .filter(entry -> entry.getValue() == Direction.IN)
                .map(Map.Entry::getKey)
                .reduce((earlier, later) -> later)
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

    private List<Delivery> deliveries(Ticket ticket, ConversationId id, Set<EmailAddress> recipients, Instant at) {
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
                            Optional.empty(),
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
            List<Mailbox> to,
            ReplyRequest request,
            RawMessage raw,
            List<Delivery> deliveries) {
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
                to,
                request.cc(),
                request.bcc(),
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
        List<Work> work = new ArrayList<>();
        work.add(new Work(WorkKind.INDEX, ticket.number().toString(), at));
        deliveries.forEach(delivery -> work.add(DeliveryWorker.work(ticket.number(), delivery.id(), clock)));
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
}
