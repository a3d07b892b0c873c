package org.jamesdesk.deliverability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jamesdesk.DeskStores;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;
import org.junit.jupiter.api.Test;

/** What every {@link DayTotalStore} does. */
public interface DayTotalStoreContract {
    DeskStores stores();

    private DayTotalStore totals() {
        return stores().dayTotals();
    }

    private static LocalDate someDay() {
        return LocalDate.ofEpochDay(ThreadLocalRandom.current().nextInt(1_000_000));
    }

    private static DayTotal total(LocalDate day, String domain, ResultKind kind, long count) {
        return new DayTotal(
                day,
                new DepartmentId("sales"),
                domain,
                kind,
                kind == ResultKind.BOUNCED ? Optional.of(BounceReason.NO_SUCH_ADDRESS) : Optional.empty(),
                count);
    }

    @Test
    default void shouldGiveBackTheTotalsInOrderWhenADayIsClosed() {
        LocalDate day = someDay();
        DayTotal sent = total(day, "a.example", ResultKind.SENT, 3_000_000_000L);
        DayTotal bounced = total(day, "a.example", ResultKind.BOUNCED, 2);
        DayTotal blocked = total(day, "b.example", ResultKind.BLOCKED, 1);

        totals().close(day, List.of(blocked, bounced, sent));

        assertThat(totals().find(day)).contains(List.of(sent, bounced, blocked));
    }

    @Test
    default void shouldBeEmptyWhenADayWasNotClosed() {
        assertThat(totals().find(LocalDate.parse("2001-01-01"))).isEmpty();
    }

    @Test
    default void shouldBeClosedWhenNothingWasSentThatDay() {
        LocalDate day = someDay();

        totals().close(day, List.of());

        assertThat(totals().find(day)).contains(List.of());
    }

    @Test
    default void shouldHaveEachTotalOnceWhenADayIsClosedAgain() {
        LocalDate day = someDay();
        List<DayTotal> manyDomains = IntStream.range(1_000, 1_120)
                .mapToObj(number -> total(day, "d" + number + ".example", ResultKind.SENT, number))
                .toList();

        totals().close(day, manyDomains);
        totals().close(day, manyDomains);

        assertThat(totals().find(day)).contains(manyDomains);
    }
}
