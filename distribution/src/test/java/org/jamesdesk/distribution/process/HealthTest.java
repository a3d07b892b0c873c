package org.jamesdesk.distribution.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import org.jamesdesk.engines.FreePorts;
import org.junit.jupiter.api.Test;

class HealthTest {
    @Test
    void shouldNameWhatIsNotGreenWhenSomethingIsDegraded() throws IOException {
        Health health = parse(
                """
                {"status":"degraded","checks":[
                  {"componentName":"Desk Cassandra","status":"healthy","cause":null},
                  {"componentName":"Desk OpenSearch","status":"degraded","cause":"It is slow"}]}
                """);

        assertThat(health.isGreen()).isFalse();
        assertThat(health.isUsable()).isTrue();
        assertThat(health.complaints()).isEqualTo("Desk OpenSearch is degraded: It is slow");
    }

    @Test
    void shouldNotBeUsableWhenAnythingIsUnhealthy() throws IOException {
        assertThat(parse("{\"status\":\"unhealthy\",\"checks\":[]}").isUsable()).isFalse();
    }

    @Test
    void shouldNotBeUsableWhenAnswerIsNotFromJames() throws IOException {
        assertThat(parse("{}").isUsable()).isFalse();
    }

    @Test
    void shouldBeAbsentWhenNobodyListens() {
        assertThat(Health.ask(URI.create("http://127.0.0.1:" + FreePorts.next())))
                .isEmpty();
    }

    private static Health parse(String json) throws IOException {
        return Health.parse(new ObjectMapper().readTree(json));
    }
}
