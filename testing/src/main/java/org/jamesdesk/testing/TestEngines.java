package org.jamesdesk.testing;

import java.nio.file.Path;
import java.util.List;
import org.jamesdesk.engines.CassandraEngine;
import org.jamesdesk.engines.CassandraSettings;
import org.jamesdesk.engines.OpenSearchEngine;
import org.jamesdesk.engines.OpenSearchSettings;

/** Engines as tests want them: quick to start. */
final class TestEngines {
    /** How many ports Cassandra needs. */
    static final int CASSANDRA_PORTS = 3;

    /** How many ports OpenSearch needs. */
    static final int OPENSEARCH_PORTS = 2;

    /** A build is too short for the optimising compiler to pay. */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    /**
     * Else each new table waits for a flush. Only for an engine that nobody kills: the schema is then in the commit log
     * alone, which Cassandra replays after it has looked for keyspaces, and drops all data of those it does not know.
     */
    private static final String QUICK_SCHEMA = "-Dcassandra.test.flush_local_schema_changes=false";

    private static final int LASTING_HEAP_MEBIBYTES = 2_048;

    private TestEngines() {}

    /**
     * One that lives as long as the build. Every test class leaves a keyspace of some twenty tables behind, each of which
     * takes about a megabyte: with the heap of a single desk it runs out of memory towards the end of a build.
     */
    static CassandraEngine lastingCassandra(Path home, List<Integer> ports) {
        return cassandra(home, ports, List.of(QUICK_COMPILER, QUICK_SCHEMA), LASTING_HEAP_MEBIBYTES);
    }

    /** One that a test may kill and start again. */
    static CassandraEngine killableCassandra(Path home, List<Integer> ports) {
        return cassandra(home, ports, List.of(QUICK_COMPILER), CassandraSettings.DEFAULT_HEAP_MEBIBYTES);
    }

    private static CassandraEngine cassandra(Path home, List<Integer> ports, List<String> options, int heapMebibytes) {
        return new CassandraEngine(CassandraSettings.singleNode(
                        home, EngineDirectories.cassandraLib(), ports.get(0), ports.get(1), ports.get(2))
                .withHeap(heapMebibytes)
                .withJvmOptions(options));
    }

    static OpenSearchEngine openSearch(Path home, List<Integer> ports) {
        return new OpenSearchEngine(
                OpenSearchSettings.singleNode(home, EngineDirectories.openSearchLib(), ports.get(0), ports.get(1))
                        .withJvmOptions(List.of(QUICK_COMPILER)));
    }
}
