package org.jamesdesk.deliverability;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;

/** Adds up the results of one day. */
final class DayCounter {
    private record Group(DepartmentId department, String domain, ResultKind kind, Optional<BounceReason> reason) {
        Group ofOtherDomains() {
            return new Group(department, DayTotal.OTHER_DOMAINS, kind, reason);
        }
    }

    private final LocalDate day;
    private final int mostDomains;
    private final Map<ResultKind, LatestTimes> counted = new EnumMap<>(ResultKind.class);
    private final Map<Group, Long> counts = new HashMap<>();

    /** @param mostDomains how many domains have totals of their own: those with the most mails */
    DayCounter(LocalDate day, int mostDomains) {
        this.day = day;
        this.mostDomains = mostDomains;
    }

    void add(DeliveryResult result) {
        if (counted.computeIfAbsent(result.kind(), any -> new LatestTimes()).note(result.delivery(), result.at())) {
            counts.merge(
                    new Group(result.department(), result.domain(), result.kind(), result.reason()), 1L, Long::sum);
        }
    }

    /** In the order of {@link DayTotal#ORDER}. */
    List<DayTotal> totals() {
        Set<String> named = named();
        Map<Group, Long> grouped = counts.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> named.contains(entry.getKey().domain())
                                ? entry.getKey()
                                : entry.getKey().ofOtherDomains(),
                        Collectors.summingLong(Map.Entry::getValue)));
        return grouped.entrySet().stream()
                .map(entry -> new DayTotal(
                        day,
                        entry.getKey().department(),
                        entry.getKey().domain(),
                        entry.getKey().kind(),
                        entry.getKey().reason(),
                        entry.getValue()))
                .sorted(DayTotal.ORDER)
                .toList();
    }

    private Set<String> named() {
        Map<String, Long> domains = counts.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().domain(), Collectors.summingLong(Map.Entry::getValue)));
        return domains.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(mostDomains)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
