package org.jamesdesk.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.bounce.SignsOfLife;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.paging.Position;
import org.jamesdesk.threading.AwaitedMessage;
import org.jamesdesk.threading.KnownMessage;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.Outgoing;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStatus;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.work.WorkStore;

/** Tickets in memory. */
public final class InMemoryTicketStore implements TicketStore {
    private final InMemoryKnownMessages knownMessages;
    private final InMemoryDeliveryStore deliveries;
    private final SignsOfLife signsOfLife;
    private final WorkStore work;
    private final Map<TicketNumber, Folder> folders = new HashMap<>();
    private final Map<ConversationId, byte[]> rawMails = new HashMap<>();

    InMemoryTicketStore(
            InMemoryKnownMessages knownMessages,
            InMemoryDeliveryStore deliveries,
            SignsOfLife signsOfLife,
            WorkStore work) {
        this.knownMessages = knownMessages;
        this.deliveries = deliveries;
        this.signsOfLife = signsOfLife;
        this.work = work;
    }

    @Override
    public synchronized void append(Entry entry) {
        appendTicket(entry);
        folder(entry.conversation().ticket()).conversations.put(position(entry.conversation()), entry.conversation());
        rawMails.put(entry.conversation().id(), bytes(entry.raw()));
        appendRest(entry);
    }

    @Override
    public synchronized boolean complete(Entry entry, Instant now) {
        Conversation conversation = entry.conversation();
        Folder folder = folder(conversation.ticket());
        boolean missing = folder.conversations.putIfAbsent(position(conversation), conversation) == null;
        if (folder.opened.isEmpty()) {
            appendTicket(entry);
        }
        rawMails.putIfAbsent(conversation.id(), bytes(entry.raw()));
        appendRest(entry);
        return missing;
    }

    private void appendTicket(Entry entry) {
        Folder folder = folder(entry.conversation().ticket());
        entry.opened().ifPresent(folder::open);
        entry.status()
                .or(() -> entry.opened().map(Ticket::status))
                .ifPresent(status -> folder.setStatus(status, entry.at()));
        folder.linked.addAll(entry.linked());
        folder.touch(entry.at());
    }

    private void appendRest(Entry entry) {
        Conversation conversation = entry.conversation();
        conversation
                .messageId()
                .ifPresent(messageId -> knownMessages.remember(new KnownMessage(
                        messageId,
                        entry.scope(),
                        conversation.ticket(),
                        conversation.id(),
                        conversation.direction(),
                        conversation.from().map(Mailbox::address))));
        for (String messageId : entry.missing().messageIds()) {
            knownMessages.await(
                    conversation.id(),
                    new AwaitedMessage(messageId, entry.scope(), conversation.ticket()),
                    entry.missing().participants());
        }
        entry.writer().ifPresent(writer -> signsOfLife.add(writer, entry.at(), SignsOfLife.RECEIVED));
        entry.deliveries().forEach(deliveries::queue);
        work.schedule(entry.work());
    }

    @Override
    public synchronized void queue(List<Outgoing> mails) {
        for (Outgoing mail : mails) {
            rawMails.put(mail.id(), bytes(mail.raw()));
            knownMessages.remember(mail.knownMessage());
            mail.deliveries().forEach(deliveries::queue);
            work.schedule(mail.work());
        }
    }

    @Override
    public synchronized Optional<Ticket> find(TicketNumber number) {
        return Optional.ofNullable(folders.get(number)).flatMap(Folder::ticket);
    }

    @Override
    public synchronized ConversationPage conversations(TicketNumber number, Optional<String> after, int limit) {
        if (limit < 1 || limit > 500) {
            throw new IllegalArgumentException("limit is 1 to 500");
        }
        NavigableMap<Position, Conversation> all =
                folders.containsKey(number) ? folders.get(number).conversations : new TreeMap<>();
        NavigableMap<Position, Conversation> rest = after.map(
                        text -> all.tailMap(Position.parse(text, ConversationId::new), false))
                .orElse(all);
        List<Conversation> page = rest.values().stream().limit(limit).toList();
        Optional<String> next =
                rest.size() > limit ? Optional.of(position(page.get(limit - 1)).toString()) : Optional.empty();
        return new ConversationPage(page, next);
    }

    private static Position position(Conversation conversation) {
        return new Position(conversation.at(), conversation.id().value());
    }

    @Override
    public synchronized Optional<Conversation> conversation(TicketNumber number, ConversationId id) {
        return Optional.ofNullable(folders.get(number)).stream()
                .flatMap(folder -> folder.conversations.values().stream())
                .filter(conversation -> conversation.id().equals(id))
                .findFirst();
    }

    @Override
    public synchronized Optional<RawMessage> raw(ConversationId id) {
        return Optional.ofNullable(rawMails.get(id)).map(RawMessage::of);
    }

    @Override
    public synchronized void setStatus(TicketNumber number, TicketStatus status, Instant at) {
        Folder folder = folder(number);
        folder.setStatus(status, at);
        folder.touch(at);
    }

    private Folder folder(TicketNumber number) {
        return folders.computeIfAbsent(number, any -> new Folder());
    }

    private static byte[] bytes(RawMessage raw) {
        try (var in = raw.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Folder {
        private final NavigableMap<Position, Conversation> conversations = new TreeMap<>();
        private final Set<TicketNumber> linked = new HashSet<>();
        private Optional<Ticket> opened = Optional.empty();
        private Optional<TicketStatus> status = Optional.empty();
        private Instant statusAt = Instant.MIN;
        private Instant changedAt = Instant.MIN;

        void open(Ticket ticket) {
            opened = Optional.of(ticket);
            linked.addAll(ticket.linked());
        }

        /** Of two at the same time the greater name stays, whatever their order: two nodes must end alike. */
        void setStatus(TicketStatus newStatus, Instant at) {
            boolean sameTimeButGreater = at.equals(statusAt)
                    && status.filter(old -> old.apiName().compareTo(newStatus.apiName()) < 0)
                            .isPresent();
            if (at.isAfter(statusAt) || sameTimeButGreater) {
                status = Optional.of(newStatus);
                statusAt = at;
            }
        }

        void touch(Instant at) {
            changedAt = at.isAfter(changedAt) ? at : changedAt;
        }

        Optional<Ticket> ticket() {
            return opened.map(ticket -> new Ticket(
                    ticket.number(),
                    ticket.department(),
                    ticket.supportAddress(),
                    ticket.subject(),
                    status.orElse(ticket.status()),
                    ticket.contact(),
                    linked,
                    ticket.createdAt(),
                    changedAt));
        }
    }
}
