package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.WhenStopped;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.notice.NoticeId;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.Credentials;
import org.jamesdesk.sender.CredentialsStore;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.SenderState;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.sender.Verification;
import org.jamesdesk.sender.VerificationMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderRoutesTest {
    private static final String SALES = "/desk/departments/sales/senders";
    private static final String ANA = SALES + "/ana@zylker.example";
    private static final SenderId ID = SenderId.parse("sales/ana@zylker.example");
    private static final String SMTP =
            """
            {"type": "smtp", "host": "smtp.zylker.example", "port": 587, "security": "starttls", "password": "%s"}""";

    private static final String OTHER_SMTP = SMTP.formatted("right, too").replace("smtp.zylker", "mail.zylker");
    private static final SmtpRelay RELAY =
            new SmtpRelay("smtp.zylker.example", 587, ConnectionSecurity.STARTTLS, "ana@zylker.example");
    private static final Credentials RIGHT = new Credentials.Password(new Secret("right"));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T10:00:00Z"));
    private final RestDesk desk = RestDesk.builder(clock).start();

    @BeforeEach
    void addDepartment() {
        desk.configurations().edit("test", draft -> {
            DepartmentId sales = new DepartmentId("sales");
            draft.put(Department.KIND, new Department(sales, "Sales"));
            draft.put(
                    SupportAddress.KIND,
                    new SupportAddress(
                            EmailAddress.parse("sales@desk.example"),
                            "Zylker Sales",
                            sales,
                            true,
                            WhenStopped.PARK,
                            List.of()));
        });
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private Response put(String body) {
        return desk.request().body(body).put(ANA);
    }

    private Response putServer() {
        return put("{\"friendlyName\": \"Ana\"}");
    }

    private Response putSmtp(String password) {
        return put("{\"friendlyName\": \"Ana\", \"transport\": " + SMTP.formatted(password) + "}");
    }

    private Response verify(String body) {
        return desk.request().body(body).post(ANA + "/verification");
    }

    private Optional<Sender> stored() {
        Configurations configurations = desk.configurations();
        configurations.refresh();
        return configurations.inForce().find(Sender.KIND, ID.asString());
    }

    private void assertNothingKept() {
        assertThat(List.of(RELAY, Provider.relay(ID.address())))
                .allSatisfy(
                        relay -> assertThat(desk.credentials().find(ID, relay)).isEmpty());
    }

    private Optional<EmailAddress> defaultOfSales() {
        return desk.configurations().inForce().find(Department.KIND, "sales").flatMap(Department::defaultSender);
    }

    private NoticeId noticeId() {
        Verification verification = stored().orElseThrow().verification().orElseThrow();
        return VerificationMails.noticeOf(ID, verification);
    }

    private ReadMessage mail() {
        return new MessageReader().read(desk.stores().notices().raw(noticeId()).orElseThrow());
    }

    private String code() {
        Matcher matcher = Pattern.compile("[A-Z2-7]{4}-[A-Z2-7]{4}").matcher(mail().text());
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    private static String message(Response answer) {
        return answer.jsonPath().getString("message");
    }

    @Test
    void shouldListSupportAddressesAsVerifiedFromAddressesR29() {
        putServer();

        var all = desk.request().get("/desk/senders");

        assertThat(all.jsonPath().getList("address"))
                .containsExactly("ana@zylker.example", "sales@desk.example", "support@desk.example");
        assertThat(all.jsonPath().getList("state")).containsExactly("unverified", "verified", "verified");
        assertThat(desk.request().get(SALES).jsonPath().getList("address"))
                .containsExactly("ana@zylker.example", "sales@desk.example");
    }

    @Test
    void shouldShowASupportAddressAsSender() {
        assertThatJson(desk.request().get(SALES + "/SALES@desk.example").asString())
                .isEqualTo(
                        """
                        {"address": "sales@desk.example", "department": "sales", "friendlyName": "Zylker Sales",
                         "default": false, "state": "verified", "failure": null, "verification": null,
                         "transport": {"type": "server", "host": null, "port": null, "security": null,
                                       "username": null}}""");
    }

    @Test
    void shouldSendAVerificationMailWhenAnAddressIsAddedR31() {
        var answer = putServer();

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThatJson(answer.asString())
                .isEqualTo(
                        """
                        {"address": "ana@zylker.example", "department": "sales", "friendlyName": "Ana",
                         "default": false, "state": "unverified", "failure": null,
                         "transport": {"type": "server", "host": null, "port": null, "security": null,
                                       "username": null},
                         "verification": {"sentAt": "2026-11-29T10:00:00Z", "expiresAt": "2026-12-14T10:00:00Z",
                                          "delivery": "queued", "trouble": null}}""");
        ReadMessage mail = mail();
        assertThat(mail.automatic()).isTrue();
        assertThat(mail.from().orElseThrow().address()).isEqualTo(RestDesk.SUPPORT);
        assertThat(mail.to()).extracting(to -> to.address().asString()).containsExactly("ana@zylker.example");
        assertThat(mail.replyTo().get(0).address().localPart()).startsWith("support+v");
        assertThat(mail.text())
                .contains("Português", "English", "Español", "\"Sales\"", "2026-12-14")
                .contains("https://help.zylker.example/desk/public/verify?token=");
    }

    @Test
    void shouldVerifyByTheCodeInTheMailR31() {
        putServer();

        var answer = verify("{\"code\": \"" + code().toLowerCase() + "\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).node("state").isEqualTo("verified");
        assertThatJson(answer.asString()).node("verification").isNull();
    }

    @Test
    void shouldHaveNoUseForACodeTwice() {
        putServer();
        String body = "{\"code\": \"" + code() + "\"}";
        verify(body);

        var again = verify(body);

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(message(again)).contains("verified already");
    }

    @Test
    void shouldTakeNoMoreCodesAfterFiveWrongOnes() {
        putServer();
        String right = "{\"code\": \"" + code() + "\"}";
        for (int left = 4; left > 0; left--) {
            var wrong = verify("{\"code\": \"AAAA-AAAA\"}");
            assertThat(wrong.statusCode()).isEqualTo(409);
            assertThat(message(wrong)).contains(left + " more tries");
        }
        assertThat(message(verify("{\"code\": \"\"}"))).contains("POST {} sends a new verification mail");

        assertThat(verify(right).statusCode()).isEqualTo(409);
        assertThat(stored().orElseThrow().verified()).isFalse();
    }

    @Test
    void shouldRevokeTheOldMailWhenItIsSentAgainR33() {
        putServer();
        String old = "{\"code\": \"" + code() + "\"}";
        clock.advance(Duration.ofMinutes(2));

        var again = verify("{}");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThatJson(again.asString()).node("verification.sentAt").isEqualTo("2026-11-29T10:02:00Z");
        assertThat(verify(old).statusCode()).isEqualTo(409);
        assertThat(verify("{\"code\": \"" + code() + "\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldNotFloodTheAddressWithMails() {
        putServer();
        clock.advance(Duration.ofSeconds(59));

        var again = verify("{}");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(message(again)).contains("wait a minute");
    }

    @Test
    void shouldNotTakeACodeAfterFifteenDaysR33() {
        putServer();
        String body = "{\"code\": \"" + code() + "\"}";
        clock.advance(Duration.ofDays(15));

        assertThat(verify(body).statusCode()).isEqualTo(409);
    }

    @Test
    void shouldShowWhyTheVerificationMailDidNotArrive() {
        putServer();
        desk.stores()
                .notices()
                .record(
                        noticeId(),
                        1,
                        new Attempt(
                                clock.instant(),
                                "mx.zylker.example:25",
                                true,
                                Optional.of(550),
                                Optional.of("5.1.1"),
                                "550 5.1.1 no such user",
                                DeliveryState.BOUNCED,
                                Duration.ZERO));

        var shown = desk.request().get(ANA);

        assertThatJson(shown.asString()).node("verification.delivery").isEqualTo("bounced");
        assertThatJson(shown.asString()).node("verification.trouble").isEqualTo("550 5.1.1 no such user");
    }

    @Test
    void shouldKeepTheProofWhenOnlyTheNameChanges() {
        putServer();
        verify("{\"code\": \"" + code() + "\"}");

        var renamed = put("{\"friendlyName\": \"Ana Souza\"}");

        assertThat(renamed.statusCode()).isEqualTo(204);
        String shown = desk.request().get(ANA).asString();
        assertThatJson(shown).node("state").isEqualTo("verified");
        assertThatJson(shown).node("friendlyName").isEqualTo("Ana Souza");
    }

    @Test
    void shouldVerifyAtOnceByLoggingInR37() {
        var answer = putSmtp("right");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThatJson(answer.asString())
                .isEqualTo(
                        """
                        {"address": "ana@zylker.example", "department": "sales", "friendlyName": "Ana",
                         "default": false, "state": "verified", "failure": null, "verification": null,
                         "transport": {"type": "smtp", "host": "smtp.zylker.example", "port": 587,
                                       "security": "starttls", "username": "ana@zylker.example"}}""");
        assertThat(shownTo(stored().orElseThrow())).contains(RIGHT);
    }

    @Test
    void shouldSaveNothingWhenTheRelayRefusesTheLoginR44() {
        var answer = putSmtp("wrong-secret");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(message(answer)).contains("refuses the password", "two-factor");
        assertThat(answer.asString()).doesNotContain("wrong-secret");
        assertThat(stored()).isEmpty();
        assertNothingKept();
    }

    @Test
    void shouldNeverShowASecret() {
        putSmtp("right");

        assertThat(desk.request().get(ANA).asString()).doesNotContain("right", "password");
        assertThat(desk.request().get("/desk/senders").asString()).doesNotContain("right", "password");
        assertThat(desk.configurations().history(Optional.empty(), 10).toString())
                .doesNotContain("right");
    }

    @Test
    void shouldKeepThePasswordWhenTheRelayStaysTheSame() {
        putSmtp("right");

        var renamed = put(
                """
                {"friendlyName": "Ana S.", "transport": {"type": "smtp", "host": "smtp.zylker.example", "port": 587,
                 "security": "starttls"}}""");

        assertThat(renamed.statusCode()).isEqualTo(204);
        assertThatJson(desk.request().get(ANA).asString()).node("state").isEqualTo("verified");
    }

    @Test
    void shouldNotShowAKeptPasswordToAnotherServer() {
        putSmtp("right");

        var moved = put(
                """
                {"friendlyName": "Ana", "transport": {"type": "smtp", "host": "evil.example", "port": 587,
                 "security": "plain"}}""");

        assertThat(moved.statusCode()).isEqualTo(400);
        assertThat(message(moved)).startsWith("transport.password: ");
        assertThat(stored().orElseThrow().transport().relay().orElseThrow().host())
                .isEqualTo("smtp.zylker.example");
    }

    @Test
    void shouldKeepThePasswordOfTheRelayWhenTheChangeToAnotherIsRefused() {
        String seen = putSmtp("right").header("ETag");
        desk.duringLogin(() -> rename("Renamed by another"));

        var moved = desk.request()
                .header("If-Match", seen)
                .body("{\"friendlyName\": \"Ana\", \"transport\": " + OTHER_SMTP + "}")
                .put(ANA);

        assertThat(moved.statusCode()).isEqualTo(412);
        assertThat(shownTo(stored().orElseThrow())).contains(RIGHT);
    }

    @Test
    void shouldKeepThePasswordOfTheRelayWhenANewLoginIsRefused() {
        String seen = putSmtp("right").header("ETag");
        desk.duringLogin(() -> rename("Renamed by another"));

        var moved = desk.request().header("If-Match", seen).body(OTHER_SMTP).put(ANA + "/authentication");

        assertThat(moved.statusCode()).isEqualTo(412);
        assertThat(shownTo(stored().orElseThrow())).contains(RIGHT);
    }

    @Test
    void shouldKeepOnlyThePasswordOfTheNewRelayWhenTheRelayChanges() {
        putSmtp("right");
        Sender former = stored().orElseThrow();

        assertThat(put("{\"friendlyName\": \"Ana\", \"transport\": " + OTHER_SMTP + "}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(shownTo(stored().orElseThrow())).contains(new Credentials.Password(new Secret("right, too")));
        assertThat(shownTo(former)).isEmpty();
    }

    private void rename(String name) {
        Sender sender = stored().orElseThrow();
        desk.configurations()
                .edit(
                        "another",
                        draft -> draft.put(
                                Sender.KIND,
                                new Sender(
                                        sender.department(),
                                        sender.address(),
                                        name,
                                        sender.transport(),
                                        sender.verified(),
                                        sender.active(),
                                        sender.failure(),
                                        sender.verification())));
    }

    private Optional<Credentials> shownTo(Sender sender) {
        return desk.credentials()
                .find(sender.id(), sender.transport().relay().orElseThrow())
                .map(CredentialsStore.Kept::credentials);
    }

    @Test
    void shouldForgetTheProofAndThePasswordWhenTheTransportChanges() {
        putSmtp("right");

        assertThat(putServer().statusCode()).isEqualTo(204);

        assertThatJson(desk.request().get(ANA).asString()).node("state").isEqualTo("unverified");
        assertNothingKept();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 24, 26, 80, 2525, 9042, 65536, -1})
    void shouldReachNoOtherPortsThanThoseOfMailR37(int port) {
        var answer = put("{\"friendlyName\": \"Ana\", \"transport\": "
                + SMTP.formatted("right").replace("587", String.valueOf(port)) + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(message(answer)).isEqualTo("transport.port: one of 25, 465, 587 expected");
    }

    @Test
    void shouldAskForConsentAndCreateTheAddressVerifiedR45() {
        var answer = put("{\"friendlyName\": \"Ana\", \"transport\": {\"type\": \"google\"}}");

        assertThat(answer.statusCode()).isEqualTo(202);
        String url = answer.jsonPath().getString("authorizationUrl");
        assertThat(url).startsWith("https://provider.example/authorize?state=");
        assertThat(stored()).isEmpty();

        var callback = agree(url);

        assertThat(callback.statusCode()).isEqualTo(200);
        assertThat(callback.contentType()).isEqualTo("text/html;charset=utf-8");
        assertThat(stored().orElseThrow().state()).isEqualTo(SenderState.VERIFIED);
        assertThatJson(desk.request().get(ANA).asString())
                .node("transport.type")
                .isEqualTo("google");
        assertThatJson(desk.request().get(ANA).asString()).node("friendlyName").isEqualTo("Ana");
    }

    private String askForConsent() {
        return put("{\"friendlyName\": \"Ana\", \"transport\": {\"type\": \"google\"}}")
                .jsonPath()
                .getString("authorizationUrl");
    }

    private Response agree(String authorizationUrl) {
        return desk.request()
                .queryParam("state", authorizationUrl.substring(authorizationUrl.indexOf('=') + 1))
                .queryParam("code", "c")
                .get("/desk/public/oauth/callback");
    }

    private static void assertConflict(Response page, String explanation) {
        assertThat(page.statusCode()).isEqualTo(409);
        assertThat(page.asString()).contains(explanation);
    }

    @Test
    void shouldKeepTheTokensForTheProvidersServerWhenConsentIsGiven() {
        agree(askForConsent());

        assertThat(shownTo(stored().orElseThrow())).contains(Provider.TOKENS);
    }

    @Test
    void shouldNotConvertByConsentWhatGotAPasswordMeanwhileR51() {
        String url = askForConsent();
        putSmtp("right");
        Sender sender = stored().orElseThrow();

        assertConflict(agree(url), "a sender is not converted from smtp to google");

        assertThat(stored()).contains(sender);
        assertThat(shownTo(sender)).contains(RIGHT);
    }

    @Test
    void shouldNotBringBackByConsentWhatWasDeletedMeanwhile() {
        putServer();
        String url = askForConsent();
        desk.request().delete(ANA);

        assertConflict(agree(url), "has no From address ana@zylker.example");

        assertThat(stored()).isEmpty();
        assertNothingKept();
    }

    @Test
    void shouldNotMakeASenderByConsentOfWhatBecameASupportAddress() {
        String url = askForConsent();
        desk.configurations()
                .edit(
                        "test",
                        draft -> draft.put(
                                SupportAddress.KIND,
                                new SupportAddress(
                                        ID.address(), "Ana", ID.department(), true, WhenStopped.PARK, List.of())));

        assertConflict(agree(url), "is a support address");

        assertThat(stored()).isEmpty();
        assertNothingKept();
    }

    @Test
    void shouldKeepNoTokensWhenTheDepartmentIsGone() {
        String url = askForConsent();
        desk.configurations().edit("test", draft -> {
            draft.remove(SupportAddress.KIND, "sales@desk.example");
            draft.remove(Department.KIND, "sales");
        });

        assertConflict(agree(url), "there is no department sales");

        assertNothingKept();
    }

    @Test
    void shouldSayWhatIsMissingWhenAProviderIsNotSetUp() {
        var answer = put("{\"friendlyName\": \"Ana\", \"transport\": {\"type\": \"outlook\"}}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(message(answer)).contains("oauth.outlook.clientId");
    }

    @Test
    void shouldNotConvertAPasswordToConsentR51() {
        putSmtp("right");

        var answer = put("{\"friendlyName\": \"Ana\", \"transport\": {\"type\": \"google\"}}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(message(answer)).contains("delete it and create it anew");
    }

    @Test
    void shouldHaveOneDefaultForEachDepartmentR30() {
        put("{\"friendlyName\": \"Ana\", \"default\": true}");
        assertThat(defaultOfSales()).contains(ID.address());

        desk.request().body("{\"friendlyName\": \"Bob\", \"default\": true}").put(SALES + "/bob@zylker.example");
        assertThat(defaultOfSales()).contains(EmailAddress.parse("bob@zylker.example"));
        assertThatJson(desk.request().get(ANA).asString()).node("default").isEqualTo(false);

        desk.request().body("{\"friendlyName\": \"Ana\", \"default\": false}").put(ANA);
        assertThat(defaultOfSales()).contains(EmailAddress.parse("bob@zylker.example"));

        desk.request().body("{\"friendlyName\": \"Bob\", \"default\": false}").put(SALES + "/bob@zylker.example");
        assertThat(defaultOfSales()).isEmpty();
    }

    @Test
    void shouldTakeASupportAddressAsDefaultAndChangeNothingElseOfItR29() {
        String path = SALES + "/sales@desk.example";

        var chosen = desk.request().body("{\"default\": true}").put(path);

        assertThat(chosen.statusCode()).isEqualTo(204);
        assertThatJson(desk.request().get(path).asString()).node("default").isEqualTo(true);
        assertThat(message(desk.request().body("{\"friendlyName\": \"Other\"}").put(path)))
                .contains("/desk/supportAddresses");
        assertThat(desk.request()
                        .body("{\"transport\": " + SMTP.formatted("right") + "}")
                        .put(path)
                        .statusCode())
                .isEqualTo(409);
        assertThat(desk.request().delete(path).statusCode()).isEqualTo(409);
        assertThat(desk.request().delete(path + "/active").statusCode()).isEqualTo(409);
        assertThat(desk.configurations().inForce().all(Sender.KIND)).isEmpty();
    }

    @Test
    void shouldNotTakeTheSupportAddressOfAnotherDepartment() {
        var answer = desk.request().body("{\"default\": true}").put(SALES + "/support@desk.example");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(message(answer)).contains("of the department support");
    }

    @Test
    void shouldHideAndBringBackR56() {
        putSmtp("right");

        assertThat(desk.request().delete(ANA + "/active").statusCode()).isEqualTo(204);
        assertThatJson(desk.request().get(ANA).asString()).node("state").isEqualTo("inactive");
        assertThat(desk.request().put(ANA + "/active").statusCode()).isEqualTo(204);
        assertThatJson(desk.request().get(ANA).asString()).node("state").isEqualTo("verified");
    }

    @Test
    void shouldForgetEverythingWhenDeletedR58() {
        put("{\"friendlyName\": \"Ana\", \"default\": true, \"transport\": " + SMTP.formatted("right") + "}");

        assertThat(desk.request().delete(ANA).statusCode()).isEqualTo(204);

        assertThat(desk.request().get(ANA).statusCode()).isEqualTo(404);
        assertThat(defaultOfSales()).isEmpty();
        assertNothingKept();
        assertThat(desk.request().delete(ANA).statusCode()).isEqualTo(204);
    }

    @Test
    void shouldBeUsableAgainAfterANewLoginR54() {
        putSmtp("right");
        fail("535 no");
        assertThatJson(desk.request().get(ANA).asString()).node("state").isEqualTo("failed");
        assertThatJson(desk.request().get(ANA).asString()).node("failure").isEqualTo("535 no");

        var refused = desk.request().body(SMTP.formatted("still wrong")).put(ANA + "/authentication");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(stored().orElseThrow().state()).isEqualTo(SenderState.FAILED);

        var answer = desk.request().body(SMTP.formatted("right")).put(ANA + "/authentication");
        assertThat(answer.statusCode()).isEqualTo(204);
        String shown = desk.request().get(ANA).asString();
        assertThatJson(shown).node("state").isEqualTo("verified");
        assertThatJson(shown).node("failure").isNull();
    }

    private void fail(String why) {
        Sender sender = stored().orElseThrow();
        desk.configurations()
                .edit(
                        "test",
                        draft -> draft.put(
                                Sender.KIND,
                                new Sender(
                                        sender.department(),
                                        sender.address(),
                                        sender.friendlyName(),
                                        sender.transport(),
                                        true,
                                        true,
                                        Optional.of(why),
                                        Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": \"google\"} | 409 | type: a sender is not converted",
                "{\"type\": \"server\"} | 409 | type: ana@zylker.example is sent by smtp",
                "{\"type\": \"smtp\", \"host\": \"a\", \"port\": 587, \"security\": \"ssl\"} | 400 | password: ",
                "{\"type\": \"smtp\", \"host\": \"a\", \"port\": 22, \"security\": \"ssl\", \"password\": \"x\"} | 400 | port: one of",
                "{} | 400 | type: one of"
            })
    void shouldAuthenticateOnlyInTheWayOfTheSender(String body, int status, String message) {
        putSmtp("right");

        var answer = desk.request().body(body).put(ANA + "/authentication");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(message(answer)).startsWith(message);
    }

    @Test
    void shouldNotOverwriteWhatAnotherAdministratorChanged() {
        String seen = putServer().header("ETag");
        assertThat(seen).isNotBlank();
        put("{\"friendlyName\": \"Changed by another\"}");

        var late = desk.request()
                .header("If-Match", seen)
                .body("{\"friendlyName\": \"Mine\"}")
                .put(ANA);

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(desk.request().header("If-Match", seen).delete(ANA).statusCode())
                .isEqualTo(412);
        assertThat(desk.request()
                        .header("If-Match", seen)
                        .delete(ANA + "/active")
                        .statusCode())
                .isEqualTo(412);
        assertThat(stored().orElseThrow().friendlyName()).isEqualTo("Changed by another");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | friendlyName: a text of 1 to 100 characters expected",
                "{\"friendlyName\": \"\"} | friendlyName: 1 to 100 characters expected",
                "{\"friendlyName\": \"a\\r\\nBcc: x@y.example\"} | friendlyName: no line breaks",
                "{\"friendlyName\": \"\\u202Eana\"} | friendlyName: no invisible characters",
                "{\"friendlyName\": \"Boss <boss@bank.example>\"} | friendlyName: no < and no >",
                "{\"friendlyName\": 7} | friendlyName: a text expected",
                "{\"friendlyName\": [\"a\"]} | friendlyName: a text expected",
                "{\"friendlyName\": \"a\", \"default\": \"yes\"} | default: true or false expected",
                "{\"friendlyName\": \"a\", \"verified\": true} | verified: unknown key",
                "{\"friendlyName\": \"a\", \"transport\": \"smtp\"} | transport: one JSON object expected",
                "{\"friendlyName\": \"a\", \"transport\": {}} | transport.type: one of",
                "{\"friendlyName\": \"a\", \"transport\": {\"type\": \"fax\"}} | transport.type: one of",
                "{\"friendlyName\": \"a\", \"transport\": {\"type\": \"server\", \"host\": \"x\"}} | transport.host: only the type smtp",
                "{\"friendlyName\": \"a\", \"transport\": {\"type\": \"google\", \"password\": \"x\"}} | transport.password: only the type smtp",
                "{\"friendlyName\": \"a\", \"transport\": {\"type\": \"smtp\"}} | transport.host: ",
                "{\"friendlyName\": \"a\", \"transport\": {\"type\": \"smtp\", \"host\": \"a b\"}} | transport.host: ",
                "{\"friendlyName\": \"a\", \"transport\": {\"type\": \"smtp\", \"host\": \"a\\r\\nb\"}} | transport.host: ",
                "{\"friendlyName\": \"a\", \"transport\": {\"type\": \"smtp\", \"host\": \"a\"}} | transport.port: ",
                "{\"friendlyName\": \"a\", \"transport\": {\"type\": \"smtp\", \"host\": \"a\", \"port\": \"25\"}} | transport.port: a whole number",
                "{\"friendlyName\": \"a\", \"transport\": {\"type\": \"smtp\", \"host\": \"a\", \"port\": 25.5}} | transport.port: a whole number",
                "{\"friendlyName\": \"a\", \"transport\": {\"type\": \"smtp\", \"host\": \"a\", \"port\": 25}} | transport.security: ",
                "{\"friendlyName\": \"a\", \"transport\": {\"type\": \"smtp\", \"host\": \"a\", \"port\": 25, \"security\": \"tls\"}} | transport.security: one of",
                "{\"friendlyName\": \"a\", \"transport\": {\"type\": \"smtp\", \"host\": \"a\", \"port\": 25, \"security\": \"ssl\", \"username\": \"a\\nb\"}} | transport.username: ",
                "{\"friendlyName\": \"a\", \"transport\": {\"type\": \"smtp\", \"host\": \"a\", \"port\": 25, \"security\": \"ssl\", \"password\": \"a\\u0000b\"}} | transport.password: ",
                "{\"friendlyName\": \"a\", \"transport\": {\"type\": \"smtp\", \"host\": \"a\", \"port\": 25, \"security\": \"ssl\", \"password\": 12}} | transport.password: a text expected"
            })
    void shouldNameTheFieldAndTheRuleWhenTheBodyIsWrong(String body, String message) {
        var answer = put(body);

        assertThat(message(answer)).startsWith(message.strip());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(stored()).isEmpty();
    }

    @Test
    void shouldAnswerNotFoundWhenThereIsNoSuchDepartmentOrSender() {
        String nowhere = "/desk/departments/nowhere/senders/ana@zylker.example";

        assertThat(desk.request().body("{\"friendlyName\": \"a\"}").put(nowhere).statusCode())
                .isEqualTo(404);
        assertThat(desk.request().get("/desk/departments/nowhere/senders").statusCode())
                .isEqualTo(404);
        assertThat(desk.request().delete(nowhere).statusCode()).isEqualTo(404);
        assertThat(desk.request().get(ANA).statusCode()).isEqualTo(404);
        assertThat(desk.request().put(ANA + "/active").statusCode()).isEqualTo(404);
        assertThat(verify("{}").statusCode()).isEqualTo(404);
        assertThat(desk.request()
                        .body(SMTP.formatted("right"))
                        .put(ANA + "/authentication")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldNameTheRuleWhenTheAddressIsMalformed() {
        var answer = desk.request().body("{\"friendlyName\": \"a\"}").put(SALES + "/no-address");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(message(answer)).startsWith("address: 'no-address' is not an e-mail address");
    }
}
