package org.jamesdesk.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.benchmarks.load.Accounting;

/**
 * Everything that a run found.
 *
 * @param phases in the order in which they ran; the first is the desk under full load
 * @param limit the same load on a James that discards
 * @param checks what became of the mails: of the load in the tables, in the index, and of each special test
 * @param verbatim sampled raw mails that end in exactly the bytes that were sent, of how many
 * @param peakMemory by process, in bytes
 */
public record Report(
        List<PhaseResult> phases,
        Optional<PhaseResult> limit,
        Map<String, Accounting> checks,
        Share verbatim,
        Map<String, Long> peakMemory) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MEBI = 1024.0 * 1024.0;

    public Report {
        phases = List.copyOf(phases);
        checks = new LinkedHashMap<>(checks);
        peakMemory = new LinkedHashMap<>(peakMemory);
    }

    /** So many of so many. */
    public record Share(int of, int all) {
        boolean isWhole() {
            return of == all;
        }
    }

    /** Whether nothing was lost, doubled, misplaced or changed. */
    public boolean isRight() {
        return checks.values().stream().allMatch(Accounting::isRight) && verbatim.isWhole();
    }

    /** How much of the limit's rate the desk reaches under full load; empty when the limit was not measured. */
    public Optional<Double> ratioToLimit() {
        return limit.map(discarding -> phases.get(0).donePerSecond() / discarding.donePerSecond());
    }

    /** A table for people. */
    public void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%n%-26s %6s %8s %8s   %-26s  %-26s%n",
                "",
                "mails",
                "250/s",
                "done/s",
                "ms to stored 50/95/99 %",
                "ms to searchable 50/95/99 %");
        phases.forEach(phase -> print(out, phase));
        limit.ifPresent(phase -> print(out, phase));
        out.printf(Locale.ROOT, "%nCPU-ms per mail%n");
        phases.forEach(phase -> printCpu(out, phase));
        limit.ifPresent(phase -> printCpu(out, phase));
        ratioToLimit()
                .ifPresent(ratio -> out.printf(
                        Locale.ROOT,
                        "%ndesk / limit: %.2f of the mails a second, %.1f times the CPU-ms%n",
                        ratio,
                        phases.get(0).totalCpuMillisPerMail()
                                / limit.orElseThrow().totalCpuMillisPerMail()));
        out.printf(Locale.ROOT, "%npeak memory, MiB:");
        peakMemory.forEach((name, bytes) -> out.printf(Locale.ROOT, "  %s %.0f", name, bytes / MEBI));
        out.printf(Locale.ROOT, "%n%n");
        checks.forEach((name, accounting) -> {
            out.printf(
                    Locale.ROOT,
                    "%-5s %s: %d mails, each once and in its place%n",
                    accounting.isRight() ? "ok" : "WRONG",
                    name,
                    accounting.mails());
            accounting.complaints().forEach(complaint -> out.println("        " + complaint));
        });
        out.printf(
                Locale.ROOT,
                "%-5s raw mails byte for byte: %d of %d%n",
                verbatim.isWhole() ? "ok" : "WRONG",
                verbatim.of(),
                verbatim.all());
    }

    /** One line for programs. */
    public String json() {
        ObjectNode json = JSON.createObjectNode().put("right", isRight());
        ArrayNode phasesJson = json.putArray("phases");
        phases.forEach(phase -> phasesJson.add(json(phase)));
        limit.ifPresent(phase -> json.set("limit", json(phase)));
        ratioToLimit().ifPresent(ratio -> json.put("ratioToLimit", rounded(ratio)));
        ObjectNode memory = json.putObject("peakMemoryBytes");
        peakMemory.forEach(memory::put);
        ArrayNode checksJson = json.putArray("checks");
        checks.forEach((name, accounting) -> {
            ObjectNode check = checksJson.addObject().put("name", name).put("mails", accounting.mails());
            check.put("lost", accounting.lost().size())
                    .put("doubled", accounting.doubled().size())
                    .put("misplaced", accounting.misplaced().size())
                    .put("merged", accounting.merged().size())
                    .put("mangled", accounting.mangled().size())
                    .put("strangers", accounting.strangers().size());
        });
        json.putObject("verbatim").put("of", verbatim.of()).put("all", verbatim.all());
        return json.toString();
    }

    private static void print(PrintStream out, PhaseResult phase) {
        out.printf(
                Locale.ROOT,
                "%-26s %6d %8.1f %8.1f   %-26s  %-26s%s%n",
                phase.name(),
                phase.mails(),
                phase.sentPerSecond(),
                phase.donePerSecond(),
                phase.stored().map(Report::text).orElse("-"),
                phase.searchable().map(Report::text).orElse("-"),
                phase.repeats() == 0 ? "" : "  (" + phase.repeats() + " sent again)");
    }

    private static String text(Latencies times) {
        return String.format(Locale.ROOT, "%.0f / %.0f / %.0f", times.p50(), times.p95(), times.p99());
    }

    private static void printCpu(PrintStream out, PhaseResult phase) {
        out.printf(Locale.ROOT, "%-26s %8.2f  =", phase.name(), phase.totalCpuMillisPerMail());
        phase.cpuMillisPerMail().forEach((name, millis) -> out.printf(Locale.ROOT, "  %s %.2f", name, millis));
        out.printf(
                Locale.ROOT,
                "  (of it compilers %.2f; generator %.2f)%n",
                phase.compilerCpuMillisPerMail(),
                phase.generatorCpuMillisPerMail());
    }

    private static ObjectNode json(PhaseResult phase) {
        ObjectNode json = JSON.createObjectNode()
                .put("name", phase.name())
                .put("mails", phase.mails())
                .put("sentPerSecond", rounded(phase.sentPerSecond()))
                .put("donePerSecond", rounded(phase.donePerSecond()))
                .put("repeats", phase.repeats());
        phase.stored().ifPresent(times -> json.set("storedMillis", json(times)));
        phase.searchable().ifPresent(times -> json.set("searchableMillis", json(times)));
        json.put("cpuMillisPerMail", rounded(phase.totalCpuMillisPerMail()));
        ObjectNode cpu = json.putObject("cpuMillisPerMailByProcess");
        phase.cpuMillisPerMail().forEach((name, millis) -> cpu.put(name, rounded(millis)));
        json.put("compilerCpuMillisPerMail", rounded(phase.compilerCpuMillisPerMail()));
        return json.put("generatorCpuMillisPerMail", rounded(phase.generatorCpuMillisPerMail()));
    }

    private static ObjectNode json(Latencies times) {
        return JSON.createObjectNode()
                .put("samples", times.samples())
                .put("p50", rounded(times.p50()))
                .put("p95", rounded(times.p95()))
                .put("p99", rounded(times.p99()))
                .put("max", rounded(times.max()));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
