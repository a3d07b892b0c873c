package org.jamesdesk.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.jamesdesk.engines.CassandraEngine;
import org.jamesdesk.engines.CassandraSettings;
import org.jamesdesk.engines.Engine;
import org.jamesdesk.engines.FreePorts;
import org.jamesdesk.engines.OpenSearchEngine;
import org.jamesdesk.engines.OpenSearchSettings;
import org.jamesdesk.engines.ProcessIdentity;

/**
 * The engines that all test JVMs of one build share. The first that needs one starts it, on free loopback ports and with
 * a temporary directory; {@link EngineJanitor} ends it together with the build.
 */
final class SharedEngines {
    private static final String CASSANDRA = "cassandra";
    private static final String OPENSEARCH = "opensearch";
    /** A build is too short for the optimising compiler to pay. */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    /** Each new table would wait for a flush; a crash of the machine in the middle of a build need not be survived. */
    private static final String QUICK_SCHEMA = "-Dcassandra.test.flush_local_schema_changes=false";

    private final Path directory;
    private final ProcessHandle build;

    SharedEngines(Path directory, ProcessHandle build) {
        this.directory = directory;
        this.build = build;
    }

    /** Those of the build that runs this JVM. */
    static SharedEngines ofThisBuild() {
        ProcessHandle build = BuildProcess.current();
        return new SharedEngines(
                Path.of(System.getProperty("java.io.tmpdir"), "james-desk-engines-" + ProcessIdentity.of(build)),
                build);
    }

    /** Starts Cassandra unless it runs, and says where it answers. */
    InetSocketAddress cassandra() {
        CassandraEngine engine = cassandraOn(ports(CASSANDRA, 3));
        startOnce(engine);
        return engine.contactPoint();
    }

    /** Starts OpenSearch unless it runs, and says where it answers. */
    URI openSearch() {
        OpenSearchEngine engine = openSearchOn(ports(OPENSEARCH, 2));
        startOnce(engine);
        return engine.url();
    }

    /** Kills what runs; the data are about to be deleted. */
    void kill() {
        withLock(() -> {
            if (Files.exists(portsFile(CASSANDRA))) {
                cassandraOn(readPorts(CASSANDRA)).kill();
            }
            if (Files.exists(portsFile(OPENSEARCH))) {
                openSearchOn(readPorts(OPENSEARCH)).kill();
            }
        });
    }

    private CassandraEngine cassandraOn(List<Integer> ports) {
        return new CassandraEngine(CassandraSettings.singleNode(
                        directory.resolve(CASSANDRA),
                        EngineDirectories.cassandraLib(),
                        ports.get(0),
                        ports.get(1),
                        ports.get(2))
                .withJvmOptions(List.of(QUICK_COMPILER, QUICK_SCHEMA)));
    }

    private OpenSearchEngine openSearchOn(List<Integer> ports) {
        return new OpenSearchEngine(OpenSearchSettings.singleNode(
                        directory.resolve(OPENSEARCH), EngineDirectories.openSearchLib(), ports.get(0), ports.get(1))
                .withJvmOptions(List.of(QUICK_COMPILER)));
    }

    private void startOnce(Engine engine) {
        if (engine.isRunning() && engine.answers()) {
            return;
        }
        withLock(() -> {
            EngineJanitor.start(directory, build);
            engine.start();
        });
    }

    /** The engine's ports: chosen by the first caller, the same for every later one. */
    private List<Integer> ports(String engine, int count) {
        if (!Files.exists(portsFile(engine))) {
            withLock(() -> {
                if (!Files.exists(portsFile(engine))) {
                    writePorts(engine, FreePorts.several(count));
                }
            });
        }
        return readPorts(engine);
    }

    private Path portsFile(String engine) {
        return directory.resolve(engine + ".properties");
    }

    private void writePorts(String engine, int[] ports) {
        Properties properties = new Properties();
        for (int i = 0; i < ports.length; i++) {
            properties.setProperty("port." + i, Integer.toString(ports[i]));
        }
        Path complete = directory.resolve(engine + ".properties.new");
        try {
            try (OutputStream out = Files.newOutputStream(complete)) {
                properties.store(out, null);
            }
            Files.move(complete, portsFile(engine));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Integer> readPorts(String engine) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(portsFile(engine))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return IntStream.range(0, properties.size())
                .mapToObj(i -> Integer.valueOf(properties.getProperty("port." + i)))
                .toList();
    }

    /** One at a time over all JVMs, and, because file locks belong to a whole JVM, over its threads too. */
    private void withLock(Runnable action) {
        synchronized (SharedEngines.class) {
            try {
                Files.createDirectories(directory);
                try (FileChannel channel = FileChannel.open(
                                directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
}
