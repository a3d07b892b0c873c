package org.jamesdesk.memory;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jamesdesk.deliverability.DayTotal;
import org.jamesdesk.deliverability.DayTotalStore;

/** Totals of closed days in memory. */
public final class InMemoryDayTotals implements DayTotalStore {
    private final ConcurrentMap<LocalDate, List<DayTotal>> closed = new ConcurrentHashMap<>();

    @Override
    public Optional<List<DayTotal>> find(LocalDate day) {
        return Optional.ofNullable(closed.get(day));
    }

    @Override
    public void close(LocalDate day, List<DayTotal> totals) {
        closed.put(day, totals.stream().sorted(DayTotal.ORDER).toList());
    }
}
