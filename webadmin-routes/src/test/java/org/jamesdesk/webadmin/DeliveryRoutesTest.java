package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.DeliveryState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryRoutesTest {
    private final RestDesk desk = RestDesk.start();

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void shouldShowEveryAttemptWhenADeliveryBounces() {
        var received = desk.receive(Mails.plain("a@c.example", "ana@c.example", "Printer", "text"));
        var reply = desk.request()
                .body("{\"text\": \"Hello\"}")
                .post("/desk/tickets/" + received.ticket() + "/replies")
                .jsonPath();
        var id = new DeliveryId(reply.getString("deliveries[0].id"));
        desk.stores()
                .deliveries()
                .record(
                        received.ticket(),
                        id,
                        new Attempt(
                                Instant.parse("2026-02-02T10:00:00.123456Z"),
                                "",
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                "no such host",
                                DeliveryState.WAITING,
                                Duration.ofMillis(1500)));
        desk.stores()
                .deliveries()
                .record(
                        received.ticket(),
                        id,
                        new Attempt(
                                Instant.parse("2026-02-02T10:01:00Z"),
                                "mx.c.example:25",
                                true,
                                Optional.of(550),
                                Optional.of("5.1.1"),
                                "550 5.1.1 no such user",
                                DeliveryState.BOUNCED,
                                Duration.ofMillis(20)));

        var answer = desk.request().get("/desk/tickets/" + received.ticket() + "/deliveries");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).node("[0].state").isEqualTo("bounced");
        assertThatJson(answer.asString())
                .node("[0].attempts")
                .isEqualTo(
                        """
                        [{"at": "2026-02-02T10:00:00.123456Z", "host": "", "tls": false, "smtpCode": null,
                          "enhancedStatus": null, "text": "no such host", "state": "waiting", "tookMillis": 1500},
                         {"at": "2026-02-02T10:01:00Z", "host": "mx.c.example:25", "tls": true, "smtpCode": 550,
                          "enhancedStatus": "5.1.1", "text": "550 5.1.1 no such user", "state": "bounced",
                          "tookMillis": 20}]""");
    }

    @Test
    void shouldAnswerAnEmptyListWhenNothingWasSent() {
        var received = desk.receive(Mails.plain("a@c.example", "ana@c.example", "Printer", "text"));

        var answer = desk.request().get("/desk/tickets/" + received.ticket() + "/deliveries");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).isEqualTo("[]");
    }

    @Test
    void shouldAnswerNotFoundWhenThereIsNoSuchTicket() {
        assertThat(desk.request().get("/desk/tickets/5/deliveries").statusCode())
                .isEqualTo(404);
    }
}
