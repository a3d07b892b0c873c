package org.jamesdesk.wholeserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.engines.FreePorts;
import org.jamesdesk.testing.TestServers;
import org.jamesdesk.testing.mail.MailBuilder;
import org.jamesdesk.testing.oauth.OAuthServer;
import org.jamesdesk.testing.server.DeskServerExtension;
import org.jamesdesk.testing.server.RestClient;
import org.jamesdesk.testing.server.RestResponse;
import org.jamesdesk.testing.smtp.PeerCertificate;
import org.jamesdesk.testing.smtp.ScriptedSmtpPeer;
import org.jamesdesk.testing.smtp.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * From addresses on a whole server: verified by mail, by a login at a relay, and by consent at a real OAuth provider whose
 * mail server is a second James that demands XOAUTH2 (R26–R59).
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SendersIT {
    private static final String PROVIDER_DOMAIN = "provider.example";
    private static final String SENDERS = "/desk/departments/support/senders/";
    /** Its verification mail may be sent again after a minute, which passes while the other tests run. */
    private static final String ASKED_TWICE = "codigo@zylker.example";

    private static final int RELAY_PORT = FreePorts.next();
    private static final PeerCertificate CERTIFICATE =
            PeerCertificate.of("localhost", TestServers.newHome("certificate"));

    @Order(1)
    @RegisterExtension
    static final OAuthServer OAUTH = new OAuthServer();

    /** Lets people in who show a token of the provider, and nobody else. */
    @Order(2)
    @RegisterExtension
    static final DeskServerExtension PROVIDER = DeskServerExtension.builder()
            .property("domain", PROVIDER_DOMAIN)
            .change("domainlist.xml", text -> text.replace("desk.example", PROVIDER_DOMAIN))
            .change("smtpserver.xml", SendersIT::demandingTokens)
            .privateOpenSearch()
            .build();

    @Order(3)
    @RegisterExtension
    static final DeskServerExtension DESK = DeskServerExtension.builder()
            .property("administrators", "chefe@zylker.example")
            .property("delivery.retrySchedule", "1s,1s,1s")
            .property("delivery.trustStore", CERTIFICATE.file().toUri().toString())
            .property("delivery.trustStorePassword", PeerCertificate.PASSWORD)
            .property("senders.relayPorts", Integer.toString(RELAY_PORT))
            .property("oauth.google.clientId", "james-desk")
            .property("oauth.google.clientSecret", "of-a-test")
            .property(
                    "oauth.google.authorizationEndpoint",
                    OAUTH.authorizationEndpoint(OAuthServer.BRIEF).toString())
            .property(
                    "oauth.google.tokenEndpoint",
                    OAUTH.tokenEndpoint(OAuthServer.BRIEF).toString())
            .property("oauth.google.smtpHost", "localhost")
            // Known when the provider's server has its ports.
            .change("desk.properties", text -> text + "\noauth.google.smtpPort=" + PROVIDER.submissionPort() + "\n")
            .build();

    private static ScriptedSmtpPeer world;

    private final DeskProbe probe = new DeskProbe(DESK);

    @BeforeAll
    static void listen() {
        world = ScriptedSmtpPeer.builder().port(DESK.peerPort()).start();
        DESK.rest()
                .put(
                        SENDERS + ASKED_TWICE,
                        "{\"friendlyName\": \"C\u00f3digo\", \"transport\": {\"type\": \"server\"}}")
                .expect(201);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static String demandingTokens(String smtpServers) {
        return smtpServers
                .replace("file://conf/keystore", CERTIFICATE.file().toUri().toString())
                .replace("<secret>james-desk</secret>", "<secret>" + PeerCertificate.PASSWORD + "</secret>")
                .replace(
                        "<plainAuthEnabled>true</plainAuthEnabled>",
                        "<plainAuthEnabled>false</plainAuthEnabled><oidc><oidcConfigurationURL>"
                                + OAUTH.issuer(OAuthServer.BRIEF)
                                + "/.well-known/openid-configuration</oidcConfigurationURL><jwksURL>"
                                + OAUTH.issuer(OAuthServer.BRIEF)
                                + "/jwks</jwksURL><claim>email</claim><scope>openid email</scope></oidc>");
    }

    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "");
    }

    private long ticketOf(String customer) {
        String word = word();
        probe.deliver(
                customer,
                MailBuilder.mail(customer, DeskProbe.SUPPORT)
                        .subject("Ajuda " + word)
                        .messageId("<" + word + "@customer.example>")
                        .text("x")
                        .build());
        return probe.awaitTicket(word);
    }

    private RestResponse answerFrom(long ticket, String from) {
        return DESK.rest()
                .post("/desk/tickets/" + ticket + "/replies", "{\"text\": \"Ol\u00e1\", \"from\": \"" + from + "\"}");
    }

    private static JsonNode sender(String address) {
        return DESK.rest().get(SENDERS + address).expect(200).json();
    }

    private static String state(String address) {
        return sender(address).get("state").asText();
    }

    private static Transaction verificationMail(String address) {
        return world.awaitMailTo(address, DeskProbe.PATIENCE);
    }

    private static String inMail(Transaction mail, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(mail.text());
        assertThat(matcher.find()).as(pattern + " in\n" + mail.text()).isTrue();
        return matcher.group(1);
    }

    /** The link's token; in quoted-printable text a line may end in the middle of it. */
    private static String token(Transaction mail) {
        return inMail(mail, "(?s)/desk/public/verify\\?token=(?:3D)?([A-Za-z0-9._=\\r\\n-]+)")
                .replaceAll("=\\r\\n", "")
                .replaceAll("(?s)[\\r\\n].*", "");
    }

    private static RestClient browser() {
        return new RestClient(DESK.webAdminUrl());
    }

    private static RestResponse press(String token) {
        return browser().post("/desk/public/verify?token=" + token, "application/x-www-form-urlencoded", new byte[0]);
    }

    @Test
    void shouldSendOnlyAfterTheLinkOfTheMailWasUsedR26R27R31R32() {
        String address = "agencia@zylker.example";
        long ticket = ticketOf("rita@customer.example");
        DESK.rest()
                .put(
                        SENDERS + address,
                        "{\"friendlyName\": \"Zylker Ag\u00eancia\", \"transport\": {\"type\": \"server\"}}")
                .expect(201);

        assertThat(answerFrom(ticket, address).expect(409).text()).contains("unverified");
        String token = token(verificationMail(address));
        assertThat(browser()
                        .get("/desk/public/verify?token=" + token)
                        .expect(200)
                        .text())
                .contains("<button");
        assertThat(state(address)).as("a link that was only opened").isEqualTo("unverified");
        press(token).expect(200);

        assertThat(state(address)).isEqualTo("verified");
        press(token).expect(404);
        answerFrom(ticket, address).expect(201);
        Transaction mail = world.awaitMailTo("rita@customer.example", DeskProbe.PATIENCE);
        assertThat(mail.text()).containsPattern("From: =\\?UTF-8\\?\\S+ <agencia@zylker\\.example>");
        assertThat(mail.text()).contains("Reply-To: ").contains("support+t" + ticket + ".");
    }

    @Test
    void shouldTakeAnAnswerToTheMailAsTheProofAndMakeNoTicketOfItR31() {
        String address = "resposta@zylker.example";
        DESK.rest()
                .put(SENDERS + address, "{\"friendlyName\": \"Resposta\", \"transport\": {\"type\": \"server\"}}")
                .expect(201);
        Transaction asked = verificationMail(address);
        String answerTo = inMail(asked, "(?im)^Reply-To:\\s+<?([^\\s<>]+)");
        String word = word();

        probe.send(
                address,
                answerTo,
                MailBuilder.mail(address, answerTo)
                        .subject("Re: " + word)
                        .text("Sim")
                        .build());

        await().atMost(DeskProbe.PATIENCE).until(() -> state(address).equals("verified"));
        String after = word();
        probe.deliver(
                address,
                MailBuilder.mail(address, DeskProbe.SUPPORT)
                        .subject(after)
                        .text("y")
                        .build());
        probe.awaitTicket(after);
        assertThat(probe.search(word)).isEmpty();
    }

    @Test
    void shouldSendByTheRelayAndLetMailsWaitWhileItRefusesTheLoginR37R38R39R40R41R42R43R44R51R52R53R54R55() {
        String address = "vendas@zylker.example";
        long ticket = ticketOf("luis@customer.example");
        try (ScriptedSmtpPeer relay = relay("right")) {
            String wrong = DESK.rest().put(SENDERS + address, smtp("wrong")).text();
            assertThat(wrong).contains("password").doesNotContain("wrong\"");
            assertThat(DESK.rest().get(SENDERS + address).status()).isEqualTo(404);

            DESK.rest().put(SENDERS + address, smtp("right")).expect(201);
            assertThat(state(address)).isEqualTo("verified");
            assertThat(sender(address).toString()).doesNotContain("\"right\"");
            assertThat(DESK.rest()
                            .put(SENDERS + address, "{\"friendlyName\": \"V\", \"transport\": {\"type\": \"google\"}}")
                            .expect(409)
                            .text())
                    .contains("delete");
            answerFrom(ticket, address).expect(201);

            Transaction mail = relay.awaitMailTo("luis@customer.example", DeskProbe.PATIENCE);
            assertThat(mail.login()).contains("vendas");
            assertThat(mail.tls()).isTrue();
            assertThat(mail.sender()).isEqualTo(address);
            assertThat(world.mailsTo(address)).as("no verification mail").isEmpty();
        }
        try (ScriptedSmtpPeer relay = relay("changed")) {
            long second = ticketOf("marta@customer.example");
            answerFrom(second, address).expect(201);

            probe.awaitDelivery(second, "marta@customer.example", "waitingForSender");
            assertThat(state(address)).isEqualTo("failed");
            assertThat(world.awaitMailTo("chefe@zylker.example", DeskProbe.PATIENCE)
                            .text())
                    .contains(address);
            assertThat(DESK.rest().get("/healthcheck").text())
                    .contains("Mail waits, the login is refused")
                    .as("it is public")
                    .doesNotContain(address);
            assertThat(answerFrom(second, address).expect(409).text()).contains("failed");
            assertThat(relay.mailsTo("marta@customer.example")).isEmpty();
            assertThat(world.mailsTo("marta@customer.example"))
                    .as("nothing goes out under another name")
                    .isEmpty();

            assertThat(DESK.rest()
                            .put(SENDERS + address + "/authentication", transport("changed"))
                            .status())
                    .isBetween(200, 204);
            probe.awaitDelivery(second, "marta@customer.example", "delivered");
            assertThat(relay.mailsTo("marta@customer.example")).hasSize(1);
            assertThat(state(address)).isEqualTo("verified");
        }
    }

    private static ScriptedSmtpPeer relay(String password) {
        return ScriptedSmtpPeer.builder()
                .startTls(CERTIFICATE)
                .password("vendas", password)
                .port(RELAY_PORT)
                .start();
    }

    private static String transport(String password) {
        return "{\"type\": \"smtp\", \"host\": \"localhost\", \"port\": " + RELAY_PORT
                + ", \"security\": \"starttls\", \"username\": \"vendas\", \"password\": \"" + password + "\"}";
    }

    private static String smtp(String password) {
        return "{\"friendlyName\": \"Zylker Vendas\", \"transport\": " + transport(password) + "}";
    }

    @Test
    void shouldSendThroughAProviderAfterItsOwnerAgreedR45R46R47R48R49R50() {
        String address = "ana@" + PROVIDER_DOMAIN;
        PROVIDER.rest()
                .put("/users/" + address, "{\"password\": \"never used\"}")
                .expect(204);
        String url = DESK.rest()
                .put(SENDERS + address, "{\"friendlyName\": \"Ana\", \"transport\": {\"type\": \"google\"}}")
                .json()
                .get("authorizationUrl")
                .asText();
        URI back = OAUTH.agree(URI.create(url), address);
        browser().get(back.getPath() + "?" + back.getRawQuery()).expect(200);
        assertThat(state(address)).isEqualTo("verified");
        String word = word();
        probe.deliver(
                "support@" + PROVIDER_DOMAIN,
                MailBuilder.mail("support@" + PROVIDER_DOMAIN, DeskProbe.SUPPORT)
                        .subject("Parceria " + word)
                        .text("x")
                        .build());
        long ticket = probe.awaitTicket(word);

        answerFrom(ticket, address).expect(201);

        JsonNode delivery = probe.awaitDelivery(ticket, "support@" + PROVIDER_DOMAIN, "delivered");
        assertThat(delivery.get("attempts").get(0).get("host").asText()).endsWith(":" + PROVIDER.submissionPort());
        JsonNode arrived = await().atMost(DeskProbe.PATIENCE)
                .until(
                        () -> PROVIDER.rest()
                                .get("/desk/tickets?q=" + URLEncoder.encode(word, StandardCharsets.UTF_8))
                                .json()
                                .get("tickets"),
                        found -> found.size() == 1);
        assertThat(arrived.get(0).get("contact").get("address").asText()).isEqualTo(address);
        browser().get(back.getPath() + "?" + back.getRawQuery()).expect(404);
    }

    @Test
    void shouldSendFromTheDefaultOrTheSupportAddressWhenASenderIsOutOfUseR28R29R30R56R57R58R59() {
        String address = "padrao@zylker.example";
        DESK.rest()
                .put(
                        SENDERS + address,
                        "{\"friendlyName\": \"Padr\u00e3o\", \"default\": true, \"transport\": {\"type\": \"server\"}}")
                .expect(201);
        press(token(verificationMail(address))).expect(200);

        assertThat(fromOfAnAnswer("um@customer.example")).contains(address);
        DESK.rest().delete(SENDERS + address + "/active").expect(204);
        assertThat(state(address)).isEqualTo("inactive");
        assertThat(fromOfAnAnswer("dois@customer.example")).contains(DeskProbe.SUPPORT);
        DESK.rest().put(SENDERS + address + "/active", "").expect(204);
        assertThat(fromOfAnAnswer("tres@customer.example")).contains(address);
        DESK.rest().delete(SENDERS + address).expect(204);
        assertThat(fromOfAnAnswer("quatro@customer.example")).contains(DeskProbe.SUPPORT);
        List<String> listed =
                DESK.rest().get("/desk/senders").expect(200).json().findValuesAsText("address");
        assertThat(listed).contains(DeskProbe.SUPPORT).doesNotContain(address);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void shouldRevokeTheFormerMailAndTakeTheCodeOfTheNewOneR33() {
        String address = ASKED_TWICE;
        String former = token(verificationMail(address));

        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> DESK.rest()
                                .post(SENDERS + address + "/verification", "{}")
                                .status()
                        < 300);
        await().until(() -> world.mailsTo(address).size() == 2);
        Transaction renewed = world.mailsTo(address).get(1);
        String code = inMail(renewed, "\\b([A-Z0-9]{4}-[A-Z0-9]{4})\\b");

        press(former).expect(404);
        DESK.rest()
                .post(SENDERS + address + "/verification", "{\"code\": \"XXXX-XXXX\"}")
                .expect(409);
        assertThat(state(address)).isEqualTo("unverified");
        DESK.rest()
                .post(SENDERS + address + "/verification", "{\"code\": \"" + code + "\"}")
                .expect(200);
        assertThat(state(address)).isEqualTo("verified");
    }

    private String fromOfAnAnswer(String customer) {
        long ticket = ticketOf(customer);
        DESK.rest()
                .post("/desk/tickets/" + ticket + "/replies", "{\"text\": \"Ol\u00e1\"}")
                .expect(201);
        return inMail(world.awaitMailTo(customer, DeskProbe.PATIENCE), "(?m)^From: (.*)$");
    }
}
