package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.AttemptKind;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.SmtpStage;
import org.jamesdesk.delivery.Verdict;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
                                AttemptKind.ATTEMPT,
                                "mx.c.example:25",
                                Optional.of("192.0.2.25"),
                                true,
                                Optional.of(SmtpStage.RCPT),
                                Optional.of(550),
                                Optional.of("5.1.1"),
                                "550 5.1.1 no such user",
                                DeliveryState.BOUNCED,
                                Duration.ofMillis(20),
                                Optional.empty()));
        desk.stores()
                .deliveries()
                .record(
                        received.ticket(),
                        id,
                        new Attempt(
                                Instant.parse("2026-02-02T10:02:00Z"),
                                AttemptKind.REPORT,
                                "mx.c.example",
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("4.2.2"),
                                "mailbox full",
                                DeliveryState.BOUNCED,
                                Duration.ZERO,
                                Optional.of(new Verdict(Hardness.SOFT, BounceReason.MAILBOX_FULL, false))));

        var answer = desk.request().get("/desk/tickets/" + received.ticket() + "/deliveries");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).node("[0].state").isEqualTo("bounced");
        assertThatJson(answer.asString()).node("[0].department").isEqualTo("support");
        assertThatJson(answer.asString()).node("[0].agent").isEqualTo(null);
        assertThatJson(answer.asString())
                .node("[0].attempts")
                .isEqualTo(
                        """
                        [{"at": "2026-02-02T10:00:00.123456Z", "kind": "attempt", "host": "", "address": null,
                          "tls": false, "stage": null, "smtpCode": null, "enhancedStatus": null,
                          "text": "no such host", "state": "waiting", "tookMillis": 1500, "verdict": null},
                         {"at": "2026-02-02T10:01:00Z", "kind": "attempt", "host": "mx.c.example:25",
                          "address": "192.0.2.25", "tls": true, "stage": "rcpt", "smtpCode": 550,
                          "enhancedStatus": "5.1.1", "text": "550 5.1.1 no such user", "state": "bounced",
                          "tookMillis": 20, "verdict": null},
                         {"at": "2026-02-02T10:02:00Z", "kind": "report", "host": "mx.c.example",
                          "address": null, "tls": false, "stage": null, "smtpCode": null,
                          "enhancedStatus": "4.2.2", "text": "mailbox full", "state": "bounced",
                          "tookMillis": 0,
                          "verdict": {"hardness": "soft", "reason": "mailboxFull", "addressDead": false}}]""");
    }

    @Test
    void shouldAnswerAnEmptyListWhenNothingWasSent() {
        var received = desk.receive(Mails.plain("a@c.example", "ana@c.example", "Printer", "text"));

        var answer = desk.request().get("/desk/tickets/" + received.ticket() + "/deliveries");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).isEqualTo("[]");
    }

    private static Attempt attempt(String at, DeliveryState state) {
        return new Attempt(
                Instant.parse(at),
                "relay.example:587",
                true,
                Optional.empty(),
                Optional.of("4.7.0"),
                "relay.example:587 refuses the user name or the password",
                state,
                Duration.ofMillis(5));
    }

    /** The ticket and the delivery of a reply. */
    private String replied() {
        var received = desk.receive(Mails.plain("a@c.example", "ana@c.example", "Printer", "text"));
        String path = "/desk/tickets/" + received.ticket();
        var reply = desk.request()
                .body("{\"text\": \"Hello\"}")
                .post(path + "/replies")
                .jsonPath();
        return path + "/deliveries/" + reply.getString("deliveries[0].id");
    }

    private void record(String path, Attempt attempt) {
        String[] parts = path.split("/");
        desk.stores().deliveries().record(TicketNumber.parse(parts[3]), new DeliveryId(parts[5]), attempt);
    }

    private List<Work> scheduled() {
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        return Stream.of(minute, minute.minusSeconds(60), minute.plusSeconds(60))
                .flatMap(bucket -> desk.stores().work().inMinute(WorkKind.DELIVERY, bucket, 10).stream())
                .toList();
    }

    @Test
    void shouldAttemptNowWhenAskedToRetry() {
        String path = replied();
        desk.stores().work().done(scheduled());
        record(path, attempt("2026-02-02T10:00:00Z", DeliveryState.WAITING));

        var answer = desk.request().post(path + "?action=retry");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).node("state").isEqualTo("waiting");
        assertThat(scheduled()).hasSize(1);
    }

    @Test
    void shouldForgetTheAttemptThatWasToComeWhenAskedToRetryNow() {
        String path = replied();
        List<Work> first = scheduled();
        desk.stores().work().done(first);
        record(path, attempt("2026-02-02T10:00:00Z", DeliveryState.WAITING));
        Instant due = Instant.parse("2026-02-02T11:00:00.005Z");
        desk.stores()
                .work()
                .schedule(List.of(new Work(WorkKind.DELIVERY, first.get(0).key(), due)));

        desk.request().post(path + "?action=retry");

        assertThat(desk.stores().work().inMinute(WorkKind.DELIVERY, due.truncatedTo(ChronoUnit.MINUTES), 10))
                .isEmpty();
        assertThat(scheduled()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = DeliveryState.class,
            names = {"BOUNCED", "BLOCKED"})
    void shouldSendAnewWhenAPersonWantsWhatHadEnded(DeliveryState ended) {
        String path = replied();
        desk.stores().work().done(scheduled());
        record(path, attempt("2026-02-02T10:00:00Z", ended));

        var answer = desk.request().post(path + "?action=retry");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).node("state").isEqualTo("queued");
        assertThatJson(answer.asString()).node("attempts[1].kind").isEqualTo("decision");
        assertThatJson(answer.asString()).node("attempts[1].text").isEqualTo("To be sent again, as anonymous wants");
        assertThat(scheduled()).hasSize(1);
        var history = desk.request().get(path.substring(0, path.indexOf("/deliveries")) + "/history");
        assertThatJson(history.asString())
                .node("events[0]")
                .isObject()
                .containsEntry("kind", "deliveryDecision")
                .containsEntry("who", "anonymous")
                .containsEntry("text", "The mail to ana@c.example: to be sent again.");
    }

    @Test
    void shouldAnswerConflictWhenWhatHadEndedIsInOtherHands() {
        String path = replied();
        record(path, attempt("2026-02-02T10:00:00Z", DeliveryState.BOUNCED));
        desk.stores().work().lease("delivery/" + path.split("/")[5], "another-node", 60);

        var answer = desk.request().post(path + "?action=retry");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.jsonPath().getString("message")).contains("is being attempted at this moment");
    }

    @Test
    void shouldSendFromTheSupportAddressWhenTheSenderCannotAndAPersonSaysSo() {
        String path = replied();
        desk.stores().work().done(scheduled());
        record(path, attempt("2026-02-02T10:00:00Z", DeliveryState.WAITING_FOR_SENDER));

        var answer = desk.request().post(path + "?action=sendFromDefault");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).node("state").isEqualTo("queued");
        assertThatJson(answer.asString()).node("sentFrom").isEqualTo("support@desk.example");
        assertThatJson(answer.asString())
                .node("attempts[1].text")
                .isString()
                .startsWith("To be sent from support@desk.example")
                .endsWith("as anonymous wants");
        assertThat(scheduled()).anyMatch(work -> !work.dueAt().isAfter(Instant.now()));
    }

    @Test
    void shouldAnswerConflictWhenTheDeliveryIsNotWhereTheActionBegins() {
        String path = replied();

        assertThat(desk.request().post(path + "?action=sendFromDefault").statusCode())
                .isEqualTo(409);
        record(path, attempt("2026-02-02T10:00:00Z", DeliveryState.DELIVERED));
        var retry = desk.request().post(path + "?action=retry");
        assertThat(retry.statusCode()).isEqualTo(409);
        assertThat(retry.jsonPath().getString("message")).contains("the delivery is delivered");
    }

    @Test
    void shouldSayWhatIsWrongWhenTheRequestNamesNoActionOrNoDelivery() {
        String path = replied();

        var noAction = desk.request().post(path);
        var otherAction = desk.request().post(path + "?action=delete");
        var otherDelivery =
                desk.request().post(path.substring(0, path.length() - 32) + "0".repeat(32) + "?action=retry");
        var malformed = desk.request().post(path.substring(0, path.length() - 32) + "7?action=retry");

        assertThat(noAction.statusCode()).isEqualTo(400);
        assertThat(otherAction.statusCode()).isEqualTo(400);
        assertThat(otherAction.jsonPath().getString("message")).isEqualTo("action: retry or sendFromDefault expected");
        assertThat(otherDelivery.statusCode()).isEqualTo(404);
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(desk.request()
                        .post("/desk/tickets/5/deliveries/" + "0".repeat(32) + "?action=retry")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldAnswerNotFoundWhenThereIsNoSuchTicket() {
        assertThat(desk.request().get("/desk/tickets/5/deliveries").statusCode())
                .isEqualTo(404);
    }
}
