package org.jamesdesk.deliverability;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;

/**
 * How mail arrived over some days.
 *
 * @param from the first day, UTC
 * @param to the last day
 * @param department whose mail; empty: everybody's
 * @param total all days together
 * @param days each day, in order, also those without mail
 * @param domains those with the most bounces and blocked mails first, at most {@value #MOST_DOMAINS}
 * @param reasons why mails bounced, the most frequent first
 */
public record DeliverabilityReport(
        LocalDate from,
        LocalDate to,
        Optional<DepartmentId> department,
        Counts total,
        List<Row<LocalDate>> days,
        List<Row<String>> domains,
        List<Row<BounceReason>> reasons) {
    /** How many domains are named. */
    public static final int MOST_DOMAINS = 20;

    /** What became of mails. */
    public record Counts(long sent, long bounced, long blocked) {
        private static final Counts NONE = new Counts(0, 0, 0);

        /** Sent and bounced. */
        public BounceRate rate() {
            return new BounceRate(sent, bounced);
        }

        private Counts plus(DayTotal total) {
            return switch (total.kind()) {
                case SENT -> new Counts(sent + total.count(), bounced, blocked);
                case BOUNCED -> new Counts(sent, bounced + total.count(), blocked);
                case BLOCKED -> new Counts(sent, bounced, blocked + total.count());
            };
        }
    }

    /** Counts of one day, domain or reason. */
    public record Row<K>(K key, Counts counts) {}

    public DeliverabilityReport {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(total, "total");
        days = List.copyOf(days);
        domains = List.copyOf(domains);
        reasons = List.copyOf(reasons);
    }

    /**
     * Makes a report.
     *
     * @param totals the totals of a day; asked once for each
     */
    public static DeliverabilityReport of(
            LocalDate from,
            LocalDate to,
            Optional<DepartmentId> department,
            Function<LocalDate, List<DayTotal>> totals) {
        Map<LocalDate, Counts> days = new TreeMap<>();
        Map<String, Counts> domains = new HashMap<>();
        Map<BounceReason, Counts> reasons = new HashMap<>();
        Counts all = Counts.NONE;
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            days.put(day, Counts.NONE);
            for (DayTotal total : totals.apply(day)) {
                if (department.filter(only -> !only.equals(total.department())).isEmpty()) {
                    all = all.plus(total);
                    add(days, day, total);
                    add(domains, total.domain(), total);
                    total.reason().ifPresent(reason -> add(reasons, reason, total));
                }
            }
        }
        return new DeliverabilityReport(
                from,
                to,
                department,
                all,
                days.entrySet().stream()
                        .map(entry -> new Row<>(entry.getKey(), entry.getValue()))
                        .toList(),
                worst(domains, MOST_DOMAINS),
                worst(reasons, Integer.MAX_VALUE));
    }

    private static <K> void add(Map<K, Counts> counts, K key, DayTotal total) {
        counts.put(key, counts.getOrDefault(key, Counts.NONE).plus(total));
    }

    private static <K extends Comparable<? super K>> List<Row<K>> worst(Map<K, Counts> counts, int most) {
        return counts.entrySet().stream()
                .map(entry -> new Row<>(entry.getKey(), entry.getValue()))
                .sorted(Comparator.<Row<K>>comparingLong(
                                row -> row.counts().bounced() + row.counts().blocked())
                        .thenComparingLong(row -> row.counts().sent())
                        .reversed()
                        .thenComparing(Row::key))
                .limit(most)
                .toList();
    }
}
