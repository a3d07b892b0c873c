package org.jamesdesk.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jamesdesk.distribution.home.Ports;
import org.jamesdesk.engines.FreePorts;

/** The packaged {@code bin/james-desk}, called as a person calls it. */
public final class DeskProgram {
    private static final long PATIENCE_MINUTES = 10;
    /** A server of a test lives too short for the optimising compiler to pay. */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    private final Path script;
    private final Path home;
    private final Ports ports;

    /**
     * @param home the home of every call
     */
    public DeskProgram(Path home) {
        this.script = Path.of(System.getProperty("desk.distribution"), "bin", "james-desk");
        this.home = home;
        this.ports = freePorts();
    }

    /** What a call printed and how it ended. */
    public record Result(int exitCode, String output, String errors) {}

    Ports ports() {
        return ports;
    }

    Path home() {
        return home;
    }

    /** Runs one command on the home and waits for its end. */
    Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString(), "--port-offset", Integer.toString(ports.offset())));
        return runAsIs(command);
    }

    /** Runs a command without further options. */
    public Result runPlain(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        return runAsIs(command);
    }

    private static Result runAsIs(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("james-desk", ".out");
        Path errors = Files.createTempFile("james-desk", ".err");
        try {
            ProcessBuilder call =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            call.environment().put("JAMES_DESK_JAMES_OPTS", QUICK_COMPILER);
            Process process = call.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end. So far: " + Files.readString(output));
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(output, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static Ports freePorts() {
        return new Random()
                .ints(1_000, 10_000, 20_000)
                .mapToObj(Ports::new)
                .filter(DeskProgram::areFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean areFree(Ports ports) {
        return IntStream.of(
                        ports.smtp(),
                        ports.submission(),
                        ports.imap(),
                        ports.webAdmin(),
                        ports.cassandra(),
                        ports.cassandraStorage(),
                        ports.cassandraJmx(),
                        ports.openSearch(),
                        ports.openSearchTransport(),
                        ports.demoPeer())
                .allMatch(FreePorts::isFree);
    }
}
