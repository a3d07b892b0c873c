package org.jamesdesk.benchmarks.desk;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A James Desk of its own, started and stopped by {@code bin/james-desk} as anybody would. */
public final class DeskUnderTest {
    private static final String HOST = "127.0.0.1";

    private final Path command;
    private final Path home;
    private final int portOffset;
    private final PrintStream log;

    /**
     * @param command {@code bin/james-desk}
     * @param home where everything of this desk lies; made by the first start
     * @param log is told what the command says
     */
    public DeskUnderTest(Path command, Path home, int portOffset, PrintStream log) {
        this.command = command.toAbsolutePath();
        this.home = home.toAbsolutePath();
        this.portOffset = portOffset;
        this.log = log;
    }

    public InetSocketAddress smtp() {
        return new InetSocketAddress(HOST, 2525 + portOffset);
    }

    public InetSocketAddress cassandra() {
        return new InetSocketAddress(HOST, 9042 + portOffset);
    }

    public URI openSearch() {
        return URI.create("http://" + HOST + ":" + (9200 + portOffset));
    }

    public URI webAdmin() {
        return URI.create("http://" + HOST + ":" + (8000 + portOffset));
    }

    /** {@code mailetcontainer.xml}; there after the first start. */
    public Path mailetContainer() {
        return home.resolve("conf/mailetcontainer.xml");
    }

    /** Returns when all health checks are green. */
    public void start() throws IOException, InterruptedException {
        run("start", "--port-offset", Integer.toString(portOffset)).lines().forEach(log::println);
    }

    public void stop() throws IOException, InterruptedException {
        run("stop").lines().forEach(log::println);
    }

    /** An administrator's token. */
    public String token() throws IOException, InterruptedException {
        return run("token").strip();
    }

    /** The processes that run now. */
    public List<DeskProcess> processes() {
        List<DeskProcess> processes = new ArrayList<>();
        process("James", "run/james.pid").ifPresent(processes::add);
        process("Cassandra", "cassandra/cassandra.pid").ifPresent(processes::add);
        process("OpenSearch", "opensearch/opensearch.pid").ifPresent(processes::add);
        return processes;
    }

    private Optional<DeskProcess> process(String name, String pidFile) {
        try {
            String number = Files.readString(home.resolve(pidFile), StandardCharsets.US_ASCII)
                    .strip()
                    .replaceFirst("\\D.*", "");
            return Optional.of(new DeskProcess(name, Long.parseLong(number))).filter(DeskProcess::runs);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> call = new ArrayList<>(List.of(command.toString(), arguments[0], "--home", home.toString()));
        call.addAll(Arrays.asList(arguments).subList(1, arguments.length));
        Path output = Files.createTempFile("james-desk", ".out");
        try {
            // A file and not a pipe: the servers inherit it and outlive the command.
            int code = new ProcessBuilder(call)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            if (code != 0) {
                throw new IOException(String.join(" ", call) + " ended with " + code + ":\n" + said);
            }
            return said;
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
