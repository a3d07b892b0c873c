package org.jamesdesk.engines;

import java.nio.file.Path;
import java.util.List;

/**
 * What a Cassandra node needs to know.
 *
 * @param home          the directory of all its files
 * @param lib           the directory of its jars
 * @param address       the loopback address on which it listens, such as 127.0.0.1
 * @param cqlPort       the port of CQL clients
 * @param storagePort   the port of other nodes
 * @param jmxPort       the port of {@code nodetool}, on the loopback interface only
 * @param seed          {@code host:storagePort} of the first node of its cluster; its own for a single node
 * @param heapMebibytes the size of its heap
 * @param jvmOptions    further options of its JVM, after the built-in ones
 */
public record CassandraSettings(
        Path home,
        Path lib,
        String address,
        int cqlPort,
        int storagePort,
        int jmxPort,
        String seed,
        int heapMebibytes,
        List<String> jvmOptions) {
    /** The address of a single node. */
    public static final String LOOPBACK = "127.0.0.1";

    /** The heap that a single small node needs. */
    public static final int DEFAULT_HEAP_MEBIBYTES = 512;

    public CassandraSettings {
        home = home.toAbsolutePath().normalize();
        lib = lib.toAbsolutePath().normalize();
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** A node that is alone in its cluster, on 127.0.0.1. */
    public static CassandraSettings singleNode(Path home, Path lib, int cqlPort, int storagePort, int jmxPort) {
        return new CassandraSettings(
                home,
                lib,
                LOOPBACK,
                cqlPort,
                storagePort,
                jmxPort,
                LOOPBACK + ":" + storagePort,
                DEFAULT_HEAP_MEBIBYTES,
                List.of());
    }

    public CassandraSettings withHeap(int mebibytes) {
        return new CassandraSettings(home, lib, address, cqlPort, storagePort, jmxPort, seed, mebibytes, jvmOptions);
    }

    public CassandraSettings withJvmOptions(List<String> options) {
        return new CassandraSettings(home, lib, address, cqlPort, storagePort, jmxPort, seed, heapMebibytes, options);
    }

    /** The same on another loopback address and with another node as seed: a further node of that cluster. */
    public CassandraSettings withAddress(String ownAddress, String seedNode) {
        return new CassandraSettings(
                home, lib, ownAddress, cqlPort, storagePort, jmxPort, seedNode, heapMebibytes, jvmOptions);
    }

    /** Says whether this node is the seed of its cluster. */
    boolean isSeed() {
        return seed.equals(address + ":" + storagePort);
    }
}
