package org.jamesdesk.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.jamesdesk.engines.CassandraEngine;
import org.jamesdesk.engines.Engine;
import org.jamesdesk.engines.FreePorts;
import org.jamesdesk.engines.OpenSearchEngine;

/**
 * The engines that all test JVMs of one build share. The first that needs one starts it. Test JVMs that run side by side
 * share Cassandra, where each server has a keyspace of its own, and not OpenSearch, where the indices of every server have
 * the same names.
 */
final class SharedEngines {
    /** The system property that names the test JVM, where several run side by side. */
    static final String FORK = "desk.fork";

    private static final String CASSANDRA = "cassandra";
    private static final String OPENSEARCH = "opensearch-" + System.getProperty(FORK, "fork-1");

    private final BuildDirectory directory;

    SharedEngines(BuildDirectory directory) {
        this.directory = directory;
    }

    /** Those of the build that runs this JVM. */
    static SharedEngines ofThisBuild() {
        return new SharedEngines(BuildDirectory.ofThisBuild());
    }

    /** Starts Cassandra unless it runs, and says where it answers. */
    InetSocketAddress cassandra() {
        CassandraEngine engine = TestEngines.lastingCassandra(
                directory.resolve(CASSANDRA), ports(CASSANDRA, TestEngines.CASSANDRA_PORTS));
        startOnce(engine);
        return engine.contactPoint();
    }

    /** Starts OpenSearch unless it runs, and says where it answers. */
    URI openSearch() {
        OpenSearchEngine engine =
                TestEngines.openSearch(directory.resolve(OPENSEARCH), ports(OPENSEARCH, TestEngines.OPENSEARCH_PORTS));
        startOnce(engine);
        return engine.url();
    }

    private void startOnce(Engine engine) {
        if (engine.isRunning() && engine.answers()) {
            return;
        }
        directory.prepare();
        directory.withLock(engine::start);
    }

    /** The engine's ports: chosen by the first caller, the same for every later one. */
    private List<Integer> ports(String engine, int count) {
        Path file = directory.resolve(engine + ".properties");
        if (!Files.exists(file)) {
            directory.withLock(() -> {
                if (!Files.exists(file)) {
                    writePorts(file, FreePorts.several(count));
                }
            });
        }
        return readPorts(file);
    }

    private static void writePorts(Path file, int[] ports) {
        Properties properties = new Properties();
        for (int i = 0; i < ports.length; i++) {
            properties.setProperty("port." + i, Integer.toString(ports[i]));
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                properties.store(out, null);
            }
            Files.move(unfinished, file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static List<Integer> readPorts(Path file) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        return IntStream.range(0, properties.size())
                .mapToObj(i -> Integer.valueOf(properties.getProperty("port." + i)))
                .toList();
    }
}
