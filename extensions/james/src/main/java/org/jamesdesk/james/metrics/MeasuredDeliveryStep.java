package org.jamesdesk.james.metrics;

import java.util.EnumMap;
import java.util.Map;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.DeliveryStep;
import org.jamesdesk.delivery.Dispatch;
import org.jamesdesk.message.mime.RawMessage;

/** Timer {@code desk-delivery-attempt}, one meter for each outcome, such as {@code desk-delivery-delivered}. */
public final class MeasuredDeliveryStep implements DeliveryStep {
    private final DeliveryStep step;
    private final MetricFactory metrics;
    private final Map<DeliveryState, Metric> outcomes = new EnumMap<>(DeliveryState.class);

    public MeasuredDeliveryStep(DeliveryStep step, MetricFactory metrics) {
        this.step = step;
        this.metrics = metrics;
        for (DeliveryState state : DeliveryState.values()) {
            outcomes.put(state, metrics.generate("desk-delivery-" + state.apiName()));
        }
    }

    @Override
    public Attempt attempt(Dispatch dispatch, RawMessage raw) {
        Attempt attempt =
                metrics.decorateSupplierWithTimerMetric("desk-delivery-attempt", () -> step.attempt(dispatch, raw));
        outcomes.get(attempt.state()).increment();
        return attempt;
    }
}
