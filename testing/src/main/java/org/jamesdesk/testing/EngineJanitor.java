package org.jamesdesk.testing;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jamesdesk.engines.JavaHome;
import org.jamesdesk.engines.ProcessIdentity;
import org.jamesdesk.engines.ServerProcess;

/**
 * A small process of its own that waits for the end of a build, however it ends, then kills the build's engines and
 * deletes their data.
 */
final class EngineJanitor {
    private EngineJanitor() {}

    /** Starts the janitor of the given directory unless it runs. */
    static void start(Path directory, ProcessHandle build) {
        new ServerProcess("Engine janitor", directory.resolve("janitor.pid"), directory.resolve("janitor.log"))
                .start(
                        List.of(
                                JavaHome.current().executable().toString(),
                                "-Xmx32m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-D" + EngineDirectories.PROPERTY + "=" + EngineDirectories.root(),
                                "-cp",
                                location(EngineJanitor.class) + File.pathSeparator + location(JavaHome.class),
                                EngineJanitor.class.getName(),
                                directory.toString(),
                                ProcessIdentity.of(build).toString()),
                        Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Arguments: the directory, and the build's process as {@link ProcessIdentity} writes it. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        ProcessIdentity build = ProcessIdentity.parse(arguments[1]).orElseThrow();
        build.running().ifPresent(process -> process.onExit().join());
        new SharedEngines(directory, ProcessHandle.current()).kill();
        delete(directory);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
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
