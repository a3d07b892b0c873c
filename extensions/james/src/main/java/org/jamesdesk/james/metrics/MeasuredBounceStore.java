package org.jamesdesk.james.metrics;

import java.time.Instant;
import java.util.Optional;
import org.apache.james.metrics.api.MetricFactory;
import org.jamesdesk.bounce.Bounce;
import org.jamesdesk.bounce.BounceId;
import org.jamesdesk.bounce.BounceStore;

/**
 * Counters {@code desk-bounce-hard} and {@code desk-bounce-soft}, and {@code desk-blocked} of addresses that bounces put on the
 * blocklist. A bounce that is recorded again after a crash counts again.
 */
public final class MeasuredBounceStore implements BounceStore {
    private final BounceStore store;
    private final MetricFactory metrics;

    public MeasuredBounceStore(BounceStore store, MetricFactory metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    @Override
    public Bounce record(Bounce bounce) {
        Bounce standing = store.record(bounce);
        metrics.generate("desk-bounce-" + standing.hardness().apiName()).increment();
        if (standing.effect().blocks()) {
            metrics.generate("desk-blocked").increment();
        }
        return standing;
    }

    @Override
    public Optional<Bounce> find(BounceId id) {
        return store.find(id);
    }

    @Override
    public Page list(Of of, Instant since, Optional<String> after, int limit) {
        return store.list(of, since, after, limit);
    }
}
