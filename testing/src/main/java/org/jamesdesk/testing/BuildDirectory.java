package org.jamesdesk.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jamesdesk.engines.ProcessIdentity;
import org.jamesdesk.engines.ServerProcess;

/**
 * The temporary directory of one build, in which every server that its tests start has its home and its pid file. {@link
 * Janitor} kills these servers and deletes the directory when the build has ended.
 */
final class BuildDirectory {
    private static final String PID_FILE = ".pid";

    private final Path path;
    private final ProcessHandle build;

    BuildDirectory(Path path, ProcessHandle build) {
        this.path = path;
        this.build = build;
    }

    /** That of the build that runs this JVM. */
    static BuildDirectory ofThisBuild() {
        ProcessHandle build = BuildProcess.current();
        return new BuildDirectory(
                Path.of(System.getProperty("java.io.tmpdir"), "james-desk-" + ProcessIdentity.of(build)), build);
    }

    /** A path in this directory, whose servers end with the build at the latest. */
    Path resolve(String name) {
        return path.resolve(name);
    }

    /** An empty directory for a server that belongs to one test class. */
    Path newHome(String name) {
        prepare();
        try {
            return Files.createTempDirectory(path, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a directory in " + path, e);
        }
    }

    /** Makes the directory and sees to it that it will be cleaned up. */
    void prepare() {
        withLock(() -> Janitor.start(path, build));
    }

    /** One at a time over all JVMs, and, because file locks belong to a whole JVM, over its threads too. */
    void withLock(Runnable action) {
        synchronized (BuildDirectory.class) {
            try {
                Files.createDirectories(path);
                try (FileChannel channel = FileChannel.open(
                                path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (lock.isValid()) {
                        action.run();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Kills every server that has its pid file here or below. */
    static void killServers(Path directory) {
        for (Path file : list(directory, Comparator.naturalOrder())) {
            String name = file.getFileName().toString();
            if (name.endsWith(PID_FILE) && !name.equals(Janitor.PID_FILE)) {
                new ServerProcess(name, file, file).kill();
            }
        }
    }

    /** Deletes the directory with everything in it. */
    static void delete(Path directory) {
        for (Path file : list(directory, Comparator.reverseOrder())) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot delete " + file, e);
            }
        }
    }

    private static List<Path> list(Path directory, Comparator<Path> order) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted(order).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + directory, e);
        }
    }
}
