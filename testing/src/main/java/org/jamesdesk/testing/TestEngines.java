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

    /** Else each new table waits for a flush; the commit log keeps the schema over a crash anyway. */
    private static final String QUICK_SCHEMA = "-Dcassandra.test.flush_local_schema_changes=false";

    private TestEngines() {}

    static CassandraEngine cassandra(Path home, List<Integer> ports) {
        return new CassandraEngine(CassandraSettings.singleNode(
                        home, EngineDirectories.cassandraLib(), ports.get(0), ports.get(1), ports.get(2))
                .withJvmOptions(List.of(QUICK_COMPILER, QUICK_SCHEMA)));
    }

    static OpenSearchEngine openSearch(Path home, List<Integer> ports) {
        return new OpenSearchEngine(
                OpenSearchSettings.singleNode(home, EngineDirectories.openSearchLib(), ports.get(0), ports.get(1))
                        .withJvmOptions(List.of(QUICK_COMPILER)));
    }
}
