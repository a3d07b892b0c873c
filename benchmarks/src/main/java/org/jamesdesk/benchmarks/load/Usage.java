package org.jamesdesk.benchmarks.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jamesdesk.benchmarks.desk.DeskProcess;

/**
 * What processes have used so far.
 *
 * @param cpuMillis processor time by name of the process
 */
record Usage(Map<String, Long> cpuMillis) {
    static Usage of(List<DeskProcess> processes) {
        Map<String, Long> cpu = new LinkedHashMap<>();
        processes.forEach(process -> cpu.put(process.name(), process.cpu().toMillis()));
        return new Usage(cpu);
    }

    /** The processor time since an earlier look, in milliseconds for each of so many mails. */
    Map<String, Double> perMailSince(Usage earlier, int mails) {
        Map<String, Double> perMail = new LinkedHashMap<>();
        cpuMillis.forEach((name, millis) ->
                perMail.put(name, (millis - earlier.cpuMillis().getOrDefault(name, 0L)) / (double) mails));
        return perMail;
    }
}
