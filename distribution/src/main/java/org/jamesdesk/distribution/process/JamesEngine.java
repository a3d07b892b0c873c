package org.jamesdesk.distribution.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jamesdesk.distribution.DeskServer;
import org.jamesdesk.distribution.home.HomeDirectory;
import org.jamesdesk.distribution.home.Installation;
import org.jamesdesk.distribution.home.Ports;
import org.jamesdesk.distribution.home.RunSettings;
import org.jamesdesk.engines.ClassPath;
import org.jamesdesk.engines.Engine;
import org.jamesdesk.engines.EngineFailedException;
import org.jamesdesk.engines.JavaHome;
import org.jamesdesk.engines.ServerProcess;

/** James with the desk ({@link DeskServer}) as a process of its own. */
public final class JamesEngine implements Engine {
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final int TAIL_LINES = 25;
    private static final int MAX_LINE = 400;
    private static final int MAX_LOG_BYTES = 4 * 1024 * 1024;
    /** Where a stack trace names a cause, and where Guice numbers what it could not make. */
    private static final Pattern CAUSE = Pattern.compile("^(Caused by: |\\d+\\) )");

    private static final String EXTRA_OPTIONS = "JAMES_DESK_JAMES_OPTS";

    private final Installation installation;
    private final HomeDirectory home;
    private final RunSettings settings;
    private final ServerProcess process;

    public JamesEngine(Installation installation, HomeDirectory home, RunSettings settings) {
        this.installation = installation;
        this.home = home;
        this.settings = settings;
        this.process = new ServerProcess(
                "James", home.run().resolve("james.pid"), home.logs().resolve("james.out"));
    }

    /** The HTTP interface, without a slash at the end. */
    public URI webAdmin() {
        return URI.create("http://127.0.0.1:" + settings.ports().webAdmin());
    }

    @Override
    public void start() {
        long logged = logLength();
        try {
            if (!isRunning()) {
                Files.deleteIfExists(readyFile());
                process.start(command(), home.directory());
            }
            process.awaitAnswer(this::answers, START);
        } catch (EngineFailedException e) {
            throw new EngineFailedException(firstLine(e) + logSince(logged), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + readyFile(), e);
        }
    }

    @Override
    public boolean isRunning() {
        return process.isRunning();
    }

    /** Whether everything in James has started and it answers; a check that is red does not matter here. */
    @Override
    public boolean answers() {
        return Files.exists(readyFile()) && Health.ask(webAdmin()).isPresent();
    }

    @Override
    public void stop() {
        process.stop(STOP);
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public Path log() {
        return home.logs().resolve("james.log");
    }

    private List<String> command() {
        Ports ports = settings.ports();
        List<String> command = new ArrayList<>(List.of(
                JavaHome.current().executable().toString(),
                "-Xms256m",
                "-Xmx768m",
                "-XX:+UseParallelGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + home.temporary(),
                "-Djdk.tls.ephemeralDHKeySize=2048",
                "-Dworking.directory=" + home.directory(),
                "-D" + DeskServer.READY_FILE + "=" + readyFile(),
                "-Dextra.props=" + home.conf().resolve("jvm.properties"),
                "-Dlogback.configurationFile=" + home.conf().resolve("logback.xml"),
                "-Ddesk.smtp.port=" + ports.smtp(),
                "-Ddesk.submission.port=" + ports.submission(),
                "-Ddesk.imap.port=" + ports.imap(),
                "-Ddesk.webadmin.port=" + ports.webAdmin(),
                "-Ddesk.demo.port=" + ports.demoPeer(),
                "-Ddesk.cassandra=" + settings.cassandraContactPoint(),
                "-Ddesk.opensearch=" + settings.openSearchUrl()));
        String extra = System.getenv().getOrDefault(EXTRA_OPTIONS, "").strip();
        if (!extra.isEmpty()) {
            command.addAll(List.of(extra.split("\\s+")));
        }
        command.addAll(List.of("-cp", ClassPath.ofDirectory(installation.lib("james")), DeskServer.class.getName()));
        return command;
    }

    private Path readyFile() {
        return home.run().resolve("james.ready");
    }

    private long logLength() {
        try {
            return Files.exists(log()) ? Files.size(log()) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at " + log(), e);
        }
    }

    /** What this start wrote into the log that explains a failure: causes first, they name the configuration key. */
    private String logSince(long position) {
        List<String> lines;
        try {
            lines = linesFrom(position);
        } catch (IOException e) {
            return "\nThere is no log at " + log() + ".";
        }
        List<String> causes =
                lines.stream().filter(CAUSE.asPredicate()).distinct().toList();
        List<String> shown = causes.isEmpty() ? tail(lines) : causes;
        return "\nFrom " + log() + ":\n"
                + String.join("\n", shown.stream().map(JamesEngine::cut).toList())
                + (lines.isEmpty() ? process.logTail() : "");
    }

    private List<String> linesFrom(long position) throws IOException {
        if (!Files.exists(log())) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(log())) {
            // A log that is shorter than before was rolled over.
            in.skipNBytes(logLength() < position ? 0 : position);
            return new String(in.readNBytes(MAX_LOG_BYTES), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static String firstLine(EngineFailedException e) {
        return e.getMessage().lines().findFirst().orElse("James did not start.").replaceFirst(" The end of .*", "");
    }

    private static List<String> tail(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    }

    private static String cut(String line) {
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
    }
}
