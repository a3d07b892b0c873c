package org.jamesdesk.distribution.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Everything that one desk writes: {@code conf}, {@code logs}, {@code run}, James' {@code var} and the data of
 * {@code cassandra} and {@code opensearch}.
 *
 * @param directory the home; made by {@link #prepare}
 */
public record HomeDirectory(Path directory) {
    public HomeDirectory {
        directory = directory.toAbsolutePath().normalize();
    }

    public Path conf() {
        return directory.resolve("conf");
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    /** Temporary files of large mails; on the same disk as everything else. */
    public Path temporary() {
        return directory.resolve("tmp");
    }

    public Path run() {
        return directory.resolve("run");
    }

    public Path cassandra() {
        return directory.resolve("cassandra");
    }

    public Path openSearch() {
        return directory.resolve("opensearch");
    }

    /**
     * Makes the directories, for their owner only: queues and repositories hold mails, {@code conf} holds keys.
     *
     * @throws IllegalStateException when others may open the home and closing it is not for us to do
     */
    public void prepare() {
        try {
            PrivateFiles.makeDirectory(directory);
            if (!PrivateFiles.isPrivate(directory)) {
                close();
            }
            for (Path part : new Path[] {logs(), temporary(), run(), cassandra(), openSearch()}) {
                Files.createDirectories(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the home directory " + directory, e);
        }
    }

    /** A directory that was there before; one with other things in it, such as /tmp, may have to stay open. */
    private void close() throws IOException {
        if (!Files.exists(conf()) && !isEmpty()) {
            throw new IllegalStateException("Other users may open " + directory
                    + ", and it holds other files than a desk's. Use another --home, or, if nobody else needs it: chmod 700 "
                    + directory);
        }
        try {
            PrivateFiles.close(directory);
        } catch (FileSystemException e) {
            throw new IllegalStateException(
                    "Other users may open " + directory
                            + ". It must belong to the user who starts the desk, with: chmod" + " 700 " + directory,
                    e);
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    /** What the last start was told; empty before the first. */
    public Optional<RunSettings> settings() {
        if (!Files.exists(settingsFile())) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(settingsFile())) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + settingsFile(), e);
        }
        return Optional.of(new RunSettings(
                new Ports(Integer.parseInt(properties.getProperty("portOffset", "0"))),
                properties.getProperty("domain", RunSettings.DEFAULT_DOMAIN),
                Optional.ofNullable(properties.getProperty("cassandra")),
                Optional.ofNullable(properties.getProperty("opensearch"))));
    }

    /** Keeps what this start was told. */
    public void remember(RunSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("portOffset", Integer.toString(settings.ports().offset()));
        properties.setProperty("domain", settings.domain());
        settings.cassandra().ifPresent(value -> properties.setProperty("cassandra", value));
        settings.openSearch().ifPresent(value -> properties.setProperty("opensearch", value));
        try (OutputStream out = Files.newOutputStream(settingsFile())) {
            properties.store(out, "What the last start was told; written by james-desk");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + settingsFile(), e);
        }
    }

    private Path settingsFile() {
        return run().resolve("settings.properties");
    }
}
