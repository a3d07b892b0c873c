package org.jamesdesk.work;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes signals on to the runners, which come into being later than those who signal. */
public final class WorkSignals implements WorkSignal {
    private final List<WorkSignal> listeners = new CopyOnWriteArrayList<>();

    /** From now on this listener hears of all work. */
    public void add(WorkSignal listener) {
        listeners.add(listener);
    }

    @Override
    public void scheduled(List<Work> work) {
        listeners.forEach(listener -> listener.scheduled(work));
    }
}
