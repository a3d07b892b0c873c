package org.jamesdesk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@ExtendWith(OpenSearchExtension.class)
class SharedEnginesTest {
    @RegisterExtension
    static final CassandraExtension CASSANDRA = new CassandraExtension();

    @Test
    void shouldAcceptCqlConnectionsWhenTestClassStarts() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(CASSANDRA.contactPoint());

            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void shouldKnowLanguageAnalyzersWhenOpenSearchRuns(OpenSearchExtension openSearch) throws Exception {
        URI analyze = openSearch.url().resolve("/_analyze");
        HttpRequest request = HttpRequest.newBuilder(analyze)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"analyzer\":\"portuguese\",\"text\":\"reclamações\"}"))
                .build();

        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("reclam").doesNotContain("reclamações");
    }

    @Test
    void shouldReuseTheRunningEngineWhenAskedAgain() {
        assertThat(SharedEngines.ofThisBuild().cassandra()).isEqualTo(CASSANDRA.contactPoint());
    }
}
