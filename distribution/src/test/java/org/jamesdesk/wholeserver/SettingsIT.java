package org.jamesdesk.wholeserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jamesdesk.testing.mail.MailBuilder;
import org.jamesdesk.testing.server.DeskServerExtension;
import org.jamesdesk.testing.smtp.ScriptedSmtpPeer;
import org.jamesdesk.testing.smtp.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that change the mail that goes out and comes in: R60–R71, R85, R104–R107; and what agents are for in it. */
class SettingsIT {
    private static final String ORGANISATION = "/desk/settings";

    @RegisterExtension
    static final DeskServerExtension DESK = DeskServerExtension.builder().build();

    private static ScriptedSmtpPeer peer;

    private final DeskProbe probe = new DeskProbe(DESK);

    @BeforeAll
    static void listen() {
        peer = ScriptedSmtpPeer.builder().port(DESK.peerPort()).start();
    }

    @AfterAll
    static void close() {
        peer.close();
    }

    @AfterEach
    void restore() {
        set("{\"autoCopy\": null, \"contactFromReplyTo\": null, \"agentNameInFrom\": null}");
        externalAddresses("");
    }

    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "");
    }

    private static JsonNode set(String json) {
        return DESK.rest().patch(ORGANISATION, json).expect(200).json();
    }

    private static void externalAddresses(String quoted) {
        DESK.rest()
                .put(
                        "/desk/supportAddresses/" + DeskProbe.SUPPORT,
                        "{\"friendlyName\": \"Support\", \"department\": \"support\", \"externalAddresses\": [" + quoted
                                + "]}")
                .expect(204);
    }

    private long ticketOf(String customer, String word) {
        probe.deliver(
                customer,
                MailBuilder.mail(customer, DeskProbe.SUPPORT)
                        .subject("Ajuda " + word)
                        .messageId("<" + word + "@customer.example>")
                        .text("x")
                        .build());
        return probe.awaitTicket(word);
    }

    private void answer(long number, String json) {
        DESK.rest().post("/desk/tickets/" + number + "/replies", json).expect(201);
    }

    /** A later mail to the ticket is in it: so everything before it has been worked on. */
    private void awaitLaterMail(long number, String word, int conversations) {
        String after = word();
        probe.deliver(
                "later@customer.example",
                MailBuilder.mail("later@customer.example", DeskProbe.SUPPORT)
                        .subject(after)
                        .inReplyTo("<" + word + "@customer.example>")
                        .text("last")
                        .build());
        assertThat(probe.awaitTicket(after)).isEqualTo(number);
        assertThat(probe.conversations(number)).hasSize(conversations);
    }

    @Test
    void shouldCopyTheOutsideMailboxAndAddNothingWhenItForwardsTheCopyBackR60R61R63() {
        externalAddresses("\"suporte@zylker.example\"");
        set("{\"autoCopy\": \"cc\"}");
        String word = word();
        long number = ticketOf("ana@customer.example", word);
        answer(number, "{\"text\": \"Hello\"}");

        Transaction copy = peer.awaitMailTo("suporte@zylker.example", DeskProbe.PATIENCE);
        assertThat(copy.text()).contains("\r\nCc: Support <suporte@zylker.example>\r\n");
        assertThat(peer.awaitMailTo("ana@customer.example", DeskProbe.PATIENCE).text())
                .contains("\r\nCc: Support <suporte@zylker.example>\r\n");

        probe.deliver(
                "srs0=abcd=desk.example=bounce@zylker.example",
                ("Delivered-To: suporte@zylker.example\r\nX-Forwarded-To: support@desk.example\r\n" + copy.text())
                        .getBytes(StandardCharsets.UTF_8));

        awaitLaterMail(number, word, 3);
        assertThat(peer.mailsTo("suporte@zylker.example")).hasSize(1);
    }

    @Test
    void shouldCopyTheSupportAddressUnseenAndAddNothingR62R63() {
        set("{\"autoCopy\": \"bcc\"}");
        String word = word();
        long number = ticketOf("bob@customer.example", word);
        answer(number, "{\"text\": \"Hello\"}");

        probe.awaitDelivery(number, DeskProbe.SUPPORT, "delivered");
        assertThat(peer.awaitMailTo("bob@customer.example", DeskProbe.PATIENCE).text())
                .doesNotContainIgnoringCase("\r\nBcc:")
                .doesNotContainIgnoringCase("\r\nCc:");
        awaitLaterMail(number, word, 3);
    }

    @Test
    void shouldSendNoCopyUnlessItIsOnR60() {
        String word = word();
        long number = ticketOf("carl@customer.example", word);
        answer(number, "{\"text\": \"Hello\"}");

        peer.awaitMailTo("carl@customer.example", DeskProbe.PATIENCE);
        assertThat(DESK.rest()
                        .get("/desk/tickets/" + number + "/deliveries")
                        .expect(200)
                        .json())
                .hasSize(1);
    }

    @Test
    void shouldAnswerTheReplyToWhereTheDepartmentTakesItForTheContactR64R65R66R67() {
        DESK.rest()
                .patch("/desk/departments/support/settings", "{\"contactFromReplyTo\": true}")
                .expect(200);
        try {
            String word = word();
            probe.deliver(
                    "shop@customer.example",
                    MailBuilder.mail("Shop <noreply@customer.example>", DeskProbe.SUPPORT)
                            .header("Reply-To", "Maria <maria@customer.example>")
                            .subject(word)
                            .text("order")
                            .build());
            long number = probe.awaitTicket(word);
            answer(number, "{\"text\": \"Hello\"}");

            assertThat(probe.ticket(number).get("contact").get("address").asText())
                    .isEqualTo("maria@customer.example");
            assertThat(probe.conversations(number)
                            .get(0)
                            .get("from")
                            .get("address")
                            .asText())
                    .isEqualTo("noreply@customer.example");
            peer.awaitMailTo("maria@customer.example", DeskProbe.PATIENCE);
            assertThat(DESK.rest()
                            .get("/desk/contacts/maria@customer.example")
                            .expect(200)
                            .json()
                            .get("tickets")
                            .asInt())
                    .isEqualTo(1);
        } finally {
            DESK.rest()
                    .patch("/desk/departments/support/settings", "{\"contactFromReplyTo\": null}")
                    .expect(200);
        }
    }

    @Test
    void shouldPassOverAReplyToThatIsTheDesksOrAnAgentsR68() {
        set("{\"contactFromReplyTo\": true}");
        DESK.rest()
                .put("/desk/agents/eva@zylker.example", "{\"firstName\": \"Eva\"}")
                .expect(201);
        String word = word();
        probe.deliver(
                "dora@customer.example",
                MailBuilder.mail("dora@customer.example", DeskProbe.SUPPORT)
                        .header("Reply-To", DeskProbe.SUPPORT + ", eva@zylker.example")
                        .subject(word)
                        .text("x")
                        .build());

        assertThat(probe.ticket(probe.awaitTicket(word))
                        .get("contact")
                        .get("address")
                        .asText())
                .isEqualTo("dora@customer.example");
    }

    @Test
    void shouldSendUnderTheAgentsNameWhenItIsOnR69R70R71() {
        DESK.rest()
                .put("/desk/agents/bia@zylker.example", "{\"firstName\": \"Bia\", \"lastName\": \"Souza\"}")
                .expect(201);
        long number = ticketOf("finn@customer.example", word());
        answer(number, "{\"text\": \"one\", \"agent\": \"bia@zylker.example\"}");
        assertThat(peer.awaitMailTo("finn@customer.example", DeskProbe.PATIENCE).text())
                .contains("\r\nFrom: Support <support@desk.example>\r\n");

        set("{\"agentNameInFrom\": true}");
        long other = ticketOf("gina@customer.example", word());
        answer(other, "{\"text\": \"two\", \"agent\": \"bia@zylker.example\"}");

        assertThat(peer.awaitMailTo("gina@customer.example", DeskProbe.PATIENCE).text())
                .contains("\r\nFrom: Bia Souza <support@desk.example>\r\n");

        DESK.rest().delete("/desk/agents/bia@zylker.example/active").expect(204);
        assertThat(DESK.rest()
                        .post(
                                "/desk/tickets/" + other + "/replies",
                                "{\"text\": \"three\", \"agent\": \"bia@zylker.example\"}")
                        .expect(409)
                        .text())
                .contains("bia@zylker.example is inactive");
    }

    /** What they do to threading, forwards and privacy is not there yet, and the API does not pretend. */
    @ParameterizedTest
    @CsvSource({
        "forwardedSenderAsContact", // R72-R76
        "privateByRecipients", // R77-R82
        "numberThreadingAgents", // R86-R88
        "numberThreadingParticipants"
    })
    void shouldKeepWhatDoesNotActYetAndSaySoR72R73R74R75R76R77R78R79R80R81R82R86R87R88(String setting) {
        JsonNode kept = set("{\"" + setting + "\": true}").get(setting);

        assertThat(kept.get("value").asBoolean()).isTrue();
        assertThat(kept.get("origin").asText()).isEqualTo("organisation");
        assertThat(kept.get("effective").asBoolean()).isFalse();
        assertThat(set("{\"" + setting + "\": null}").get(setting).get("origin").asText())
                .isEqualTo("default");
    }

    @Test
    void shouldHaveTheSameNamesInTheInterfaceAndInTheManualR107() throws Exception {
        String manual = Files.readString(Path.of("..", "docs", "administration.md"));

        List<String> names = new ArrayList<>();
        DESK.rest().get(ORGANISATION).expect(200).json().fieldNames().forEachRemaining(names::add);

        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(manual).contains("`" + name + "`"));
    }

    @Test
    void shouldExplainWhatCannotBeSetAndRecordWhatWasR85R105R106() {
        assertThat(DESK.rest()
                        .patch(ORGANISATION, "{\"numberThreading\": true}")
                        .expect(400)
                        .text())
                .contains("numberThreadingAgents or numberThreadingParticipants");
        assertThat(DESK.rest()
                        .patch("/desk/departments/support/settings", "{\"agentNameInFrom\": true}")
                        .expect(400)
                        .text())
                .contains("one value for the whole organisation");
        assertThat(DESK.rest()
                        .withoutToken()
                        .patch(ORGANISATION, "{\"autoCopy\": \"cc\"}")
                        .status())
                .isEqualTo(401);

        JsonNode settings = set("{\"numberThreading\": true, \"numberThreadingParticipants\": true}");
        assertThat(settings.get("numberThreading").get("effective").asBoolean()).isFalse();
        set("{\"numberThreading\": null, \"numberThreadingParticipants\": null}");

        JsonNode changes = DESK.rest()
                .get("/desk/settings/history?limit=4")
                .expect(200)
                .json()
                .get("changes");
        assertThat(changes.get(0).get("setting").asText()).isEqualTo("numberThreading");
        assertThat(changes.get(0).get("from").asBoolean()).isTrue();
        assertThat(changes.get(0).get("to").isNull()).isTrue();
        assertThat(changes.get(0).get("who").asText()).isNotBlank().isNotEqualTo("anonymous");
    }
}
