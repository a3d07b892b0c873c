package org.jamesdesk.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jamesdesk.DeskStores;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.BounceStore.Of;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.ticket.EntryBuilder;
import org.jamesdesk.ticket.TicketNumber;
import org.junit.jupiter.api.Test;

/** What every {@link BounceStore} does. */
public interface BounceStoreContract {
    Instant BEFORE_ALL = Instant.parse("2026-01-01T00:00:00Z");

    DeskStores stores();

    private BounceStore bounces() {
        return stores().bounces();
    }

    private Bounce stored(BounceBuilder builder) {
        return bounces().record(builder.build());
    }

    private List<Bounce> all(Of of, Instant since) {
        return bounces().list(of, since, Optional.empty(), 500).bounces();
    }

    /** All pages, one after the other. */
    private List<Bounce> paged(Of of, Instant since, int limit) {
        List<Bounce> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            BounceStore.Page page = bounces().list(of, since, after, limit);
            assertThat(page.bounces()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.bounces());
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    private static String micro(int i) {
        return "2026-11-20T10:00:00.%06dZ".formatted(i);
    }

    @Test
    default void shouldFindABounceAsItWasRecorded() {
        Bounce soft = stored(BounceBuilder.ofSomebody());
        Bounce hard = stored(BounceBuilder.ofSomebody()
                .hard(BounceReason.NO_SUCH_DOMAIN, BounceEffect.BLOCKED)
                .withoutAnswer());

        assertThat(bounces().find(soft.id())).contains(soft);
        assertThat(bounces().find(hard.id())).contains(hard);
        assertThat(bounces().find(new BounceId(EntryBuilder.randomId()))).isEmpty();
    }

    @Test
    default void shouldKeepTheFirstWhenABounceIsRecordedTwice() {
        BounceBuilder builder = BounceBuilder.ofSomebody().id(EntryBuilder.randomId());
        Bounce first = stored(builder);

        Bounce standing = bounces()
                .record(builder.hard(BounceReason.OTHER, BounceEffect.BLOCKED)
                        .at("2026-11-21T10:00:00Z")
                        .build());

        assertThat(standing).isEqualTo(first);
        assertThat(bounces().find(first.id())).contains(first);
        assertThat(all(new Of.Address(first.address()), BEFORE_ALL)).containsExactly(first);
        assertThat(all(new Of.Ticket(first.ticket()), BEFORE_ALL)).containsExactly(first);
    }

    @Test
    default void shouldListThoseOfAnAddressNewestFirstHoweverItIsWritten() {
        String address = "Ana-" + EntryBuilder.randomId() + "@customer.example";
        Bounce second = stored(BounceBuilder.of(address).at(micro(2)));
        Bounce third = stored(BounceBuilder.of(address.toUpperCase(Locale.ROOT)).at(micro(3)));
        Bounce first = stored(BounceBuilder.of(address).at(micro(1)));
        stored(BounceBuilder.ofSomebody().at(micro(2)));

        Of anas = new Of.Address(EmailAddress.parse(address.toLowerCase(Locale.ROOT)));
        assertThat(all(anas, BEFORE_ALL)).containsExactly(third, second, first);
        assertThat(all(anas, Instant.parse(micro(2)))).containsExactly(third, second);
        assertThat(all(anas, BEFORE_ALL).get(0).address().asString())
                .isEqualTo(third.address().asString());
    }

    @Test
    default void shouldListThoseOfATicket() {
        TicketNumber ticket = EntryBuilder.unusedNumber();
        Bounce first = stored(BounceBuilder.ofSomebody().ticket(ticket).at(micro(1)));
        Bounce second = stored(BounceBuilder.ofSomebody().ticket(ticket).at(micro(2)));
        stored(BounceBuilder.ofSomebody());

        assertThat(all(new Of.Ticket(ticket), BEFORE_ALL)).containsExactly(second, first);
    }

    @Test
    default void shouldListEverybodysOverDaysOnWhichNothingHappened() {
        List<Bounce> own = List.of(
                stored(BounceBuilder.ofSomebody().at("2026-11-19T23:59:59.999999Z")),
                stored(BounceBuilder.ofSomebody().at("2026-11-19T00:00:00Z")),
                stored(BounceBuilder.ofSomebody().at("2026-09-30T12:00:00Z")));
        Bounce older = stored(BounceBuilder.ofSomebody().at("2026-09-30T11:59:59.999999Z"));

        List<Bounce> listed = paged(new Of.Everybody(), Instant.parse("2026-09-30T12:00:00Z"), 500);

        assertThat(listed).containsSubsequence(own).doesNotContain(older);
    }

    @Test
    default void shouldPageThroughAllOfThemOnceAlsoWhenTheyHappenedAtTheSameTime() {
        String address = "bo-" + EntryBuilder.randomId() + "@customer.example";
        List<Bounce> stored = IntStream.range(0, 7)
                .mapToObj(i -> stored(BounceBuilder.of(address).at(micro(i / 3))))
                .toList();

        Of bos = new Of.Address(EmailAddress.parse(address));
        assertThat(paged(bos, BEFORE_ALL, 2)).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(bounces().list(bos, BEFORE_ALL, Optional.empty(), 7).next()).isEmpty();
        assertThat(paged(new Of.Everybody(), BEFORE_ALL, 3)).containsAll(stored).doesNotHaveDuplicates();
    }

    @Test
    default void shouldSayWhatIsWrongWhenAPageCannotBeRead() {
        assertThatThrownBy(() -> bounces().list(new Of.Everybody(), BEFORE_ALL, Optional.of("yesterday"), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a position that a page gave as its next");
        assertThatThrownBy(() -> bounces().list(new Of.Everybody(), BEFORE_ALL, Optional.empty(), 501))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit is 1 to 500");
    }
}
