package org.jamesdesk.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that names a running process. */
final class PidFile {
    private final Path path;

    PidFile(Path path) {
        this.path = path;
    }

    void write(ProcessHandle process) throws IOException {
        Files.writeString(path, ProcessIdentity.of(process) + "\n", StandardCharsets.US_ASCII);
    }

    /** The process that the file names, when it still runs. */
    Optional<ProcessHandle> running() {
        try {
            return ProcessIdentity.parse(Files.readString(path, StandardCharsets.US_ASCII))
                    .flatMap(ProcessIdentity::running);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
