package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.apache.james.core.healthcheck.Result;
import org.jamesdesk.engines.FreePorts;
import org.jamesdesk.opensearch.OpenSearchConfiguration;
import org.jamesdesk.opensearch.OpenSearchTicketIndex;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class DeskOpenSearchHealthCheckTest {
    @Test
    void shouldBeDegradedAndTellNothingOfTheInsideWhenNobodyAnswers() {
        int nobody = FreePorts.next();
        OpenSearchConfiguration configuration = OpenSearchConfiguration.of(URI.create("http://127.0.0.1:" + nobody));
        try (OpenSearchTicketIndex index = new OpenSearchTicketIndex(configuration)) {
            DeskOpenSearchHealthCheck check = new DeskOpenSearchHealthCheck(index.health());

            Result result = Mono.from(check.check()).block(Duration.ofMinutes(1));

            assertThat(result.isDegraded()).isTrue();
            assertThat(result.getCause())
                    .hasValueSatisfying(cause -> assertThat(cause).doesNotContain("127.0.0.1", "" + nobody));
        }
    }
}
