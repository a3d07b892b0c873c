package org.jamesdesk.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jamesdesk.engines.JavaHome;
import org.jamesdesk.engines.ProcessIdentity;
import org.jamesdesk.engines.ServerProcess;

/**
 * A small process of its own that waits for the end of a build, however it ends, then kills the servers of its tests and
 * deletes their data.
 */
final class Janitor {
    static final String PID_FILE = "janitor.pid";

    private Janitor() {}

    /** Starts the janitor of the given directory unless it runs. */
    static void start(Path directory, ProcessHandle build) {
        ServerProcess janitor =
                new ServerProcess("Janitor", directory.resolve(PID_FILE), directory.resolve("janitor.log"));
        if (janitor.isRunning()) {
            return;
        }
        // Copies, because the build may replace the originals while it waits.
        Path own = copy(location(Janitor.class), directory.resolve("janitor-testing"));
        Path launcher = copy(location(JavaHome.class), directory.resolve("janitor-launcher"));
        janitor.start(
                List.of(
                        JavaHome.current().executable().toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        own + File.pathSeparator + launcher,
                        Janitor.class.getName(),
                        directory.toString(),
                        ProcessIdentity.of(build).toString()),
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Arguments: the directory, and the build's process as {@link ProcessIdentity} writes it. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        ProcessIdentity build = ProcessIdentity.parse(arguments[1]).orElseThrow();
        build.running().ifPresent(process -> process.onExit().join());
        // A test JVM that is about to start a server outlives Maven a little and holds the lock meanwhile.
        new BuildDirectory(directory, ProcessHandle.current()).withLock(() -> BuildDirectory.killServers(directory));
        BuildDirectory.delete(directory);
    }

    /** A jar, or a directory of classes. */
    private static Path copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + from, e);
        }
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Cannot tell where " + type.getName() + " was loaded from", e);
        }
    }
}
