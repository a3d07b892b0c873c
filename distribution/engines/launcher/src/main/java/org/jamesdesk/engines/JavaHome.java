package org.jamesdesk.engines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * An installed Java runtime.
 *
 * @param directory the directory that holds {@code bin/java}
 * @param version   the feature version, such as 17
 */
public record JavaHome(Path directory, int version) {
    private static final int CASSANDRA_OLDEST = 11;
    private static final int CASSANDRA_NEWEST = 17;
    private static final int OPENSEARCH_NEWEST = 21;

    /** The runtime that runs this code. */
    public static JavaHome current() {
        return new JavaHome(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /**
     * A runtime for Cassandra 5, which knows Java 11 and 17 only.
     *
     * @throws EngineFailedException when there is none on this machine; the message lists those that were found
     */
    public static JavaHome forCassandra() {
        return first("Cassandra", List.of(CASSANDRA_NEWEST, CASSANDRA_OLDEST), installed());
    }

    /**
     * A runtime for OpenSearch 2.19, which knows Java 11 to 21; the desk's own part of the process needs 17.
     *
     * @throws EngineFailedException when there is none on this machine; the message lists those that were found
     */
    public static JavaHome forOpenSearch() {
        return first("OpenSearch", List.of(CASSANDRA_NEWEST, OPENSEARCH_NEWEST), installed());
    }

    /** The {@code java} command of this runtime. */
    public Path executable() {
        return executable(directory);
    }

    static JavaHome first(String engine, List<Integer> versions, List<JavaHome> installed) {
        return installed.stream()
                .filter(home -> versions.contains(home.version))
                .findFirst()
                .orElseThrow(() -> new EngineFailedException(engine + " needs Java " + words(versions)
                        + ", and there is none among the runtimes found here: " + installed
                        + ". Install one (Debian: openjdk-17-jre-headless) or let JAVA_HOME name it."));
    }

    /** The runtimes of this machine: the current one, the one that JAVA_HOME names, then the usual directories. */
    static List<JavaHome> installed() {
        List<JavaHome> homes = new ArrayList<>();
        homes.add(current());
        Optional.ofNullable(System.getenv("JAVA_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .flatMap(JavaHome::at)
                .ifPresent(homes::add);
        homes.addAll(under(Path.of("/usr/lib/jvm")));
        homes.addAll(under(Path.of("/opt/java")));
        return homes;
    }

    static List<JavaHome> under(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        List<JavaHome> homes = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, Files::isDirectory)) {
            for (Path child : children) {
                at(child).ifPresent(homes::add);
            }
        } catch (IOException e) {
            throw new EngineFailedException("Cannot list the Java runtimes under " + parent, e);
        }
        homes.sort((one, other) -> one.directory.compareTo(other.directory));
        return homes;
    }

    /** The runtime in the given directory; empty when there is none, or none that names its version. */
    static Optional<JavaHome> at(Path directory) {
        Path release = directory.resolve("release");
        if (!Files.isExecutable(executable(directory)) || !Files.isRegularFile(release)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(release)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        return feature(properties.getProperty("JAVA_VERSION", "").replace("\"", ""))
                .map(version -> new JavaHome(directory, version));
    }

    private static Optional<Integer> feature(String version) {
        String[] numbers = version.split("[._+-]");
        int place = numbers.length > 1 && numbers[0].equals("1") ? 1 : 0;
        return numbers[place].matches("\\d{1,4}") ? Optional.of(Integer.valueOf(numbers[place])) : Optional.empty();
    }

    private static Path executable(Path directory) {
        return directory.resolve("bin").resolve("java");
    }

    private static String words(List<Integer> versions) {
        return String.join(" or ", versions.stream().map(String::valueOf).toList());
    }
}
