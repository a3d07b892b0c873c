package org.jamesdesk.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.contact.Contact;
import org.jamesdesk.contact.ContactChoice;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.threading.KnownMessages;
import org.jamesdesk.threading.MailsUnderWay;
import org.jamesdesk.threading.MissingAncestors;
import org.jamesdesk.threading.StoredEvidence;
import org.jamesdesk.threading.Threading;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.ticket.IntakeResult.Decision;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SignedMessage;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.jamesdesk.work.WorkSignal;

/**
 * Takes a mail into the desk: read, decide, claim, store. Running it twice for the same mail, on one node or two, has
 * the effect of running it once: the claim makes every later run continue the first one, and all that is stored carries
 * the time of the claim.
 */
public final class TicketIntake {
    private static final Duration PATIENCE_FOR_OTHERS = Duration.ofSeconds(10);

    private final MessageReader reader;
    private final KnownMessages knownMessages;
    private final ClaimStore claims;
    private final TicketStore tickets;
    private final TicketNumbers numbers;
    private final DeskTokens tokens;
    private final Threading threading;
    private final MailsUnderWay underWay = new MailsUnderWay();
    private final ThreadingContext context;
    private final ContactChoice contacts;
    private final IntakeWatch watch;
    private final WorkSignal signal;
    private final Clock clock;

    /** @param watch told of each mail after it was stored */
    public TicketIntake(
            MessageReader reader,
            KnownMessages knownMessages,
            ClaimStore claims,
            TicketStore tickets,
            TicketNumbers numbers,
            DeskTokens tokens,
            ThreadingContext context,
            ContactChoice contacts,
            IntakeWatch watch,
            WorkSignal signal,
            Clock clock) {
        this.reader = reader;
        this.knownMessages = knownMessages;
        this.claims = claims;
        this.tickets = tickets;
        this.numbers = numbers;
        this.tokens = tokens;
        this.threading = new Threading(tokens);
        this.context = context;
        this.contacts = contacts;
        this.watch = watch;
        this.signal = signal;
        this.clock = clock;
    }

    private record Placement(
            IntakeTarget target,
            Threading.Decision decision,
            MissingAncestors missing,
            Claim claim,
            boolean repeated) {}

    private record Taking(List<IntakeResult> results, List<TakenMail> mails) {}

    /**
     * Stores the mail, once for each department it came to. When it returns, all of it is durable.
     *
     * @return what became of it, in the order of the targets; two targets that lead to one conversation give one result
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer: run it again later
     */
    public List<IntakeResult> take(IncomingMail mail) {
        Taking taking = store(mail);
        taking.mails().forEach(watch::taken);
        return taking.results();
    }

    private Taking store(IncomingMail mail) {
        // The identifier alone is read first: the others must know of a large mail before it is read as a whole.
        try (MailsUnderWay.Passage passage = underWay.enter(reader.messageId(mail.raw()))) {
            ReadMessage message = reader.read(mail.raw(), mail.envelopeSender());
            List<String> ancestors = StoredEvidence.askedAncestors(message);
            passage.awaitRelatives(ancestors, PATIENCE_FOR_OTHERS);
            return store(mail, message, unknown -> passage.awaitSiblings(unknown, PATIENCE_FOR_OTHERS));
        }
    }

    /**
     * What {@link #take} would do with the mail at this moment, without doing any of it.
     *
     * @return in the order of the targets
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer
     */
    public List<Forecast> foresee(IncomingMail mail) {
        ReadMessage message = reader.read(mail.raw(), mail.envelopeSender());
        Optional<IntakeResult> ownCopy = ownCopy(message);
        if (ownCopy.isPresent()) {
            return mail.targets().stream()
                    .limit(1)
                    .map(target -> new Forecast(
                            target,
                            Optional.of(ownCopy.get().ticket()),
                            Decision.OWN_COPY,
                            ownCopy.get().reasons()))
                    .toList();
        }
        StoredEvidence evidence = evidence(message);
        Map<ConversationId, Forecast> forecasts = new LinkedHashMap<>();
        for (IntakeTarget target : mail.targets()) {
            Threading.Decision decision = threading.decide(
                    target, message, evidence, context.settings().get());
            ConversationId id = conversationId(decision.scope(), message);
            Optional<Contact> contact = decision.ticket().isPresent()
                    ? Optional.empty()
                    : Optional.of(contacts.choose(message, target.department()));
            forecasts.computeIfAbsent(
                    id, any -> forecast(target, decision, reasons(decision, contact), claims.find(id)));
        }
        return List.copyOf(forecasts.values());
    }

    private static Forecast forecast(
            IntakeTarget target, Threading.Decision decision, List<String> reasons, Optional<Claim> standing) {
        return standing.map(claim -> new Forecast(
                        target,
                        Optional.of(claim.ticket()),
                        Decision.REPEATED,
                        List.of("The desk has this mail already.")))
                .orElseGet(() -> new Forecast(
                        target,
                        decision.ticket(),
                        decision.ticket().isPresent() ? Decision.JOINED : Decision.OPENED,
                        reasons));
    }

    private Taking store(IncomingMail mail, ReadMessage message, Predicate<List<String>> awaitSiblings) {
        Optional<IntakeResult> ownCopy = ownCopy(message);
        if (ownCopy.isPresent()) {
            return new Taking(List.of(ownCopy.get()), List.of());
        }
        List<Placement> placements = placements(mail, message, awaitSiblings);
        List<IntakeResult> results = new ArrayList<>();
        List<TakenMail> taken = new ArrayList<>();
        for (Placement placement : placements) {
            Optional<Contact> contact = placement.claim().opensTicket()
                    ? Optional.of(contacts.choose(message, placement.target().department()))
                    : Optional.empty();
            Entry entry = entry(placement, contact, linkedWith(placement, placements), message, mail);
            store(entry, placement.repeated());
            signal.scheduled(entry.work());
            results.add(new IntakeResult(
                    placement.claim().ticket(),
                    placement.claim().conversation(),
                    decision(placement),
                    entry.conversation().reasons()));
            taken.add(new TakenMail(
                    message,
                    mail.envelopeSender(),
                    entry.conversation(),
                    entry.opened(),
                    entry.scope(),
                    entry.work(),
                    placement.repeated()));
        }
        return new Taking(results, taken);
    }

    /**
     * What an earlier run has stored stays. If that one was cut short before anybody could see the mail, a ticket that somebody
     * has closed since is opened again, as by a mail that comes now.
     */
    private void store(Entry entry, boolean repeated) {
        if (!repeated) {
            tickets.append(entry);
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        TicketNumber number = entry.conversation().ticket();
        if (tickets.complete(entry, now) && entry.status().isPresent()) {
            Ticket ticket = tickets.existing(number);
            TicketStatus status = entry.status().get();
            if (ticket.status() != status) {
                tickets.setStatus(number, status, ticket.laterThanLastChange(now));
            }
        }
    }

    private StoredEvidence evidence(ReadMessage message) {
        return new StoredEvidence(message, knownMessages, tickets, context);
    }

    /**
     * Our own mail comes back when a customer's mailbox forwards to the desk or a support address was in Cc. Only a copy
     * with the author it was sent with counts, or with another of the desk's own addresses, which may have sent it in that
     * one's place (R54): somebody else's mail is never dropped for its Message-ID.
     */
    private Optional<IntakeResult> ownCopy(ReadMessage message) {
        Optional<SignedMessage> ours = message.messageId().flatMap(tokens::signedMessage);
        if (ours.isEmpty()) {
            return Optional.empty();
        }
        SignedMessage named = ours.get();
        Optional<EmailAddress> author = message.from().map(Mailbox::address);
        return knownMessages.find(List.of(tokens.messageId(named.ticket(), named.conversation()))).stream()
                .filter(sent -> sent.direction() == Direction.OUT
                        && sent.ticket().equals(named.ticket())
                        && sent.conversation().equals(named.conversation()))
                .filter(sent -> sent.from().equals(author)
                        || author.filter(context.ours()).isPresent())
                .findFirst()
                .map(sent -> new IntakeResult(
                        sent.ticket(),
                        sent.conversation(),
                        Decision.OWN_COPY,
                        List.of("It is a copy of a mail that the desk sent.")));
    }

    private List<Placement> placements(IncomingMail mail, ReadMessage message, Predicate<List<String>> awaitSiblings) {
        StoredEvidence evidence = evidence(message);
        Map<ConversationId, Placement> placements = new LinkedHashMap<>();
        for (IntakeTarget target : mail.targets()) {
            Threading.Decision decision = decide(target, message, evidence, awaitSiblings);
            ConversationId id = conversationId(decision.scope(), message);
            if (!placements.containsKey(id)) {
                placements.put(id, claim(target, decision, evidence.missing(decision.unknown()), id));
            }
        }
        return List.copyOf(placements.values());
    }

    /** A mail whose ancestors nobody has seen may be one of two such: then the earlier one opens the ticket of both. */
    private Threading.Decision decide(
            IntakeTarget target, ReadMessage message, StoredEvidence evidence, Predicate<List<String>> awaitSiblings) {
        Threading.Decision decision =
                threading.decide(target, message, evidence, context.settings().get());
        if (decision.ticket().isEmpty() && awaitSiblings.test(decision.unknown())) {
            evidence.askAgain();
            return threading.decide(
                    target, message, evidence, context.settings().get());
        }
        return decision;
    }

    private Placement claim(
            IntakeTarget target, Threading.Decision decision, MissingAncestors missing, ConversationId id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        TicketNumber ticket = decision.ticket().orElseGet(numbers::next);
        Claim proposed = new Claim(id, ticket, decision.ticket().isEmpty(), now);
        Claim standing = claims.claim(proposed);
        return new Placement(target, decision, missing, standing, !standing.equals(proposed));
    }

    private static ConversationId conversationId(DepartmentId scope, ReadMessage message) {
        String sender = message.from().map(from -> from.address().key()).orElse("");
        return ConversationIds.of("in", scope.value(), sender, message.fingerprint());
    }

    private static Set<TicketNumber> linkedWith(Placement placement, List<Placement> all) {
        Set<TicketNumber> linked = new LinkedHashSet<>(placement.decision().linked());
        all.stream().map(other -> other.claim().ticket()).forEach(linked::add);
        linked.remove(placement.claim().ticket());
        return linked;
    }

    /** @param contact whose ticket it opens; empty when it opens none */
    private Entry entry(
            Placement placement,
            Optional<Contact> contact,
            Set<TicketNumber> linked,
            ReadMessage message,
            IncomingMail mail) {
        Claim claim = placement.claim();
        Optional<Ticket> opened = contact.map(customer -> new Ticket(
                claim.ticket(),
                placement.target().department(),
                placement.target().supportAddress(),
                message.subject(),
                TicketStatus.OPEN,
                customer.mailbox(),
                linked,
                claim.at(),
                claim.at()));
        boolean reopens = !claim.opensTicket() && !message.automatic();
        Conversation conversation = new Conversation(
                claim.conversation(),
                claim.ticket(),
                Direction.IN,
                claim.at(),
                message.kind(),
                message.automatic(),
                false,
                message.from(),
                message.to(),
                message.cc(),
                List.of(),
                message.subject(),
                message.messageId(),
                Conversation.cut(message.text()),
                message.text().length() > Conversation.MAX_TEXT,
                message.attachments(),
                mail.raw().size(),
                mail.authentication(),
                reasons(placement.decision(), contact),
                message.problems());
        Work index = new Work(
                WorkKind.INDEX, claim.ticket().toString(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        return new Entry(
                opened,
                conversation,
                reopens ? Optional.of(TicketStatus.OPEN) : Optional.empty(),
                placement.decision().scope(),
                placement.missing(),
                linked,
                mail.raw(),
                List.of(),
                List.of(index));
    }

    private static List<String> reasons(Threading.Decision decision, Optional<Contact> contact) {
        List<String> reasons = new ArrayList<>(decision.reasons());
        contact.map(Contact::reasons).ifPresent(reasons::addAll);
        return reasons;
    }

    private static Decision decision(Placement placement) {
        if (placement.repeated()) {
            return Decision.REPEATED;
        }
        return placement.claim().opensTicket() ? Decision.OPENED : Decision.JOINED;
    }
}
