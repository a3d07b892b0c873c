package org.jamesdesk.james.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.jamesdesk.bounce.BounceBuilder;
import org.jamesdesk.bounce.BounceEffect;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.message.report.BounceReason;
import org.junit.jupiter.api.Test;

class MeasuredBounceStoreTest {
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private final MeasuredBounceStore store = new MeasuredBounceStore(new InMemoryDesk().bounces(), metrics);

    @Test
    void shouldCountHardAndSoftBouncesAndWhatTheyBlock() {
        store.record(BounceBuilder.ofSomebody().build());
        store.record(BounceBuilder.ofSomebody()
                .hard(BounceReason.POLICY, BounceEffect.NONE)
                .build());
        store.record(BounceBuilder.ofSomebody()
                .hard(BounceReason.NO_SUCH_ADDRESS, BounceEffect.BLOCKED)
                .build());

        assertThat(metrics.countFor("desk-bounce-soft")).isEqualTo(1);
        assertThat(metrics.countFor("desk-bounce-hard")).isEqualTo(2);
        assertThat(metrics.countFor("desk-blocked")).isEqualTo(1);
    }
}
