package org.jamesdesk.testing;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;

/** Access to the servers of this build from outside of a JUnit extension; what is started here ends with the build. */
public final class TestServers {
    private TestServers() {}

    /** Starts the build's Cassandra unless it runs, and says where it answers. */
    public static InetSocketAddress cassandra() {
        return SharedEngines.ofThisBuild().cassandra();
    }

    /** Starts the build's OpenSearch unless it runs, and says where it answers, without a slash at the end. */
    public static URI openSearch() {
        return SharedEngines.ofThisBuild().openSearch();
    }

    /** A name for a keyspace that nobody else uses. */
    public static String newKeyspace() {
        return "desk_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** An empty temporary directory; servers that have a {@code .pid} file in it are killed when the build ends. */
    public static Path newHome(String name) {
        return BuildDirectory.ofThisBuild().newHome(name);
    }

    /** Deletes a directory with everything in it. */
    public static void delete(Path home) {
        BuildDirectory.delete(home);
    }
}
