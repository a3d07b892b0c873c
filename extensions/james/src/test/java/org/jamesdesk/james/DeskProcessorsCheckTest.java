package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.Multimap;
import java.time.Clock;
import org.apache.james.mailetcontainer.impl.MatcherMailetPair;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.transport.matchers.All;
import org.apache.mailet.Mailet;
import org.jamesdesk.mailets.ClassifyRecipients;
import org.jamesdesk.mailets.ConfirmSender;
import org.jamesdesk.mailets.DeliverReply;
import org.jamesdesk.mailets.IntakeRetries;
import org.jamesdesk.mailets.ParkStopped;
import org.jamesdesk.mailets.RecordBounce;
import org.jamesdesk.mailets.RequeueLater;
import org.jamesdesk.mailets.SignWithDkim;
import org.jamesdesk.mailets.ThreadIntoTicket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskProcessorsCheckTest {
    private final Multimap<String, MatcherMailetPair> processors = ArrayListMultimap.create();
    private final DeskProcessorsCheck check = new DeskProcessorsCheck();

    /** The check looks at classes only, so the mailets need not work. */
    @BeforeEach
    void setUp() {
        put("desk-intake", new ParkStopped(null, null, Clock.systemUTC()));
        put("desk-intake", new ClassifyRecipients(null, null, null));
        put("desk-intake", new RecordBounce(null, null, null, null));
        put("desk-intake", new ConfirmSender(null, null));
        put("desk-intake", new ThreadIntoTicket(null, new RecordingMetricFactory()));
        put(
                "desk-retry",
                new RequeueLater(
                        new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory(), Clock.systemUTC()),
                        IntakeRetries.DEFAULT,
                        Clock.systemUTC()));
        put("desk-outgoing", new SignWithDkim(null, null));
        put("desk-outgoing", new DeliverReply(null, null, null, null, null, null, Clock.systemUTC()));
    }

    private void put(String processor, Mailet mailet) {
        processors.put(processor, new MatcherMailetPair(new All(), mailet));
    }

    @Test
    void shouldPassWhenAllProcessorsAreThere() {
        assertThatCode(() -> check.check(processors)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"desk-intake", "desk-retry", "desk-outgoing"})
    void shouldNameTheProcessorWhenOneIsMissing(String missing) {
        processors.removeAll(missing);

        assertThatThrownBy(() -> check.check(processors))
                .hasMessageContaining("mailetcontainer.xml: the processor " + missing + " is needed by the help desk");
    }
}
