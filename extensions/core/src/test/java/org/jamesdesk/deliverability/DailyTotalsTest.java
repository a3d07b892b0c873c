package org.jamesdesk.deliverability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.report.BounceReason;
import org.junit.jupiter.api.Test;

class DailyTotalsTest {
    private static final LocalDate SATURDAY = LocalDate.parse("2026-11-28");
    private static final LocalDate SUNDAY = LocalDate.parse("2026-11-29");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-28T12:00:00Z"));
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final DailyTotals totals = node("one");

    private DailyTotals node(String name) {
        return new DailyTotals(desk.deliveryResults(), desk.dayTotals(), desk.work(), name, clock);
    }

    private void add(int delivery, ResultKind kind, String domain) {
        desk.deliveryResults()
                .add(new DeliveryResult(
                        clock.instant(),
                        Results.delivery(delivery),
                        kind,
                        Purpose.REPLY,
                        new DepartmentId("sales"),
                        domain,
                        kind == ResultKind.BOUNCED ? Optional.of(BounceReason.SPAM) : Optional.empty()));
    }

    private static DayTotal total(LocalDate day, ResultKind kind, String domain, long count) {
        return new DayTotal(
                day,
                new DepartmentId("sales"),
                domain,
                kind,
                kind == ResultKind.BOUNCED ? Optional.of(BounceReason.SPAM) : Optional.empty(),
                count);
    }

    private void moveTo(String moment) {
        clock.advance(Duration.between(clock.instant(), Instant.parse(moment)));
    }

    @Test
    void shouldAddUpTodayWhenSomebodyAsks() {
        add(1, ResultKind.SENT, "a.example");
        add(2, ResultKind.SENT, "a.example");
        add(2, ResultKind.BOUNCED, "a.example");
        add(3, ResultKind.BLOCKED, "b.example");

        assertThat(totals.of(SATURDAY))
                .containsExactly(
                        total(SATURDAY, ResultKind.SENT, "a.example", 2),
                        total(SATURDAY, ResultKind.BOUNCED, "a.example", 1),
                        total(SATURDAY, ResultKind.BLOCKED, "b.example", 1));
        assertThat(totals.of(SUNDAY)).isEmpty();
    }

    @Test
    void shouldCountADeliveryOnceADay() {
        add(1, ResultKind.SENT, "a.example");
        clock.advance(Duration.ofHours(2));
        add(1, ResultKind.SENT, "a.example");

        assertThat(totals.of(SATURDAY)).containsExactly(total(SATURDAY, ResultKind.SENT, "a.example", 1));
    }

    @Test
    void shouldShowNewResultsAfterTenSeconds() {
        add(1, ResultKind.SENT, "a.example");
        totals.of(SATURDAY);
        add(2, ResultKind.SENT, "a.example");

        clock.advance(Duration.ofSeconds(9));
        assertThat(totals.of(SATURDAY)).containsExactly(total(SATURDAY, ResultKind.SENT, "a.example", 1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(totals.of(SATURDAY)).containsExactly(total(SATURDAY, ResultKind.SENT, "a.example", 2));
    }

    @Test
    void shouldCloseADayForGoodWhenItIsOverForAnHour() {
        add(1, ResultKind.SENT, "a.example");

        moveTo("2026-11-29T00:59:59Z");
        totals.closeOverdue();
        assertThat(desk.dayTotals().find(SATURDAY)).isEmpty();
        assertThat(totals.of(SATURDAY)).hasSize(1);

        moveTo("2026-11-29T01:00:00Z");
        totals.closeOverdue();
        List<DayTotal> closed = List.of(total(SATURDAY, ResultKind.SENT, "a.example", 1));
        assertThat(desk.dayTotals().find(SATURDAY)).contains(closed);
        moveTo("2028-01-01T00:00:00Z");
        assertThat(totals.of(SATURDAY)).isEqualTo(closed);
    }

    @Test
    void shouldCloseEveryDayThatIsLeftWhenTheDeskWasOff() {
        add(1, ResultKind.SENT, "a.example");
        moveTo("2026-11-29T12:00:00Z");
        add(2, ResultKind.SENT, "b.example");
        moveTo("2026-12-20T12:00:00Z");

        totals.closeOverdue();

        assertThat(desk.dayTotals().find(SATURDAY))
                .hasValueSatisfying(day -> assertThat(day).hasSize(1));
        assertThat(desk.dayTotals().find(SUNDAY))
                .hasValueSatisfying(day -> assertThat(day).hasSize(1));
        assertThat(desk.dayTotals().find(LocalDate.parse("2026-12-19"))).contains(List.of());
        assertThat(desk.dayTotals().find(LocalDate.parse("2026-12-20"))).isEmpty();
    }

    @Test
    void shouldLeaveTheWorkToTheNodeThatDoesIt() {
        moveTo("2026-11-29T02:00:00Z");
        desk.work().lease("daily-totals", "other", 60);

        totals.closeOverdue();
        assertThat(desk.dayTotals().find(SATURDAY)).isEmpty();

        clock.advance(Duration.ofSeconds(61));
        totals.closeOverdue();
        assertThat(desk.dayTotals().find(SATURDAY)).isPresent();
    }

    @Test
    void shouldNameTheDomainsWithTheMostMailsOnly() {
        DayCounter counter = new DayCounter(SATURDAY, 2);
        IntStream.range(0, 5).forEach(number -> counter.add(Results.sent(number, clock.instant())));
        add(10, ResultKind.SENT, "b.example");
        add(11, ResultKind.SENT, "c.example");
        add(12, ResultKind.SENT, "d.example");
        desk.deliveryResults().read(clock.instant(), clock.instant(), counter::add);

        assertThat(counter.totals())
                .extracting(DayTotal::domain, DayTotal::count)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("*", 2L),
                        org.assertj.core.api.Assertions.tuple("b.example", 1L),
                        org.assertj.core.api.Assertions.tuple("customer.example", 5L));
    }
}
