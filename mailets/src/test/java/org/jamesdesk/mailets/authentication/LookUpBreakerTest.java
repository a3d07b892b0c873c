package org.jamesdesk.mailets.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LookUpBreakerTest {
    private final AtomicLong now = new AtomicLong();
    private final LookUpBreaker breaker = new LookUpBreaker(Duration.ofSeconds(30), now::get);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }

    @Test
    void shouldAskWhenFewChecksFailedInARow() {
        fail(3);
        assertThat(breaker.allows()).isTrue();
        breaker.answered();
        fail(3);

        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void shouldNotAskForAWhileWhenManyChecksFailedInARow() {
        fail(3);

        assertThat(breaker.failed()).isTrue();
        assertThat(breaker.failed()).isFalse();
        assertThat(breaker.allows()).isFalse();
        now.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(breaker.allows()).isFalse();
    }

    @Test
    void shouldLetOneTryWhenThePauseIsOver() {
        fail(4);
        now.addAndGet(Duration.ofSeconds(30).toNanos());

        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).isFalse();
        breaker.answered();
        assertThat(breaker.allows()).isTrue();
    }
}
