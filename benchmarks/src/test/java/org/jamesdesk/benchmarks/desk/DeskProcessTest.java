package org.jamesdesk.benchmarks.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeskProcessTest {
    @Test
    void shouldAddUserAndSystemTimeWhenTheNameLooksLikeFields() {
        String stat = "4711 (a b) R (c) S 1 4711 4711 0 -1 4194304 100 0 0 0 1234 66 9 9 20 0 1 0 299902";

        assertThat(DeskProcess.cpuOf(stat)).isEqualTo(Duration.ofMillis(13_000));
    }

    @Test
    void shouldKnowTheThreadsOfCompilersByTheirNames() {
        assertThat(DeskProcess.isCompiler("4711 (C2 CompilerThre) R 1 4711\n")).isTrue();
        assertThat(DeskProcess.isCompiler("4712 (C1 CompilerThre) S 1 4711\n")).isTrue();
        assertThat(DeskProcess.isCompiler("4713 (spooler-1) S 1 (C2 CompilerThre)\n"))
                .isFalse();
    }

    @Test
    void shouldReadPeakMemoryInBytes() {
        String status = "Name:\tjava\nVmPeak:\t 9000000 kB\nVmHWM:\t  950272 kB\nVmRSS:\t  900000 kB\n";

        assertThat(DeskProcess.peakMemoryOf(status)).isEqualTo(950_272L * 1024);
    }

    @Test
    void shouldMeasureARunningProcess() {
        assertThat(DeskProcess.self().cpu()).isGreaterThan(Duration.ZERO);
        assertThat(DeskProcess.self().compilerCpu())
                .isBetween(Duration.ofMillis(10), DeskProcess.self().cpu());
        assertThat(DeskProcess.self().peakMemory()).isGreaterThan(1L << 20);
    }
}
