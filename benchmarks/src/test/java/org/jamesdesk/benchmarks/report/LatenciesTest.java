package org.jamesdesk.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void shouldGiveNearestRanksWhenTimesComeInAnyOrder() {
        List<Duration> hundredDownToOne = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> Duration.ofMillis(101 - i))
                .toList();

        assertThat(Latencies.of(hundredDownToOne)).isEqualTo(new Latencies(100, 50, 95, 99, 100));
    }

    @Test
    void shouldGiveTheOneTimeWhenThereIsOnlyOne() {
        assertThat(Latencies.of(List.of(Duration.ofMillis(7)))).isEqualTo(new Latencies(1, 7, 7, 7, 7));
    }

    @Test
    void shouldBeZeroWhenNothingWasMeasured() {
        assertThat(Latencies.of(List.of())).isEqualTo(new Latencies(0, 0, 0, 0, 0));
    }

    @Test
    void shouldKeepPartsOfAMillisecond() {
        assertThat(Latencies.of(List.of(Duration.ofNanos(1_500_000))).p50()).isEqualTo(1.5);
    }
}
