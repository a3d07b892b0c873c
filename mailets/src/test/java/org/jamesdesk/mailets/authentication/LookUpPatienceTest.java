package org.jamesdesk.mailets.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookUpPatienceTest {
    @ParameterizedTest
    @CsvSource({"1, 10000", "4, 10000", "5, 2000", "8, 2000", "9, 500", "24, 500"})
    void shouldWaitLessWhenMoreWait(int waiting, long millis) {
        assertThat(new LookUpPatience(Duration.ofSeconds(10)).with(waiting)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "5, 1000", "9, 500"})
    void shouldNeverWaitLongerThanItMay(int waiting, long millis) {
        assertThat(new LookUpPatience(Duration.ofSeconds(1)).with(waiting)).isEqualTo(Duration.ofMillis(millis));
    }
}
