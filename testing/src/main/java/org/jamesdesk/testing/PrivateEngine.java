package org.jamesdesk.testing;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jamesdesk.engines.CassandraEngine;
import org.jamesdesk.engines.Engine;
import org.jamesdesk.engines.FreePorts;
import org.jamesdesk.engines.OpenSearchEngine;

/**
 * An engine of one test class, which may stop, kill and start it: {@code engine().kill()}, then {@code engine().start()}
 * with the same ports and data. Not started yet when it is made. Closing kills it and deletes its data.
 *
 * @param <E> the kind of engine
 */
public final class PrivateEngine<E extends Engine> implements AutoCloseable {
    private final Path home;
    private final E engine;

    private PrivateEngine(Path home, E engine) {
        this.home = home;
        this.engine = engine;
    }

    /** A Cassandra on free loopback ports. */
    public static PrivateEngine<CassandraEngine> cassandra() {
        Path home = BuildDirectory.ofThisBuild().newHome("cassandra");
        return new PrivateEngine<>(home, TestEngines.killableCassandra(home, ports(TestEngines.CASSANDRA_PORTS)));
    }

    /** An OpenSearch on free loopback ports. */
    public static PrivateEngine<OpenSearchEngine> openSearch() {
        Path home = BuildDirectory.ofThisBuild().newHome("opensearch");
        return new PrivateEngine<>(home, TestEngines.openSearch(home, ports(TestEngines.OPENSEARCH_PORTS)));
    }

    /** The engine, to start and to kill. */
    public E engine() {
        return engine;
    }

    @Override
    public void close() {
        engine.kill();
        BuildDirectory.delete(home);
    }

    private static List<Integer> ports(int count) {
        return Arrays.stream(FreePorts.several(count)).boxed().toList();
    }
}
