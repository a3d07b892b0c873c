package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jamesdesk.bounce.Bounce;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.report.Hardness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BounceRoutesTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-10T12:00:00Z"));
    private final RestDesk desk = RestDesk.builder(clock).start();

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void shouldShowEverythingThatIsKnownOfABounce() {
        Bounce bounce = desk.bounced("ana@c.example", Hardness.HARD);

        var answer = desk.request().get("/desk/bounces?address=ANA@c.example");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString())
                .isEqualTo(
                        """
                        {"bounces": [{"id": "%s", "at": "2026-03-10T12:00:00Z", "address": "ana@c.example", "ticket": 1,
                          "delivery": "%s", "purpose": "reply", "department": "support", "source": "smtp",
                          "kind": "hard", "reason": "noSuchAddress", "smtpCode": 550, "enhancedStatus": null,
                          "diagnostic": "550 5.1.1 no such user", "effect": "blocked"}], "next": null}"""
                                .formatted(bounce.id(), bounce.delivery()));
    }

    @ParameterizedTest
    @CsvSource({
        "'', bob@d.example bob@c.example ana@c.example",
        "?kind=soft, bob@c.example",
        "?kind=hard&domain=C.example, ana@c.example",
        "?ticket=1&address=bob@c.example, bob@c.example",
        "?ticket=2, ''",
        "?department=sales, ''",
        "?reason=mailboxFull, bob@c.example",
        "?since=2026-03-12, bob@d.example",
        "?since=2026-01-01, bob@d.example bob@c.example ana@c.example old@c.example",
        "?limit=1, bob@d.example",
    })
    void shouldFindTheNewestFirstThatAreAskedFor(String query, String found) {
        desk.bounced("old@c.example", Hardness.HARD);
        clock.advance(Duration.ofDays(30));
        desk.bounced("ana@c.example", Hardness.HARD);
        clock.advance(Duration.ofHours(1));
        desk.bounced("bob@c.example", Hardness.SOFT);
        clock.advance(Duration.ofHours(1));
        desk.bounced("bob@d.example", Hardness.HARD);
        String since = query.replace("2026-03-12", "2026-04-09T14:00:00Z");

        var answer = desk.request().get("/desk/bounces" + since);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getList("bounces.address", String.class))
                .isEqualTo(found.isEmpty() ? List.of() : List.of(found.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind=firm | kind: hard or soft expected",
                "ticket=x | ticket: ",
                "address=x | address: 'x' is not an e-mail address",
                "since=yesterday | since: a date such as 2026-03-31, or a time such as 2026-03-31T18:00:00Z, expected",
                "reason=none | reason: reason is one of noSuchAddress, noSuchDomain, ",
                "limit=201 | limit: a whole number from 1 to 200 expected",
                "after=x | ",
            })
    void shouldNameTheParameterAndTheRule(String query, String message) {
        var answer = desk.request().get("/desk/bounces?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).startsWith(message == null ? "" : message);
    }
}
