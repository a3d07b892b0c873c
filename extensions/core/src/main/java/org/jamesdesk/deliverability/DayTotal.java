package org.jamesdesk.deliverability;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;

/**
 * How many mails of one day had one kind of result. A delivery counts once a day and kind.
 *
 * @param day the day, UTC
 * @param department the department that sent them
 * @param domain the recipients' domain, in lower case, or {@link #OTHER_DOMAINS}; comes from addresses of mails and is hostile
 * @param kind what became of them
 * @param reason why they bounced; empty for other kinds
 * @param count how many, at least 1
 */
public record DayTotal(
        LocalDate day,
        DepartmentId department,
        String domain,
        ResultKind kind,
        Optional<BounceReason> reason,
        long count) {
    /** Stands for all domains of a day that have no totals of their own; no domain is written like this. */
    public static final String OTHER_DOMAINS = "*";

    /** Day, department, domain, kind, reason. */
    public static final Comparator<DayTotal> ORDER = Comparator.comparing(DayTotal::day)
            .thenComparing(total -> total.department().value())
            .thenComparing(DayTotal::domain)
            .thenComparing(DayTotal::kind)
            .thenComparing(total -> total.reason().map(BounceReason::name).orElse(""));

    public DayTotal {
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
    }
}
