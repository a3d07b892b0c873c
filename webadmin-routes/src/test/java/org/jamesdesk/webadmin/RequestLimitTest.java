package org.jamesdesk.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.jamesdesk.memory.SettableClock;
import org.junit.jupiter.api.Test;

class RequestLimitTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T10:00:00Z"));
    private final RequestLimit limit = new RequestLimit(2, 5, clock);

    @Test
    void shouldStopOneClientAndNotTheOthers() {
        assertThat(limit.admits("a")).isTrue();
        assertThat(limit.admits("a")).isTrue();
        assertThat(limit.admits("a")).isFalse();

        assertThat(limit.admits("b")).isTrue();
    }

    @Test
    void shouldStopEverybodyWhenAllTogetherAskTooMuch() {
        IntStream.range(0, 5)
                .forEach(i -> assertThat(limit.admits("client" + i)).isTrue());

        assertThat(limit.admits("another")).isFalse();
    }

    @Test
    void shouldLetThemAskAgainAfterAMinute() {
        IntStream.range(0, 5).forEach(i -> limit.admits("a"));
        clock.advance(Duration.ofMinutes(1));

        assertThat(limit.admits("a")).isTrue();
    }
}
