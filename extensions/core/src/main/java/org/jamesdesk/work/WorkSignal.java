package org.jamesdesk.work;

import java.util.List;

/**
 * Told of work right after it was stored, so that it starts without waiting for the next sweep. Losing a signal loses
 * nothing: the work is in the store.
 */
public interface WorkSignal {
    /** Takes note; never blocks and never throws. */
    void scheduled(List<Work> work);
}
