package org.jamesdesk.james.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.Dispatch;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeasuredDeliveryStepTest {
    private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
    private static final Dispatch DISPATCH = new Dispatch(
            "desk-a",
            Optional.of(EmailAddress.parse("bounce@desk.example")),
            Optional.empty(),
            EmailAddress.parse("ana@customer.example"),
            Optional.empty());

    @ParameterizedTest
    @EnumSource(
            value = DeliveryState.class,
            names = {"DELIVERED", "WAITING", "BOUNCED"})
    void shouldTimeTheAttemptAndCountItsOutcome(DeliveryState state) {
        Attempt outcome = new Attempt(
                NOW, "mx.example:25", true, Optional.of(250), Optional.empty(), "said", state, Duration.ofMillis(5));
        RecordingMetricFactory metrics = new RecordingMetricFactory();
        MeasuredDeliveryStep step = new MeasuredDeliveryStep((dispatch, raw) -> outcome, metrics);

        Attempt attempt = step.attempt(DISPATCH, RawMessage.of(new byte[] {'x'}));

        assertThat(attempt).isSameAs(outcome);
        assertThat(metrics.countFor("desk-delivery-" + state.apiName())).isEqualTo(1);
        assertThat(metrics.executionTimesFor("desk-delivery-attempt")).hasSize(1);
    }
}
