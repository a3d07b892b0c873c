package org.jamesdesk.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.jamesdesk.DeskStores;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.EntryBuilder;
import org.junit.jupiter.api.Test;

/** What every {@link SignsOfLife} does, and what {@code TicketStore.append} adds to it. */
public interface SignsOfLifeContract {
    Instant MORNING = Instant.parse("2026-11-20T08:00:00.000001Z");
    Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    DeskStores stores();

    private SignsOfLife signs() {
        return stores().signsOfLife();
    }

    private static EmailAddress somebody() {
        return EmailAddress.parse("Ana-" + EntryBuilder.randomId() + "@customer.example");
    }

    @Test
    default void shouldTellTheNewestSign() {
        EmailAddress ana = somebody();
        assertThat(signs().last(ana)).isEmpty();

        signs().add(ana, NOON, SignsOfLife.UNBLOCKED);
        signs().add(ana, MORNING, SignsOfLife.RECEIVED);
        signs().add(ana, NOON, SignsOfLife.UNBLOCKED);

        assertThat(signs().last(EmailAddress.parse(ana.asString().toUpperCase(Locale.ROOT))))
                .contains(NOON);
    }

    @Test
    default void shouldFallBackToTheOneBeforeWhenASignIsTakenBack() {
        EmailAddress ana = somebody();
        signs().add(ana, MORNING, SignsOfLife.RECEIVED);
        signs().add(ana, NOON, "a");

        signs().remove(ana, NOON, "b");
        assertThat(signs().last(ana)).contains(NOON);

        signs().remove(ana, NOON, "a");
        assertThat(signs().last(ana)).contains(MORNING);
    }

    @Test
    default void shouldStayWithoutItWhenASignIsTakenBackBeforeItIsAdded() {
        EmailAddress ana = somebody();

        signs().remove(ana, NOON, "a");
        signs().add(ana, NOON, "a");

        assertThat(signs().last(ana)).isEmpty();
    }

    @Test
    default void shouldHaveASignWhenAPersonsMailIsStored() {
        EmailAddress ana = somebody();

        Entry entry = EntryBuilder.opening().from(Mailbox.of(ana)).at(NOON).build();
        stores().tickets().append(entry);
        stores().tickets().append(entry);

        assertThat(signs().last(ana)).contains(NOON);
    }

    @Test
    default void shouldHaveNoSignWhenAMachineWroteOrTheDeskItself() {
        EmailAddress ana = somebody();

        stores().tickets()
                .append(EntryBuilder.opening().from(Mailbox.of(ana)).automatic().build());
        stores().tickets()
                .append(EntryBuilder.opening()
                        .from(Mailbox.of(ana))
                        .sentTo("bo@customer.example")
                        .build());
        stores().tickets().append(EntryBuilder.opening().withoutFrom().build());

        assertThat(signs().last(ana)).isEmpty();
    }
}
