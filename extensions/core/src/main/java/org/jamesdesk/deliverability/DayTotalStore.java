package org.jamesdesk.deliverability;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Keeps the totals of days that are over, for good. */
public interface DayTotalStore {
    /**
     * The totals of a day in the order of {@link DayTotal#ORDER}; empty when the day was not closed yet.
     *
     * @throws org.jamesdesk.StoreUnavailableException when the store does not answer
     */
    Optional<List<DayTotal>> find(LocalDate day);

    /**
     * Closes a day. Closing it again with the same totals is harmless, also after an interruption and by two nodes at once.
     *
     * @param totals all totals of that day; none: nothing was sent
     * @throws org.jamesdesk.StoreUnavailableException when the store does not answer; the day may or may not be closed then
     */
    void close(LocalDate day, List<DayTotal> totals);
}
