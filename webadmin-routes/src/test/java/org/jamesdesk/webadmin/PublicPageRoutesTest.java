package org.jamesdesk.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.VerificationMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicPageRoutesTest {
    private static final SenderId ANA = SenderId.parse("support/ana@zylker.example");
    private static final String UNKNOWN = "aaaaaaaaaaaaaaaa.abc123.bbbbbbbbbbbbbbbb";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T10:00:00Z"));
    private final RestDesk desk = RestDesk.builder(clock).start();

    @AfterEach
    void stop() {
        desk.close();
    }

    private String sentToken() {
        desk.request().body("{\"friendlyName\": \"Ana\"}").put("/desk/departments/support/senders/ana@zylker.example");
        return newestToken();
    }

    private String newestToken() {
        Sender sender = sender();
        var raw = desk.stores()
                .notices()
                .raw(VerificationMails.noticeOf(ANA, sender.verification().orElseThrow()))
                .orElseThrow();
        Matcher matcher = Pattern.compile("token=(\\S+)")
                .matcher(new MessageReader().read(raw).text());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private Sender sender() {
        return desk.configurations().inForce().find(Sender.KIND, ANA.asString()).orElseThrow();
    }

    private Response open(String token) {
        return desk.request().queryParam("token", token).get("/desk/public/verify");
    }

    private Response press(String token) {
        return desk.request()
                .contentType("application/x-www-form-urlencoded")
                .queryParam("token", token)
                .post("/desk/public/verify");
    }

    @Test
    void shouldChangeNothingWhenALinkIsOnlyOpened() {
        String token = sentToken();

        var page = open(token);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("<form method=\"post\">", "<button");
        assertThat(sender().verified()).isFalse();
    }

    @Test
    void shouldVerifyWhenTheButtonIsPressedR31() {
        String token = sentToken();

        var page = press(token);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("<h1>Confirmed</h1>");
        assertThat(sender().verified()).isTrue();
        assertThat(sender().verification()).isEmpty();
    }

    @Test
    void shouldTakeTheTokenFromTheBodyOfAFormToo() {
        String token = sentToken();

        var page = desk.request()
                .contentType("application/x-www-form-urlencoded")
                .formParam("token", token)
                .post("/desk/public/verify");

        assertThat(page.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldLookTheSameForEveryLinkThatIsNotValidR33() {
        String unknown = answered(press(UNKNOWN));
        assertThat(unknown).startsWith("404 ");

        String used = sentToken();
        press(used);
        assertThat(answered(press(used))).isEqualTo(unknown);

        desk.request().delete("/desk/departments/support/senders/ana@zylker.example");
        String revoked = sentToken();
        clock.advance(Duration.ofMinutes(2));
        desk.request().body("{}").post("/desk/departments/support/senders/ana@zylker.example/verification");
        assertThat(answered(press(revoked))).isEqualTo(unknown);

        String expired = newestToken();
        clock.advance(Duration.ofDays(15));
        assertThat(answered(press(expired))).isEqualTo(unknown);
        assertThat(sender().verified()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "<script>alert(1)</script>", "../../../etc/passwd", "%00", "ａａａａ"})
    void shouldLookTheSameForWhatIsNoTokenAtAll(String token) {
        assertThat(answered(press(token))).isEqualTo(answered(press(UNKNOWN)));
        assertThat(open(token).statusCode()).isEqualTo(200);
        assertThat(open(token).asString()).doesNotContain("script");
    }

    private static String answered(Response answer) {
        return answer.statusCode() + " " + answer.asString();
    }

    @Test
    void shouldNotTakeOneAddresssLinkForAnother() {
        String token = sentToken();
        String forged = token.substring(0, token.length() - 1) + (token.endsWith("a") ? "b" : "a");

        assertThat(press(forged).statusCode()).isEqualTo(404);
        assertThat(sender().verified()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pt-BR,pt;q=0.9,en;q=0.8 | pt | Confirmar este endereço",
                "es-MX | es | Confirmar esta dirección",
                "en-GB,en | en | Confirm this address",
                "fr, pt;q=0.5 | pt | Confirmar este endereço",
                "fr | en | Confirm this address",
                "!!garbage;;q=x | en | Confirm this address",
                "'' | en | Confirm this address"
            })
    void shouldSpeakTheLanguageOfTheBrowser(String accepted, String language, String title) {
        var page = desk.request().header("Accept-Language", accepted).get("/desk/public/verify?token=x");

        assertThat(page.header("Content-Language")).isEqualTo(language);
        assertThat(page.asString()).contains("<html lang=\"" + language + "\">", "<title>" + title + "</title>");
    }

    @Test
    void shouldBeOfNoUseToFramesScriptsAndSearchEngines() {
        var page = open(UNKNOWN);

        Map<String, String> expected = Map.of(
                "X-Robots-Tag", "noindex",
                "Referrer-Policy", "no-referrer",
                "Cache-Control", "no-store",
                "X-Content-Type-Options", "nosniff");
        expected.forEach((name, value) -> assertThat(page.header(name)).isEqualTo(value));
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
        assertThat(page.asString()).doesNotContain("http://", "https://", "src=");
    }

    @Test
    void shouldLetOneClientAskOnlySoOften() {
        for (int i = 0; i < 30; i++) {
            assertThat(press(UNKNOWN).statusCode()).isEqualTo(404);
        }

        var tooMuch = press(UNKNOWN);

        assertThat(tooMuch.statusCode()).isEqualTo(429);
        assertThat(tooMuch.header("Retry-After")).isEqualTo("60");
        clock.advance(Duration.ofSeconds(61));
        assertThat(press(UNKNOWN).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldShowWhatAProviderSaysAsTextOnly() {
        String url = desk.request()
                .body("{\"friendlyName\": \"Ana\", \"transport\": {\"type\": \"google\"}}")
                .put("/desk/departments/support/senders/ana@zylker.example")
                .jsonPath()
                .getString("authorizationUrl");

        var page = desk.request()
                .queryParam("state", url.substring(url.indexOf('=') + 1))
                .queryParam("error", "access_denied")
                .queryParam("error_description", "<script>alert(1)</script>")
                .get("/desk/public/oauth/callback");

        assertThat(page.statusCode()).isEqualTo(409);
        assertThat(page.asString()).contains("&lt;script&gt;").doesNotContain("<script>");
        assertThat(desk.configurations().inForce().all(Sender.KIND)).isEmpty();
    }

    @Test
    void shouldTellNothingWhenNobodyAskedForConsent() {
        var page = desk.request()
                .queryParam("state", "made-up")
                .queryParam("code", "x")
                .get("/desk/public/oauth/callback");

        assertThat(answered(page)).isEqualTo(answered(press(UNKNOWN)));
    }
}
