package org.jamesdesk.james.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.jamesdesk.deliverability.NotificationEvent;

/**
 * One counter for each thing that happens to notifications by itself, such as {@code desk-notifications-locked}; one node counts
 * each.
 */
public final class MeasuredNotifications implements Consumer<NotificationEvent> {
    private final Map<NotificationEvent.Kind, Metric> counters = new EnumMap<>(NotificationEvent.Kind.class);

    public MeasuredNotifications(MetricFactory metrics) {
        for (NotificationEvent.Kind kind : NotificationEvent.Kind.values()) {
            counters.put(kind, metrics.generate("desk-notifications-" + kind.apiName()));
        }
    }

    @Override
    public void accept(NotificationEvent event) {
        counters.get(event.kind()).increment();
    }
}
