package org.jamesdesk.distribution.home;

import java.nio.file.Path;

/**
 * The files of the program, which are never written to.
 *
 * @param directory the directory that holds {@code bin}, {@code conf} and {@code lib}
 */
public record Installation(Path directory) {
    public Installation {
        directory = directory.toAbsolutePath().normalize();
    }

    /** The jars of one server: {@code james}, {@code cassandra} or {@code opensearch}. */
    public Path lib(String server) {
        return directory.resolve("lib").resolve(server);
    }

    /** The configuration that a first start copies. */
    public Path conf() {
        return directory.resolve("conf");
    }
}
