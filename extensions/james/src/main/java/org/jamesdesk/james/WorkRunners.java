package org.jamesdesk.james;

import java.time.Duration;
import java.util.List;
import org.apache.james.metrics.api.GaugeRegistry;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkRunner;
import org.jamesdesk.work.WorkSignal;

/** The runners of all kinds of work: each signal goes to all of them, each takes what is its own. */
final class WorkRunners implements WorkSignal, AutoCloseable {
    private final List<WorkRunner> runners;

    WorkRunners(List<WorkRunner> runners) {
        this.runners = List.copyOf(runners);
    }

    /** Gauges {@code desk-<kind>-backlog} (pieces in memory) and {@code desk-<kind>-lag} (seconds), for every kind. */
    void register(GaugeRegistry gauges) {
        for (WorkRunner runner : runners) {
            String prefix = "desk-" + runner.kind().storedName();
            gauges.register(prefix + "-backlog", runner::backlog);
            gauges.register(prefix + "-lag", () -> runner.lag().toSeconds());
        }
    }

    void start() {
        runners.forEach(WorkRunner::start);
    }

    /** The kinds of work that are behind by more than a time. */
    List<String> behind(Duration allowed) {
        return runners.stream()
                .filter(runner -> runner.lag().compareTo(allowed) > 0)
                .map(runner ->
                        runner.kind().storedName() + " work is " + runner.lag().toMinutes() + " min behind")
                .toList();
    }

    @Override
    public void scheduled(List<Work> work) {
        runners.forEach(runner -> runner.scheduled(work));
    }

    @Override
    public void close() {
        runners.forEach(WorkRunner::close);
    }
}
