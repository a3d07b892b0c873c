package org.jamesdesk.memory;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.mime.Attachment;
import org.jamesdesk.search.TicketDocument;
import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.search.TicketPage;
import org.jamesdesk.search.TicketQuery;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketNumber;

/** A search index in memory: every word must occur somewhere in the ticket, case and accents ignored. */
public final class InMemoryTicketIndex implements TicketIndex {
    private static final Comparator<Position> NEWEST_FIRST = Comparator.comparing(Position::changedAt)
            .thenComparing(Position::number)
            .reversed();

    private Map<TicketNumber, TicketDocument> answering = new HashMap<>();
    private final Map<String, Map<TicketNumber, TicketDocument>> fresh = new HashMap<>();

    @Override
    public synchronized void put(List<TicketDocument> documents) {
        Stream.concat(Stream.of(answering), fresh.values().stream())
                .forEach(index -> documents.forEach(
                        document -> index.merge(document.ticket().number(), document, InMemoryTicketIndex::newer)));
    }

    @Override
    public synchronized TicketPage search(TicketQuery query) {
        if (query.limit() < 1 || query.limit() > 200) {
            throw new IllegalArgumentException("limit is 1 to 200");
        }
        List<Ticket> matching = answering.values().stream()
                .filter(document -> matches(document, query))
                .map(TicketDocument::ticket)
                .sorted(Comparator.comparing(Position::of, NEWEST_FIRST))
                .toList();
        List<Ticket> rest = query.after()
                .map(Position::parse)
                .map(after -> matching.stream()
                        .filter(ticket -> NEWEST_FIRST.compare(Position.of(ticket), after) > 0)
                        .toList())
                .orElse(matching);
        List<Ticket> page = rest.stream().limit(query.limit()).toList();
        Optional<String> next = rest.size() > page.size()
                ? Optional.of(Position.of(page.get(page.size() - 1)).toString())
                : Optional.empty();
        return new TicketPage(page, matching.size(), next);
    }

    @Override
    public synchronized String beginRebuild() {
        String name = UUID.randomUUID().toString();
        fresh.put(name, new HashMap<>());
        return name;
    }

    @Override
    public synchronized void finishRebuild(String freshIndex) {
        answering = Optional.ofNullable(fresh.remove(freshIndex))
                .orElseThrow(() -> new IllegalArgumentException("no rebuild writes to " + freshIndex));
    }

    @Override
    public synchronized void abandonRebuild(String freshIndex) {
        fresh.remove(freshIndex);
    }

    private static TicketDocument newer(TicketDocument stored, TicketDocument put) {
        int order = put.ticket().changedAt().compareTo(stored.ticket().changedAt());
        return order > 0 || order == 0 && !put.asOpened() ? put : stored;
    }

    private static boolean matches(TicketDocument document, TicketQuery query) {
        Ticket ticket = document.ticket();
        return query.status().map(ticket.status()::equals).orElse(true)
                && query.department().map(ticket.department()::equals).orElse(true)
                && query.contact()
                        .map(contact -> ticket.contact()
                                .map(Mailbox::address)
                                .filter(contact::equals)
                                .isPresent())
                        .orElse(true)
                && query.text().map(text -> containsWords(document, text)).orElse(true);
    }

    private static boolean containsWords(TicketDocument document, String text) {
        String searchable = folded(searchable(document));
        return Arrays.stream(folded(text).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .allMatch(searchable::contains);
    }

    private static String searchable(TicketDocument document) {
        Ticket ticket = document.ticket();
        return Stream.concat(
                        Stream.of(
                                ticket.number().toString(),
                                ticket.subject(),
                                ticket.contact().map(Object::toString).orElse("")),
                        document.conversations().stream().flatMap(InMemoryTicketIndex::searchable))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> searchable(Conversation conversation) {
        return Stream.of(
                        Stream.of(conversation.subject(), conversation.text()),
                        conversation.from().map(Object::toString).stream(),
                        Stream.of(conversation.to(), conversation.cc()).map(Object::toString),
                        conversation.attachments().stream().map(Attachment::name))
                .flatMap(strings -> strings);
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }

    private record Position(Instant changedAt, TicketNumber number) {
        static Position of(Ticket ticket) {
            return new Position(ticket.changedAt(), ticket.number());
        }

        static Position parse(String text) {
            String[] parts = text.split("/", 2);
            try {
                return new Position(Instant.parse(parts[0]), TicketNumber.parse(parts[1]));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("not a position of a page of tickets", e);
            }
        }

        @Override
        public String toString() {
            return changedAt + "/" + number;
        }
    }
}
