package org.jamesdesk.james;

import com.google.inject.Module;
import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.GuiceJamesServer;
import org.apache.james.MemoryJamesConfiguration;
import org.apache.james.MemoryJamesServerMain;
import org.apache.james.jwt.JwtConfiguration;
import org.jamesdesk.testing.CassandraExtension;
import org.jamesdesk.testing.OpenSearchExtension;

/** James' memory server with the desk, in this JVM. */
final class DeskServer {
    private DeskServer() {}

    /** Assembled with the desk, not started yet. */
    static GuiceJamesServer in(JamesHome home) {
        return james(home).combineWith(new DeskServerModule()).overrideWith(withoutJwt());
    }

    /** Not assembled with the desk but extended by it, as far as its configuration says so; not started yet. */
    static GuiceJamesServer extendedIn(JamesHome home) {
        return james(home).overrideWith(withoutJwt());
    }

    private static GuiceJamesServer james(JamesHome home) {
        MemoryJamesConfiguration configuration = MemoryJamesConfiguration.builder()
                .workingDirectory(home.directory().toFile())
                .build();
        return MemoryJamesServerMain.createServer(configuration).combineWith(new FakeSearchMailboxModule());
    }

    private static Module withoutJwt() {
        return binder -> binder.bind(JwtConfiguration.class).toInstance(MemoryJamesServerMain.NO_JWT_CONFIGURATION);
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
