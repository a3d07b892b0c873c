package org.jamesdesk.james;

import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.GuiceJamesServer;
import org.apache.james.MemoryJamesConfiguration;
import org.apache.james.MemoryJamesServerMain;
import org.apache.james.jwt.JwtConfiguration;
import org.jamesdesk.testing.CassandraExtension;
import org.jamesdesk.testing.OpenSearchExtension;

/** James' memory server, assembled with the desk. */
final class DeskServer {
    private DeskServer() {}

    /** Not started yet. */
    static GuiceJamesServer in(JamesHome home) {
        MemoryJamesConfiguration configuration = MemoryJamesConfiguration.builder()
                .workingDirectory(home.directory().toFile())
                .build();
        return MemoryJamesServerMain.createServer(configuration)
                .combineWith(new FakeSearchMailboxModule(), new DeskServerModule())
                .overrideWith(binder ->
                        binder.bind(JwtConfiguration.class).toInstance(MemoryJamesServerMain.NO_JWT_CONFIGURATION));
    }

    /** Lines of {@code desk.properties} for a desk of its own on the engines of the build. */
    static String[] properties(String domain, CassandraExtension cassandra, OpenSearchExtension openSearch) {
        return new String[] {
            "domain=" + domain,
            "cassandra.contactPoints=" + cassandra.contactPointText(),
            "cassandra.localDatacenter=" + cassandra.localDatacenter(),
            "cassandra.keyspace=" + cassandra.newKeyspace(),
            "opensearch.url=" + openSearch.url(),
            "opensearch.replicas=0"
        };
    }
}
