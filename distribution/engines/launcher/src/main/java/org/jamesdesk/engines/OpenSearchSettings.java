package org.jamesdesk.engines;

import java.nio.file.Path;
import java.util.List;

/**
 * What an OpenSearch node needs to know.
 *
 * @param home          the directory of all its files
 * @param lib           the directory of its jars
 * @param clusterName   the name of its cluster
 * @param httpPort      the port of REST clients
 * @param transportPort the port of other nodes
 * @param heapMebibytes the size of its heap
 * @param jvmOptions    further options of its JVM, after the built-in ones
 */
public record OpenSearchSettings(
        Path home,
        Path lib,
        String clusterName,
        int httpPort,
        int transportPort,
        int heapMebibytes,
        List<String> jvmOptions) {
    /** The heap that a single small node needs. */
    public static final int DEFAULT_HEAP_MEBIBYTES = 512;

    public OpenSearchSettings {
        home = home.toAbsolutePath().normalize();
        lib = lib.toAbsolutePath().normalize();
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** A node that is alone in its cluster, on 127.0.0.1. */
    public static OpenSearchSettings singleNode(Path home, Path lib, int httpPort, int transportPort) {
        return new OpenSearchSettings(
                home, lib, "james-desk", httpPort, transportPort, DEFAULT_HEAP_MEBIBYTES, List.of());
    }

    public OpenSearchSettings withHeap(int mebibytes) {
        return new OpenSearchSettings(home, lib, clusterName, httpPort, transportPort, mebibytes, jvmOptions);
    }

    public OpenSearchSettings withJvmOptions(List<String> options) {
        return new OpenSearchSettings(home, lib, clusterName, httpPort, transportPort, heapMebibytes, options);
    }
}
