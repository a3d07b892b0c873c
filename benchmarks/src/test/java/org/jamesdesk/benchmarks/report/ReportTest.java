package org.jamesdesk.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.benchmarks.load.Accounting;
import org.jamesdesk.benchmarks.report.Report.Share;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Latencies TIMES = new Latencies(250, 20, 40, 60, 80);
    private static final PhaseResult DESK = new PhaseResult(
            "desk, full load",
            5_000,
            300,
            150,
            0,
            Optional.of(TIMES),
            Optional.of(TIMES),
            Map.of("James", 5.0, "Cassandra", 2.5),
            3,
            1);
    private static final PhaseResult LIMIT = new PhaseResult(
            "limit", 5_000, 500, 600, 2, Optional.empty(), Optional.empty(), Map.of("James", 2.5), 0.5, 1);
    private static final Accounting RIGHT =
            new Accounting(5_000, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    private static final Accounting LOST =
            new Accounting(5_000, List.of("markdx7"), List.of(), List.of(), List.of(), List.of(), List.of());

    @Test
    void shouldBeRightWhenNothingIsWrong() {
        assertThat(report(RIGHT, new Share(250, 250)).isRight()).isTrue();
    }

    @Test
    void shouldNotBeRightWhenOneMailIsLost() {
        assertThat(report(LOST, new Share(250, 250)).isRight()).isFalse();
    }

    @Test
    void shouldNotBeRightWhenOneRawMailDiffers() {
        assertThat(report(RIGHT, new Share(249, 250)).isRight()).isFalse();
    }

    @Test
    void shouldCompareStoredWithDiscardedMails() {
        assertThat(report(RIGHT, new Share(1, 1)).ratioToLimit()).hasValue(0.25);
    }

    @Test
    void shouldSayEverythingInOneLineOfJson() throws Exception {
        String line = report(LOST, new Share(250, 250)).json();
        JsonNode json = new ObjectMapper().readTree(line);

        assertThat(line).doesNotContain("\n");
        assertThat(json.path("right").asBoolean(true)).isFalse();
        assertThat(json.at("/phases/0/donePerSecond").asDouble()).isEqualTo(150);
        assertThat(json.at("/phases/0/cpuMillisPerMail").asDouble()).isEqualTo(7.5);
        assertThat(json.at("/phases/0/compilerCpuMillisPerMail").asDouble()).isEqualTo(3);
        assertThat(json.at("/phases/0/storedMillis/p95").asDouble()).isEqualTo(40);
        assertThat(json.at("/limit/repeats").asInt()).isEqualTo(2);
        assertThat(json.at("/ratioToLimit").asDouble()).isEqualTo(0.25);
        assertThat(json.at("/checks/0/lost").asInt()).isEqualTo(1);
        assertThat(json.at("/peakMemoryBytes/James").asLong()).isEqualTo(1L << 29);
    }

    @Test
    void shouldNameWhatIsWrongForPeople() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();

        report(LOST, new Share(250, 250)).print(new PrintStream(text, true, StandardCharsets.UTF_8));

        assertThat(text.toString(StandardCharsets.UTF_8))
                .contains("WRONG the load")
                .contains("1 lost, such as markdx7")
                .contains("20 / 40 / 60")
                .contains("(2 sent again)")
                .contains("(of it compilers 3.00; generator 1.00)")
                .contains("James 512");
    }

    private static Report report(Accounting load, Share verbatim) {
        return new Report(
                List.of(DESK), Optional.of(LIMIT), Map.of("the load", load), verbatim, Map.of("James", 1L << 29));
    }
}
