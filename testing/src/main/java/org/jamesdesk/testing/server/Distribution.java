package org.jamesdesk.testing.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The packaged program under test. */
final class Distribution {
    private static final String PROPERTY = "desk.distribution";

    private Distribution() {}

    static Path command() {
        return directory().resolve("bin/james-desk");
    }

    static Path conf() {
        return directory().resolve("conf");
    }

    private static Path directory() {
        Path start = Path.of("").toAbsolutePath();
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Path::of)
                .or(() -> Stream.iterate(start, path -> path != null, Path::getParent)
                        .map(path -> path.resolve("distribution/target/james-desk"))
                        .filter(Files::isDirectory)
                        .findFirst())
                .filter(directory -> Files.isRegularFile(directory.resolve("bin/james-desk")))
                .orElseThrow(() -> new IllegalStateException(
                        "The distribution is not built, or the system property " + PROPERTY + " is wrong"));
    }
}
