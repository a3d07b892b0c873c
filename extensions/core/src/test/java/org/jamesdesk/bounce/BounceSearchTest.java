package org.jamesdesk.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.ticket.EntryBuilder;
import org.jamesdesk.ticket.TicketNumber;
import org.junit.jupiter.api.Test;

class BounceSearchTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private final BounceStore store = new InMemoryDesk().bounces();
    private final BounceSearch search = new BounceSearch(store);

    private Bounce bounce(int second, String address, long ticket, Hardness hardness, String department) {
        return store.record(new Bounce(
                new BounceId(EntryBuilder.randomId()),
                NOON.plusSeconds(second),
                EmailAddress.parse(address),
                new TicketNumber(ticket),
                new DeliveryId(EntryBuilder.randomId()),
                Purpose.REPLY,
                new DepartmentId(department),
                BounceSource.SMTP,
                hardness,
                hardness == Hardness.HARD ? BounceReason.NO_SUCH_ADDRESS : BounceReason.MAILBOX_FULL,
                Optional.of(550),
                Optional.empty(),
                "550 no",
                BounceEffect.NONE));
    }

    /** A query by kind, department, domain and reason; empty texts do not matter. */
    private static BounceQuery query(
            String address,
            long ticket,
            String kind,
            String department,
            String domain,
            Optional<String> after,
            int limit) {
        return new BounceQuery(
                Optional.of(address).filter(text -> !text.isEmpty()).map(EmailAddress::parse),
                ticket == 0 ? Optional.empty() : Optional.of(new TicketNumber(ticket)),
                Optional.of(kind).filter(text -> !text.isEmpty()).map(Hardness::parse),
                Optional.of(department).filter(text -> !text.isEmpty()).map(DepartmentId::new),
                Optional.of(domain).filter(text -> !text.isEmpty()),
                Optional.empty(),
                NOON,
                after,
                limit);
    }

    private List<Bounce> found(String address, long ticket, String kind, String department, String domain) {
        return search.find(query(address, ticket, kind, department, domain, Optional.empty(), 10))
                .bounces();
    }

    @Test
    void shouldFindWhatFitsEverythingThatIsAskedFor() {
        Bounce one = bounce(1, "ana@x.example", 7, Hardness.HARD, "support");
        Bounce two = bounce(2, "ana@x.example", 8, Hardness.SOFT, "sales");
        Bounce three = bounce(3, "bob@y.example", 7, Hardness.HARD, "support");
        bounce(-1, "ana@x.example", 7, Hardness.HARD, "support");

        assertThat(found("", 0, "", "", "")).containsExactly(three, two, one);
        assertThat(found("Ana@x.example", 0, "", "", "")).containsExactly(two, one);
        assertThat(found("", 7, "", "", "")).containsExactly(three, one);
        assertThat(found("ana@x.example", 7, "", "", "")).containsExactly(one);
        assertThat(found("", 0, "soft", "", "")).containsExactly(two);
        assertThat(found("", 0, "", "support", "")).containsExactly(three, one);
        assertThat(found("", 0, "", "", "y.example")).containsExactly(three);
        assertThat(found("", 8, "hard", "", "")).isEmpty();
    }

    @Test
    void shouldFindEachOnceWhenReadInPagesThatMostDoNotFit() {
        IntStream.range(0, 60)
                .forEach(i -> bounce(
                        i, "c" + i + "@x.example", 1 + i, i % 7 == 0 ? Hardness.SOFT : Hardness.HARD, "support"));
        List<Bounce> read = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            BounceStore.Page page = search.find(query("", 0, "soft", "", "", after, 2));
            assertThat(page.bounces()).hasSizeLessThanOrEqualTo(2);
            read.addAll(page.bounces());
            after = page.next();
        } while (after.isPresent());

        assertThat(read)
                .extracting(bounce -> bounce.ticket().value())
                .containsExactly(57L, 50L, 43L, 36L, 29L, 22L, 15L, 8L, 1L);
    }

    @Test
    void shouldStopAndSayWhereToGoOnWhenNothingFits() {
        IntStream.range(0, BounceSearch.MOST_PAGES + 5)
                .forEach(i -> bounce(i, "ana@x.example", 7, Hardness.HARD, "support"));

        BounceStore.Page first = search.find(query("", 0, "soft", "", "", Optional.empty(), 1));
        assertThat(first.bounces()).isEmpty();
        assertThat(first.next()).isPresent();

        BounceStore.Page second = search.find(query("", 0, "soft", "", "", first.next(), 1));
        assertThat(second.bounces()).isEmpty();
        assertThat(second.next()).isEmpty();
    }
}
