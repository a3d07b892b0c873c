package org.jamesdesk.deliverability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.deliverability.DeliverabilityReport.Counts;
import org.jamesdesk.deliverability.DeliverabilityReport.Row;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;
import org.junit.jupiter.api.Test;

class DeliverabilityReportTest {
    private static final LocalDate FRIDAY = LocalDate.parse("2026-11-27");
    private static final LocalDate SUNDAY = LocalDate.parse("2026-11-29");
    private static final DepartmentId SALES = new DepartmentId("sales");
    private static final DepartmentId LEGAL = new DepartmentId("legal");

    private static final Map<LocalDate, List<DayTotal>> TOTALS = Map.of(
            FRIDAY,
            List.of(
                    total(FRIDAY, SALES, "a.example", ResultKind.SENT, Optional.empty(), 90),
                    total(FRIDAY, SALES, "a.example", ResultKind.BOUNCED, Optional.of(BounceReason.SPAM), 2),
                    total(FRIDAY, LEGAL, "b.example", ResultKind.SENT, Optional.empty(), 10),
                    total(FRIDAY, LEGAL, "b.example", ResultKind.BOUNCED, Optional.of(BounceReason.MAILBOX_FULL), 3)),
            SUNDAY,
            List.of(
                    total(SUNDAY, SALES, "a.example", ResultKind.BOUNCED, Optional.of(BounceReason.SPAM), 5),
                    total(SUNDAY, SALES, "c.example", ResultKind.BLOCKED, Optional.empty(), 1)));

    private static DayTotal total(
            LocalDate day,
            DepartmentId department,
            String domain,
            ResultKind kind,
            Optional<BounceReason> reason,
            long count) {
        return new DayTotal(day, department, domain, kind, reason, count);
    }

    private static DeliverabilityReport report(Optional<DepartmentId> department) {
        return DeliverabilityReport.of(FRIDAY, SUNDAY, department, day -> TOTALS.getOrDefault(day, List.of()));
    }

    @Test
    void shouldAddUpDaysDomainsAndReasons() {
        DeliverabilityReport report = report(Optional.empty());

        assertThat(report.total()).isEqualTo(new Counts(100, 10, 1));
        assertThat(report.days())
                .containsExactly(
                        new Row<>(FRIDAY, new Counts(100, 5, 0)),
                        new Row<>(FRIDAY.plusDays(1), new Counts(0, 0, 0)),
                        new Row<>(SUNDAY, new Counts(0, 5, 1)));
        assertThat(report.domains())
                .extracting(Row::key, row -> row.counts().bounced())
                .containsExactly(tuple("a.example", 7L), tuple("b.example", 3L), tuple("c.example", 0L));
        assertThat(report.reasons())
                .extracting(Row::key, row -> row.counts().bounced())
                .containsExactly(tuple(BounceReason.SPAM, 7L), tuple(BounceReason.MAILBOX_FULL, 3L));
    }

    @Test
    void shouldShowOneDepartmentOnly() {
        DeliverabilityReport report = report(Optional.of(LEGAL));

        assertThat(report.total()).isEqualTo(new Counts(10, 3, 0));
        assertThat(report.domains()).extracting(Row::key).containsExactly("b.example");
    }
}
