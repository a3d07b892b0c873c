package org.jamesdesk.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the engines' jars lie: built by the modules under {@code distribution/engines}. */
public final class EngineDirectories {
    /** The system property that names the directory {@code distribution/engines}; else it is searched upwards. */
    public static final String PROPERTY = "desk.engines";

    private EngineDirectories() {}

    /** The directory of Cassandra's jars, for private engines. */
    public static Path cassandraLib() {
        return root().resolve("cassandra/target/lib");
    }

    /** The directory of OpenSearch's jars, for private engines. */
    public static Path openSearchLib() {
        return root().resolve("opensearch/target/lib");
    }

    /** The directory of the OAuth server's jars, which is no engine and lies with the tests. */
    public static Path oauthServerLib() {
        return root().resolve("../../testing/oauth-server/target/lib").normalize();
    }

    private static Path root() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Path::of)
                .orElseGet(() -> searchUpwards(Path.of("").toAbsolutePath()));
    }

    static Path searchUpwards(Path start) {
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            Path engines = directory.resolve("distribution/engines");
            if (Files.isDirectory(engines)) {
                return engines;
            }
        }
        throw new IllegalStateException(
                "Set the system property " + PROPERTY + ": there is no distribution/engines above " + start);
    }
}
