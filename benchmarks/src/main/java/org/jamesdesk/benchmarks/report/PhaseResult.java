package org.jamesdesk.benchmarks.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one phase of a run measured.
 *
 * @param name what was done
 * @param mails how many mails were sent
 * @param sentPerSecond mails acknowledged with 250 a second
 * @param donePerSecond mails stored (or, by the limit, discarded) a second, from the first MAIL FROM until the last one is
 * @param repeats how often a mail had to be sent again
 * @param stored from 250 to stored, where that was watched
 * @param searchable from 250 to found by a search, where that was watched
 * @param cpuMillisPerMail processor time per mail, by process, from the first MAIL FROM until everything is searchable
 * @param compilerCpuMillisPerMail the part of it that the compilers of the JVMs took, which goes to nothing while a desk runs
 * @param generatorCpuMillisPerMail the same of the generator, not part of any sum
 */
public record PhaseResult(
        String name,
        int mails,
        double sentPerSecond,
        double donePerSecond,
        int repeats,
        Optional<Latencies> stored,
        Optional<Latencies> searchable,
        Map<String, Double> cpuMillisPerMail,
        double compilerCpuMillisPerMail,
        double generatorCpuMillisPerMail) {
    public PhaseResult {
        cpuMillisPerMail = Collections.unmodifiableMap(new LinkedHashMap<>(cpuMillisPerMail));
    }

    /** Over all processes of the desk. */
    public double totalCpuMillisPerMail() {
        return cpuMillisPerMail.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
