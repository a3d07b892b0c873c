package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketEventKind;
import org.jamesdesk.ticket.TicketNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TicketHistoryRoutesTest {
    private final RestDesk desk = RestDesk.start();

    @AfterEach
    void stop() {
        desk.close();
    }

    private static TicketEvent event(TicketNumber ticket, int second, TicketEventKind kind, Optional<String> who) {
        return new TicketEvent(
                ticket, Instant.parse("2026-03-10T12:00:00Z").plusSeconds(second), "key" + second, kind, who, "Text");
    }

    @Test
    void shouldTellWhatHappenedOldestFirstInPages() {
        TicketNumber ticket = desk.receive(Mails.plain("1@c.example", "ana@c.example", "Printer", "x"))
                .ticket();
        desk.stores().ticketHistory().add(event(ticket, 2, TicketEventKind.BLOCKED, Optional.of("bia@zylker.example")));
        desk.stores().ticketHistory().add(event(ticket, 1, TicketEventKind.BOUNCE, Optional.empty()));

        var first = desk.request().get("/desk/tickets/" + ticket + "/history?limit=1");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThatJson(first.asString())
                .node("events")
                .isEqualTo(
                        "[{\"at\": \"2026-03-10T12:00:01Z\", \"kind\": \"bounce\", \"who\": null, \"text\": \"Text\"}]");

        var last = desk.request()
                .queryParam("after", first.jsonPath().getString("next"))
                .get("/desk/tickets/" + ticket + "/history");
        assertThatJson(last.asString())
                .isEqualTo(
                        """
                        {"events": [{"at": "2026-03-10T12:00:02Z", "kind": "blocked", "who": "bia@zylker.example", "text": "Text"}],
                         "next": null}""");
    }

    @Test
    void shouldAnswerNotFoundWhenThereIsNoSuchTicket() {
        var answer = desk.request().get("/desk/tickets/99/history");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("message")).isEqualTo("there is no ticket 99");
    }

    @Test
    void shouldNameTheRuleWhenTheLimitIsTooLarge() {
        var answer = desk.request().get("/desk/tickets/1/history?limit=501");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).isEqualTo("limit: a whole number from 1 to 500 expected");
    }
}
