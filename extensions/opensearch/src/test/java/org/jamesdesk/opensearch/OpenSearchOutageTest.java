package org.jamesdesk.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.jamesdesk.search.TicketDocuments.ticket;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.engines.FreePorts;
import org.jamesdesk.engines.OpenSearchEngine;
import org.jamesdesk.engines.OpenSearchSettings;
import org.jamesdesk.search.TicketQuery;
import org.jamesdesk.testing.EngineDirectories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A private OpenSearch that is down, comes up, is killed and comes back. */
class OpenSearchOutageTest {
    private static final TicketQuery ALL = new TicketQuery(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 10, Optional.empty());

    @TempDir
    Path home;

    private Optional<OpenSearchEngine> started = Optional.empty();

    @AfterEach
    void killEngine() {
        started.ifPresent(OpenSearchEngine::kill);
    }

    @Test
    void shouldBeUnavailableWhileOpenSearchIsDownAndRecoverWhenItIsBack() {
        int[] ports = FreePorts.several(2);
        OpenSearchEngine engine = new OpenSearchEngine(
                OpenSearchSettings.singleNode(home, EngineDirectories.openSearchLib(), ports[0], ports[1]));
        started = Optional.of(engine);
        OpenSearchConfiguration configuration =
                OpenSearchConfiguration.of(engine.url()).withShards(1, 0);

        try (OpenSearchTicketIndex index = new OpenSearchTicketIndex(configuration)) {
            assertUnavailable(index);

            engine.start();
            awaitPut(index, 1);
            index.put(List.of(ticket(2).build()));

            engine.kill();
            assertUnavailable(index);

            engine.start();
            awaitPut(index, 3);
            new RestClient(engine.url()).refresh(OpenSearchConfiguration.DEFAULT_ALIAS_PREFIX);
            assertThat(index.search(ALL).tickets())
                    .extracting(ticket -> ticket.number().value())
                    .as("what was acknowledged before the kill is still there")
                    .containsExactlyInAnyOrder(1L, 2L, 3L);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(index.health().check().level()).isEqualTo(OpenSearchHealth.Level.HEALTHY));
        }
    }

    @Test
    void shouldGiveUpSoonWhenTheAddressAnswersNobody() {
        URI nowhere = URI.create("http://127.0.0.1:" + FreePorts.next());
        try (OpenSearchTicketIndex index = new OpenSearchTicketIndex(OpenSearchConfiguration.of(nowhere))) {
            assertUnavailable(index);
        }
    }

    private static void awaitPut(OpenSearchTicketIndex index, long number) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .until(() -> {
                    index.put(List.of(ticket(number).build()));
                    return true;
                });
    }

    private static void assertUnavailable(OpenSearchTicketIndex index) {
        assertThatThrownBy(() -> index.put(List.of(ticket(9).build()))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> index.search(ALL)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(index::beginRebuild).isInstanceOf(StoreUnavailableException.class);
        assertThat(index.health().check().level()).isEqualTo(OpenSearchHealth.Level.UNHEALTHY);
        assertThat(index.health().check().explanation()).contains("OpenSearch is unavailable");
    }
}
