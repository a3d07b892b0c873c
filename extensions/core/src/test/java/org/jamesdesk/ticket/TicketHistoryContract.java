package org.jamesdesk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.jamesdesk.DeskStores;
import org.junit.jupiter.api.Test;

/** What every {@link TicketHistory} does. */
public interface TicketHistoryContract {
    Instant NOON = Instant.parse("2026-11-20T12:00:00.000001Z");

    DeskStores stores();

    private TicketHistory history() {
        return stores().ticketHistory();
    }

    private TicketEvent added(TicketNumber ticket, Instant at, String key, Optional<String> who) {
        var event = new TicketEvent(ticket, at, key, TicketEventKind.BOUNCE, who, "A mail to ana@x.example bounced.");
        history().add(event);
        return event;
    }

    @Test
    default void shouldListTheEventsOfATicketOldestFirst() {
        TicketNumber ticket = EntryBuilder.unusedNumber();
        TicketEvent second = added(ticket, NOON, "b", Optional.of("ana"));
        TicketEvent third = added(ticket, NOON.plusNanos(1_000), "a", Optional.empty());
        TicketEvent first = added(ticket, NOON, "a/1", Optional.empty());
        added(EntryBuilder.unusedNumber(), NOON, "a", Optional.empty());

        assertThat(history().list(ticket, Optional.empty(), 500).events()).containsExactly(first, second, third);
    }

    @Test
    default void shouldHaveAnEventOnceWhenItIsAddedAgain() {
        TicketNumber ticket = EntryBuilder.unusedNumber();
        TicketEvent event = added(ticket, NOON, "bounce/1", Optional.empty());
        history().add(event);

        assertThat(history().list(ticket, Optional.empty(), 500).events()).containsExactly(event);
    }

    @Test
    default void shouldGoOnAfterAPage() {
        TicketNumber ticket = EntryBuilder.unusedNumber();
        TicketEvent first = added(ticket, NOON, "a-1", Optional.empty());
        TicketEvent second = added(ticket, NOON, "b/é", Optional.empty());
        TicketEvent third = added(ticket, NOON, "c", Optional.empty());

        TicketHistory.Page page = history().list(ticket, Optional.empty(), 2);
        TicketHistory.Page rest = history().list(ticket, page.next(), 2);

        assertThat(page.events()).containsExactly(first, second);
        assertThat(rest.events()).containsExactly(third);
        assertThat(rest.next()).isEmpty();
        assertThat(history().list(ticket, Optional.empty(), 3).next()).isEmpty();
    }

    @Test
    default void shouldSayWhatIsWrongWhenAPageCannotBeRead() {
        TicketNumber ticket = EntryBuilder.unusedNumber();

        assertThatThrownBy(() -> history().list(ticket, Optional.of("yesterday"), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a position that a page gave as its next");
        assertThatThrownBy(() -> history().list(ticket, Optional.empty(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit is 1 to 500");
    }
}
