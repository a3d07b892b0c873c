package org.jamesdesk.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    @Test
    void shouldReadStepsAndRepetitions() {
        assertThat(RetrySchedule.parse("30s, 1m,2h*2, 1d").delays())
                .containsExactly(
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        Duration.ofHours(2),
                        Duration.ofHours(2),
                        Duration.ofDays(1));
    }

    @Test
    void shouldGiveUpWhenAllDelaysAreUsed() {
        RetrySchedule schedule = RetrySchedule.parse("1m,5m");

        assertThat(schedule.after(1)).contains(Duration.ofMinutes(1));
        assertThat(schedule.after(2)).contains(Duration.ofMinutes(5));
        assertThat(schedule.after(3)).isEmpty();
    }

    @Test
    void shouldNameTheStepWhenItCannotBeRead() {
        assertThatThrownBy(() -> RetrySchedule.parse("1m, soon"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'soon'");
    }
}
