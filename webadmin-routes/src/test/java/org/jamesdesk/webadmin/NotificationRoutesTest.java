package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import org.jamesdesk.deliverability.Results;
import org.jamesdesk.memory.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R100–R102. */
class NotificationRoutesTest {
    private static final String BASE = "/desk/notifications";
    private static final String LOCK = BASE + "/lock";
    private static final String EXEMPTION = BASE + "/exemption";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T12:00:00Z"));
    private final RestDesk desk = RestDesk.builder(clock).start();

    @AfterEach
    void stop() {
        desk.close();
    }

    private Response asked(String verb, String path, String json) {
        return desk.request().body(json.replace('\'', '"')).request(verb, path);
    }

    private String answer() {
        return desk.request().get(BASE).asString();
    }

    private String state() {
        return desk.request().get(BASE).jsonPath().getString("state");
    }

    private void results(int sent, int bounced) {
        for (int number = 0; number < sent; number++) {
            desk.stores().deliveryResults().add(Results.sent(number, clock.instant()));
        }
        for (int number = 0; number < bounced; number++) {
            desk.stores().deliveryResults().add(Results.bounced(number, clock.instant()));
        }
        clock.advance(Duration.ofSeconds(31));
        desk.watch().look();
    }

    @Test
    void shouldTellHowThingsStandOnANewDesk() {
        assertThatJson(answer())
                .isEqualTo(
                        """
                        {"state": "open", "rate": null, "judged": false,
                         "window": {"from": "2026-11-28T12:00:00Z", "to": "2026-11-29T12:00:00Z", "sent": 0, "bounced": 0},
                         "thresholds": {"minimum": 100, "warning": 3, "lock": 5, "windowHours": 24},
                         "lock": null, "exemption": null, "events": []}""");
    }

    @Test
    void shouldTellRateAndLockWhenTooMuchBounces() {
        results(120, 7);

        assertThatJson(answer()).node("rate").isEqualTo(5.83);
        assertThatJson(answer()).node("judged").isEqualTo(true);
        assertThatJson(answer()).node("window.sent").isEqualTo(120);
        assertThatJson(answer()).node("state").isEqualTo("locked");
        assertThatJson(answer())
                .node("lock")
                .isEqualTo(
                        """
                        {"since": "2026-11-29T12:00:31Z", "by": "desk", "automatic": true,
                         "why": "The bounce rate has reached 5 %: 5.83 % (7 of 120 mails)."}""");
        assertThatJson(answer()).node("events[0].event").isEqualTo("locked");
    }

    @Test
    void shouldLockAndUnlockByHand() {
        Response locked = asked("PUT", LOCK, "{'why': ' Wrong list '}");
        assertThat(locked.statusCode()).isEqualTo(201);
        assertThatJson(locked.asString())
                .isEqualTo(
                        """
                        {"since": "2026-11-29T12:00:00Z", "by": "anonymous", "why": "Wrong list", "automatic": false}""");
        assertThat(asked("PUT", LOCK, "{'why': 'Still wrong'}").statusCode()).isEqualTo(204);
        assertThatJson(answer()).node("lock.why").isEqualTo("Still wrong");

        assertThat(desk.request().queryParam("why", "mended").delete(LOCK).statusCode())
                .isEqualTo(204);
        assertThat(state()).isEqualTo("open");
        assertThatJson(answer()).node("events[0].text").isEqualTo("mended");
        assertThat(desk.request().delete(LOCK).statusCode()).isEqualTo(204);
        assertThatJson(answer()).node("events").isArray().hasSize(3);
    }

    @Test
    void shouldExemptForATimeAndEndTheAutomaticLock() {
        results(100, 50);
        assertThat(state()).isEqualTo("locked");

        Response exempt = asked("PUT", EXEMPTION, "{'why': 'Migration', 'until': '2026-11-30T12:00:00Z'}");

        assertThat(exempt.statusCode()).isEqualTo(201);
        assertThat(state()).isEqualTo("exempt");
        assertThatJson(answer()).node("exemption.until").isEqualTo("2026-11-30T12:00:00Z");
        assertThat(asked("PUT", EXEMPTION, "{'why': 'Without end'}").statusCode())
                .isEqualTo(204);
        assertThatJson(answer()).node("exemption.until").isEqualTo(null);
        assertThat(desk.request().delete(EXEMPTION).statusCode()).isEqualTo(204);
        assertThat(desk.request().delete(EXEMPTION).statusCode()).isEqualTo(204);
        assertThatJson(answer()).node("exemption").isEqualTo(null);
    }

    @Test
    void shouldChangeThresholdsAndRestoreThem() {
        Response changed = asked("PATCH", BASE, "{'minimum': 20, 'warning': 1.5}");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThatJson(changed.asString())
                .node("thresholds")
                .isEqualTo("{\"minimum\": 20, \"warning\": 1.5, \"lock\": 5, \"windowHours\": 24}");
        results(20, 1);
        assertThat(state()).isEqualTo("locked");

        assertThatJson(asked("PATCH", BASE, "{'minimum': null, 'warning': null}")
                        .asString())
                .node("thresholds")
                .isEqualTo("{\"minimum\": 100, \"warning\": 3, \"lock\": 5, \"windowHours\": 24}");
    }

    @Test
    void shouldNotOverwriteThresholdsThatSomebodyElseChanged() {
        asked("PATCH", BASE, "{'lock': 6}");
        String seen = desk.request().get(BASE).header("ETag");
        asked("PATCH", BASE, "{'lock': 7}");

        Response refused =
                desk.request().header("If-Match", seen).body("{\"lock\": 8}").patch(BASE);

        assertThat(refused.statusCode()).isEqualTo(412);
        assertThatJson(answer()).node("thresholds.lock").isEqualTo(7);
    }

    @Test
    void shouldLockAndExemptWhenNoReasonIsGiven() {
        assertThat(desk.request().put("/desk/notifications/lock").statusCode()).isEqualTo(201);
        assertThatJson(answer()).node("lock.why").isEqualTo("No reason was given.");
        assertThat(asked("PUT", EXEMPTION, "{'until': '2026-12-01T00:00:00Z'}").statusCode())
                .isEqualTo(201);
        assertThatJson(answer()).node("exemption.why").isEqualTo("No reason was given.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "PUT | /lock | {'why': ''} | why: 1 to 500 characters",
                "PUT | /lock | {'why': 'a\\nb'} | why: 1 to 500 characters",
                "PUT | /lock | {'why': 7} | why: a text expected",
                "PUT | /lock | {'why': 'x', 'until': 'y'} | until: unknown key; known keys are why",
                "PUT | /exemption | {'why': 'x', 'until': 'tomorrow'} | until: a time such as",
                "PUT | /exemption | {'why': 'x', 'until': '2026-11-29T12:00:00Z'} | until: a time in the future expected",
                "PATCH | '' | {'minimum': 0} | minimum: a whole number from 1 to 1000000 expected",
                "PATCH | '' | {'minimum': '100'} | minimum: a whole number expected",
                "PATCH | '' | {'minimum': 1.5} | minimum: a whole number expected",
                "PATCH | '' | {'warning': 5} | warning: less than lock (5) expected",
                "PATCH | '' | {'lock': '5'} | lock: a percentage as a number expected",
                "PATCH | '' | {'lock': 1e999999999} | lock: a percentage",
                "PATCH | '' | {'warning': 0.001} | warning: a percentage above 0",
                "PATCH | '' | {'windowHours': 1000} | windowHours: a whole number from 1 to 168 expected",
                "PATCH | '' | {'hours': 1} | hours: unknown key; known keys are lock, minimum, warning, windowHours",
                "PATCH | '' | [] | body: one JSON object expected",
                "DELETE | /lock?why=a%0Ab | '' | why: 1 to 500 characters"
            })
    void shouldSayWhatIsWrong(String verb, String path, String json, String message) {
        Response answer = desk.request()
                .urlEncodingEnabled(false)
                .body(json.equals("''") ? "" : json.replace('\'', '"'))
                .request(verb, BASE + (path.equals("''") ? "" : path));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).startsWith(message);
        assertThatJson(answer()).node("events").isArray().isEmpty();
    }
}
