package org.jamesdesk.testing;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
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
        new ServerProcess("Janitor", directory.resolve(PID_FILE), directory.resolve("janitor.log"))
                .start(
                        List.of(
                                JavaHome.current().executable().toString(),
                                "-Xmx32m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                location(Janitor.class) + File.pathSeparator + location(JavaHome.class),
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

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Cannot tell where " + type.getName() + " was loaded from", e);
        }
    }
}
