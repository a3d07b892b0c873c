package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.james.GuiceJamesServer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jamesdesk.testing.CassandraExtension;
import org.jamesdesk.testing.OpenSearchExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DeskServerStartTest {
    @RegisterExtension
    static final CassandraExtension CASSANDRA = new CassandraExtension();

    @RegisterExtension
    static final OpenSearchExtension OPENSEARCH = new OpenSearchExtension();

    @TempDir
    private Path directory;

    private JamesHome home;

    @BeforeEach
    void setUp() {
        home = JamesHome.in(directory);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertThatTheStartFails() {
        return assertThatTheStartFails(DeskServer.in(home));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertThatTheStartFails(GuiceJamesServer server) {
        try {
            return assertThatThrownBy(server::start);
        } finally {
            server.stop();
        }
    }

    @Test
    void shouldNotStartWhenTheDomainIsNoneOfJames() {
        home.withMailPath().withDesk(DeskServer.properties("other.example", CASSANDRA, OPENSEARCH));

        assertThatTheStartFails()
                .hasStackTraceContaining("desk.properties: domain: 'other.example' is not a domain of this James");
    }

    @Test
    void shouldNotStartWhenAKeyIsWrong() {
        home.withMailPath().withDesk("domain=desk.example", "delivery.threads=many");

        assertThatTheStartFails()
                .hasStackTraceContaining("desk.properties: delivery.threads: 'many' is not a whole number");
    }

    @Test
    void shouldNotStartWhenTheFileIsMissing() {
        home.withMailPath();

        assertThatTheStartFails().hasStackTraceContaining("desk.properties: domain: is needed");
    }

    @Test
    void shouldNotStartWhenTheExtensionIsNotAskedBySmtp() {
        home.withProcessors().withExtension().withDesk(DeskServer.properties("desk.example", CASSANDRA, OPENSEARCH));

        assertThatTheStartFails(DeskServer.extendedIn(home))
                .hasStackTraceContaining("<handler class=\"org.jamesdesk.james.DeskRcptHook\"/>");
    }

    @Test
    void shouldNotStartWhenTheExtensionHasNoProcessors() {
        home.withHook().withExtension().withDesk(DeskServer.properties("desk.example", CASSANDRA, OPENSEARCH));

        assertThatTheStartFails(DeskServer.extendedIn(home))
                .hasStackTraceContaining("mailetcontainer.xml: the processor desk-intake is needed by the help desk");
    }
}
