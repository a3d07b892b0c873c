package org.jamesdesk.benchmarks.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jamesdesk.benchmarks.desk.DeskProcess;

/**
 * What processes have used so far.
 *
 * @param cpuMillis processor time by name of the process
 * @param compilerMillis the part of all of it that compilers took
 */
record Usage(Map<String, Long> cpuMillis, long compilerMillis) {
    static Usage of(List<DeskProcess> processes) {
        Map<String, Long> cpu = new LinkedHashMap<>();
        processes.forEach(process -> cpu.put(process.name(), process.cpu().toMillis()));
        long compilers = processes.stream()
                .mapToLong(process -> process.compilerCpu().toMillis())
                .sum();
        return new Usage(cpu, compilers);
    }

    /** The processor time since an earlier look, in milliseconds for each of so many mails. */
    Map<String, Double> perMailSince(Usage earlier, int mails) {
        Map<String, Double> perMail = new LinkedHashMap<>();
        cpuMillis.forEach((name, millis) ->
                perMail.put(name, (millis - earlier.cpuMillis().getOrDefault(name, 0L)) / (double) mails));
        return perMail;
    }

    /** Of that, what compilers took. */
    double compilersPerMailSince(Usage earlier, int mails) {
        return Math.max(0, compilerMillis - earlier.compilerMillis()) / (double) mails;
    }
}
