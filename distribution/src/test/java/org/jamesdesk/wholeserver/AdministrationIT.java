package org.jamesdesk.wholeserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jamesdesk.testing.mail.MailBuilder;
import org.jamesdesk.testing.server.DeskServerExtension;
import org.jamesdesk.testing.server.RestResponse;
import org.jamesdesk.testing.smtp.SmtpClient;
import org.jamesdesk.testing.smtp.SmtpOutcome;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an administrator sets by REST, as those see it who write by SMTP: R6–R22. */
class AdministrationIT {
    /** How soon a change acts on every node (R104). */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Order(1)
    @RegisterExtension
    static final DeskServerExtension DESK = DeskServerExtension.builder().build();

    @Order(2)
    @RegisterExtension
    static final DeskServerExtension ANOTHER_NODE =
            DeskServerExtension.builder().anotherNodeOf(DESK).build();

    private final DeskProbe probe = new DeskProbe(DESK);

    /** A word that occurs nowhere else, good for a local part and a department too. */
    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    private static byte[] mail(String word) {
        return MailBuilder.mail("Ana <ana@customer.example>", "undisclosed-recipients:;")
                .subject("About " + word)
                .messageId("<" + word + "@customer.example>")
                .text("hello")
                .build();
    }

    private SmtpOutcome send(String address, String word) {
        return probe.send("ana@customer.example", address + "@desk.example", mail(word));
    }

    private void deliver(String address, String word) {
        SmtpOutcome outcome = send(address, word);
        assertThat(outcome.accepted()).as(outcome.decisive().toString()).isTrue();
    }

    private static RestResponse put(String path, String body) {
        return DESK.rest().put(path, body);
    }

    private static String createAddress() {
        String address = word();
        put("/desk/supportAddresses/" + address, "{}").expect(201);
        return address;
    }

    private static String createDepartment() {
        String id = word();
        put("/desk/departments/" + id, "{\"name\": \"" + id + "\"}").expect(201);
        return id;
    }

    private static JsonNode parked(String address) {
        return DESK.rest()
                .get("/desk/parked?supportAddress=" + address)
                .expect(200)
                .json()
                .get("mails");
    }

    private static JsonNode replay(String address) {
        String task = DESK.rest()
                .post("/desk/parked?action=replay&supportAddress=" + address, "")
                .expect(201)
                .json()
                .get("taskId")
                .asText();
        return DESK.rest()
                .get("/tasks/" + task + "/await?timeout=30s")
                .expect(200)
                .json();
    }

    @Test
    void shouldMakeTicketsInTheAddressesDepartmentAndFollowItWhenItMovesR6R10R12R13R14R15() {
        String address = createAddress();
        String sales = createDepartment();
        String before = word();
        deliver(address, before);
        JsonNode first = probe.ticket(probe.awaitTicket(before));
        assertThat(first.get("supportAddress").asText()).isEqualTo(address + "@desk.example");
        assertThat(first.get("department").asText()).isEqualTo("support");

        put("/desk/supportAddresses/" + address, "{\"department\": \"" + sales + "\"}")
                .expect(204);
        // On the node that was asked it acts at once.
        String after = word();
        deliver(address, after);

        JsonNode second = probe.ticket(probe.awaitTicket(after));
        assertThat(second.get("department").asText()).isEqualTo(sales);
        assertThat(second.get("supportAddress").asText()).isEqualTo(address + "@desk.example");
    }

    @Test
    void shouldActOnEveryNodeWithinTwoSecondsR104() {
        DeskProbe anotherNode = new DeskProbe(ANOTHER_NODE);
        String address = createAddress();
        await().atMost(SOON).until(() -> anotherNode
                .send("ana@customer.example", address + "@desk.example", mail(word()))
                .accepted());

        put("/desk/supportAddresses/" + address, "{\"whenStopped\": \"refuse\"}")
                .expect(204);
        DESK.rest().delete("/desk/supportAddresses/" + address + "/intake").expect(204);

        await().atMost(SOON).until(() -> !anotherNode
                .send("ana@customer.example", address + "@desk.example", mail(word()))
                .accepted());
    }

    @Test
    void shouldLockNotificationsOnEveryNodeWithinTwoSecondsAndSayWhyR101R102() {
        put("/desk/notifications/lock", "{\"why\": \"A list went wrong\"}").expect(201);

        await().atMost(SOON)
                .until(() -> notifications(ANOTHER_NODE).get("state").asText().equals("locked"));
        assertThat(notifications(ANOTHER_NODE).get("lock").get("why").asText()).isEqualTo("A list went wrong");
        assertThat(DESK.rest().get("/healthcheck").text()).contains("Notifications are locked by an administrator");
        assertThat(DESK.rest().get("/desk/reports/deliverability").expect(200).text())
                .contains("<svg", "Notifications are locked. Replies go out.", "A list went wrong");

        DESK.rest().delete("/desk/notifications/lock").expect(204);
        put("/desk/notifications/exemption", "{\"why\": \"Migration\"}").expect(201);
        await().atMost(SOON)
                .until(() -> notifications(ANOTHER_NODE).get("state").asText().equals("exempt"));
        DESK.rest().delete("/desk/notifications/exemption").expect(204);
        await().atMost(SOON)
                .until(() -> notifications(ANOTHER_NODE).get("state").asText().equals("open"));
        assertThat(notifications(DESK).get("events").findValuesAsText("event"))
                .containsExactly("exemptionEnded", "exempted", "unlocked", "locked");
    }

    private static JsonNode notifications(DeskServerExtension node) {
        return node.rest().get("/desk/notifications").expect(200).json();
    }

    @Test
    void shouldTakeTenThousandAddressesAndKnowTheLastWithinTwoSecondsR8R104() {
        String prefix = word();
        StringBuilder addresses = new StringBuilder();
        for (JsonNode there :
                DESK.rest().get("/desk/configuration").expect(200).json().get("supportAddresses")) {
            addresses.append(there).append(',');
        }
        for (int i = 1; i <= 10_000; i++) {
            addresses
                    .append("{\"address\": \"" + prefix + "." + i + "@desk.example\", \"friendlyName\": \"A\",")
                    .append(" \"department\": \"support\", \"takesMail\": true, \"whenStopped\": \"PARK\",")
                    .append(" \"externalAddresses\": []},");
        }
        addresses.setLength(addresses.length() - 1);

        JsonNode changes = DESK.rest()
                .post("/desk/configuration", "{\"supportAddresses\": [" + addresses + "]}")
                .expect(200)
                .json()
                .get("changes");

        assertThat(changes).hasSize(10_000);
        String mail = word();
        deliver(prefix + ".10000", mail);
        assertThat(probe.ticket(probe.awaitTicket(mail)).get("supportAddress").asText())
                .isEqualTo(prefix + ".10000@desk.example");
        assertThat(send(prefix + ".10001", mail).accepted()).isFalse();
    }

    @Test
    void shouldListAddressesAndRefuseDuplicatesMalformedAndForeignOnesR4R9R11() {
        String address = createAddress();
        put(
                        "/desk/supportAddresses/" + address,
                        "{\"friendlyName\": \"Zylker Vendas\", \"externalAddresses\": [\"" + address
                                + "@zylker.com\"]}")
                .expect(204);

        JsonNode listed = DESK.rest().get("/desk/supportAddresses").expect(200).json();
        assertThat(listed).anySatisfy(one -> {
            assertThat(one.get("address").asText()).isEqualTo(address + "@desk.example");
            assertThat(one.get("friendlyName").asText()).isEqualTo("Zylker Vendas");
            assertThat(one.get("externalAddresses").get(0).asText()).isEqualTo(address + "@zylker.com");
        });
        put("/desk/supportAddresses/" + address.toUpperCase(Locale.ROOT), "{}").expect(204);
        put("/desk/supportAddresses/a..b", "{}").expect(400);
        put("/desk/supportAddresses/a@elsewhere.example", "{}").expect(400);
        put("/desk/supportAddresses/bounce", "{}").expect(400);
        put("/desk/supportAddresses/" + address, "{\"externalAddresses\": [\"support@desk.example\"]}")
                .expect(409);
    }

    @Test
    void shouldTakeMailInAnyCaseR11() {
        String address = createAddress();
        String word = word();
        deliver(address.toUpperCase(Locale.ROOT), word);

        assertThat(probe.ticket(probe.awaitTicket(word)).get("supportAddress").asText())
                .isEqualTo(address + "@desk.example");
    }

    @Test
    void shouldRefuseMailWhenTheAddressIsDeletedAndKeepItsTicketsR17R18() {
        String address = createAddress();
        String word = word();
        deliver(address, word);
        long number = probe.awaitTicket(word);

        DESK.rest().delete("/desk/supportAddresses/" + address).expect(204);

        await().atMost(SOON).untilAsserted(() -> {
            SmtpOutcome refused = send(address, word());
            assertThat(refused.recipients().get(0).code()).isEqualTo(550);
            assertThat(refused.recipients().get(0).text()).contains("5.1.1");
        });
        assertThat(probe.ticket(number).get("supportAddress").asText()).isEqualTo(address + "@desk.example");
        assertThat(probe.conversations(number)).hasSize(1);
    }

    @Test
    void shouldKeepTheLastAddressR16() {
        JsonNode document = DESK.rest().get("/desk/configuration").expect(200).json();
        // Emptying the list is the one way to come to the last address without disturbing the other tests.
        String message = DESK.rest()
                .post("/desk/configuration?dryRun=true", "{\"supportAddresses\": []}")
                .expect(409)
                .json()
                .get("message")
                .asText();

        assertThat(message).contains("at least one support address");
        assertThat(document.get("supportAddresses")).isNotEmpty();
    }

    @Test
    void shouldParkAndReplayOnceWhenIntakeWasStoppedR19R20R21R22() {
        String address = createAddress();
        DESK.rest().delete("/desk/supportAddresses/" + address + "/intake").expect(204);
        String one = word();
        String two = word();
        byte[] eightBit = new String(mail(one), StandardCharsets.ISO_8859_1)
                .replace("Subject: About ", "Subject: Impress\u00e3o about ")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(probe.send("ana@customer.example", address + "@desk.example", eightBit)
                        .accepted())
                .isTrue();
        deliver(address + "+detail", two);
        await().atMost(PATIENCE).until(() -> parked(address).size() == 2);
        assertThat(parked(address)).allSatisfy(mail -> {
            assertThat(mail.get("supportAddress").asText()).isEqualTo(address + "@desk.example");
            assertThat(mail.get("from").get("address").asText()).isEqualTo("ana@customer.example");
            assertThat(mail.get("subject").asText()).containsIgnoringCase("about w");
        });
        DESK.rest()
                .post("/desk/parked?action=replay&supportAddress=" + address, "")
                .expect(409);
        assertThat(probe.search(one)).isEmpty();

        put("/desk/supportAddresses/" + address + "/intake", "").expect(204);
        assertThat(parked(address)).as("starting replays nothing by itself").hasSize(2);
        String three = word();
        deliver(address, three);
        probe.awaitTicket(three);
        JsonNode task = replay(address);
        JsonNode again = replay(address);

        assertThat(task.get("status").asText()).isEqualTo("completed");
        assertThat(task.get("additionalInformation").get("replayedMails").asInt())
                .isEqualTo(2);
        assertThat(again.get("additionalInformation").get("replayedMails").asInt())
                .isZero();
        long ticket = probe.awaitTicket(one);
        List<JsonNode> conversations = probe.conversations(ticket);
        assertThat(conversations).hasSize(1);
        assertThat(new String(probe.raw(ticket, conversations.get(0).get("id").asText()), StandardCharsets.ISO_8859_1))
                .as("byte for byte")
                .contains(new String(eightBit, StandardCharsets.ISO_8859_1));
        assertThat(probe.conversations(probe.awaitTicket(two))).hasSize(1);
        assertThat(parked(address)).isEmpty();
    }

    @Test
    void shouldGoOnForOtherRecipientsWhenOneAddressIsStopped() throws Exception {
        String open = createAddress();
        String stopped = createAddress();
        String other = createDepartment();
        put("/desk/supportAddresses/" + open, "{\"department\": \"" + other + "\"}")
                .expect(204);
        DESK.rest().delete("/desk/supportAddresses/" + stopped + "/intake").expect(204);
        String word = word();
        try (var client = SmtpClient.connect(DESK.smtpPort())) {
            assertThat(client.send(
                                    "ana@customer.example",
                                    List.of(open + "@desk.example", stopped + "@desk.example"),
                                    mail(word))
                            .accepted())
                    .isTrue();
        }

        assertThat(probe.ticket(probe.awaitTicket(word)).get("department").asText())
                .isEqualTo(other);
        await().atMost(PATIENCE).until(() -> parked(stopped).size() == 1);
    }

    @Test
    void shouldAnswerNotNowWhenIntakeIsStoppedAndMailIsToBeRefusedR21() {
        String address = createAddress();
        put("/desk/supportAddresses/" + address, "{\"whenStopped\": \"refuse\"}")
                .expect(204);
        DESK.rest().delete("/desk/supportAddresses/" + address + "/intake").expect(204);

        SmtpOutcome refused = send(address, word());

        assertThat(refused.recipients().get(0).code()).isEqualTo(450);
        assertThat(refused.recipients().get(0).text()).contains("4.2.1");
        put("/desk/supportAddresses/" + address + "/intake", "").expect(204);
        deliver(address, word());
    }

    @Test
    void shouldLoseNoChangeWhenAdministratorsWorkAtOnce() throws Exception {
        String address = createAddress();
        RestResponse read = DESK.rest().get("/desk/supportAddresses/" + address).expect(200);
        String etag = read.headers().firstValue("ETag").orElseThrow();
        put("/desk/supportAddresses/" + address, "{\"friendlyName\": \"First\"}")
                .expect(204);
        assertThat(DESK.rest()
                        .withHeader("If-Match", etag)
                        .put("/desk/supportAddresses/" + address, "{\"friendlyName\": \"Second\"}")
                        .status())
                .isEqualTo(412);

        List<Callable<RestResponse>> administrators = new ArrayList<>();
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String name = word();
            created.add(name);
            administrators.add(() -> put("/desk/supportAddresses/" + name, "{}"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<RestResponse> answer : threads.invokeAll(administrators)) {
                answer.get().expect(201);
            }
        } finally {
            threads.shutdownNow();
        }
        created.forEach(
                name -> DESK.rest().get("/desk/supportAddresses/" + name).expect(200));
    }

    @Test
    void shouldSayWhatStandsAgainstDeletingADepartment() {
        String department = createDepartment();
        String address = createAddress();
        put("/desk/supportAddresses/" + address, "{\"department\": \"" + department + "\"}")
                .expect(204);

        String message = DESK.rest()
                .delete("/desk/departments/" + department)
                .expect(409)
                .json()
                .get("message")
                .asText();
        assertThat(message).contains("support address " + address + "@desk.example");

        DESK.rest().delete("/desk/supportAddresses/" + address).expect(204);
        DESK.rest().delete("/desk/departments/" + department).expect(204);
    }

    @Test
    void shouldBeTheSameAfterItsOwnDocumentIsReadAgain() {
        createAddress();
        JsonNode document = DESK.rest().get("/desk/configuration").expect(200).json();

        assertThat(DESK.rest()
                        .post("/desk/configuration", document.toString())
                        .expect(200)
                        .json()
                        .get("changes"))
                .isEmpty();
    }
}
