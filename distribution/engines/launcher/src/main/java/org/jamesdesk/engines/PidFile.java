package org.jamesdesk.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that names a running process by its number and its start time, so that a number that the operating system has
 * given to another process in the meantime is not taken for ours.
 */
final class PidFile {
    private static final String UNKNOWN_START = "-";

    private final Path path;

    PidFile(Path path) {
        this.path = path;
    }

    void write(ProcessHandle process) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, process.pid() + " " + start(process) + "\n", StandardCharsets.US_ASCII);
    }

    /** The process that the file names, when it still runs. */
    Optional<ProcessHandle> running() {
        String[] words;
        try {
            words = Files.readString(path, StandardCharsets.US_ASCII).strip().split(" ");
        } catch (IOException e) {
            return Optional.empty();
        }
        if (words.length != 2 || !words[0].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(ProcessHandle::isAlive)
                .filter(process -> !isZombie(process))
                .filter(process -> words[1].equals(UNKNOWN_START) || words[1].equals(start(process)));
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    private static String start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse(UNKNOWN_START);
    }

    /** A process that has ended but whose end nobody has asked for: it counts as alive for the JDK. */
    private static boolean isZombie(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }
}
