package org.jamesdesk.james.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.TicketNumber;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeasuredDeliveryStepTest {
    private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
    private static final Delivery DELIVERY = new Delivery(
            new DeliveryId("a".repeat(32)),
            new TicketNumber(7),
            new ConversationId("b".repeat(32)),
            EmailAddress.parse("ana@customer.example"),
            EmailAddress.parse("bounce@desk.example"),
            Purpose.REPLY,
            DeliveryState.QUEUED,
            NOW,
            List.of());

    @ParameterizedTest
    @EnumSource(
            value = DeliveryState.class,
            names = {"DELIVERED", "WAITING", "BOUNCED"})
    void shouldTimeTheAttemptAndCountItsOutcome(DeliveryState state) {
        Attempt outcome = new Attempt(
                NOW, "mx.example:25", true, Optional.of(250), Optional.empty(), "said", state, Duration.ofMillis(5));
        RecordingMetricFactory metrics = new RecordingMetricFactory();
        MeasuredDeliveryStep step = new MeasuredDeliveryStep((delivery, raw) -> outcome, metrics);

        Attempt attempt = step.attempt(DELIVERY, RawMessage.of(new byte[] {'x'}));

        assertThat(attempt).isSameAs(outcome);
        assertThat(metrics.countFor("desk-delivery-" + state.apiName())).isEqualTo(1);
        assertThat(metrics.executionTimesFor("desk-delivery-attempt")).hasSize(1);
    }
}
