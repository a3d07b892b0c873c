package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.work.WorkKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketRoutesTest {
    private final RestDesk desk = RestDesk.start();

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void shouldShowTheTicketWhenItExists() {
        var received = desk.receive(
                Mails.plain("a@customer.example", "Ana Müller <Ana@customer.example>", "Impressora não liga", "Olá"));
        var stored = desk.stores().tickets().find(received.ticket()).orElseThrow();

        var answer = desk.request().get("/desk/tickets/" + received.ticket());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString())
                .isEqualTo(
                        """
                        {"number": %s, "department": "support", "supportAddress": "support@desk.example",
                         "subject": "Impressora não liga", "status": "open",
                         "contact": {"address": "Ana@customer.example", "name": "Ana Müller"},
                         "linked": [], "createdAt": "%s", "changedAt": "%s"}"""
                                .formatted(received.ticket(), stored.createdAt(), stored.changedAt()));
    }

    @Test
    void shouldShowNoContactWhenTheMailNamesNoSender() {
        var received =
                desk.receive("To: support@desk.example\nSubject: anonymous\nMessage-ID: <x@y.example>\n\nwho am I\n");

        var answer = desk.request().get("/desk/tickets/" + received.ticket());

        assertThatJson(answer.asString()).node("contact").isNull();
    }

    @Test
    void shouldAnswerNotFoundWhenThereIsNoSuchTicket() {
        var answer = desk.request().get("/desk/tickets/4711");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThatJson(answer.asString())
                .isEqualTo(
                        """
                        {"statusCode": 404, "type": "notFound", "message": "there is no ticket 4711",
                         "details": null}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "abc", "1.5", "99999999999999999999", "1e3", "%20", "1%25s"})
    void shouldNameTheRuleWhenTheNumberIsMalformed(String number) {
        var answer = desk.request().urlEncodingEnabled(false).get("/desk/tickets/" + number);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThatJson(answer.asString())
                .node("message")
                .isEqualTo("number: a ticket number is a positive whole number");
    }

    @Test
    void shouldFindTicketsByWordStatusDepartmentAndContact() {
        var printer = desk.receive(Mails.plain("a@c.example", "ana@c.example", "Printer", "does not print"));
        desk.receive(Mails.plain("b@c.example", "bob@c.example", "Invoice", "is wrong"));

        assertThat(numbersFoundBy("q=print")).containsExactly(printer.ticket().value());
        assertThat(numbersFoundBy("contact=ANA@c.example"))
                .containsExactly(printer.ticket().value());
        assertThat(numbersFoundBy("status=open&department=support")).hasSize(2);
        assertThat(numbersFoundBy("status=closed")).isEmpty();
        assertThat(numbersFoundBy("department=billing")).isEmpty();
        assertThat(numbersFoundBy("q=&status=&contact=")).hasSize(2);
    }

    @Test
    void shouldShowEachTicketOnceWhenPagesAreFollowed() {
        for (int i = 1; i <= 5; i++) {
            desk.receive(Mails.plain(i + "@c.example", "ana@c.example", "Matter " + i, "text"));
        }
        List<Long> seen = new ArrayList<>();

        var page = desk.request().queryParam("limit", 2).get("/desk/tickets").jsonPath();
        assertThat(page.getLong("total")).isEqualTo(5);
        seen.addAll(page.getList("tickets.number", Long.class));
        while (page.getString("next") != null) {
            page = desk.request()
                    .queryParam("limit", 2)
                    .queryParam("after", page.getString("next"))
                    .get("/desk/tickets")
                    .jsonPath();
            seen.addAll(page.getList("tickets.number", Long.class));
        }

        assertThat(seen).containsExactly(5L, 4L, 3L, 2L, 1L);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit: a whole number from 1 to 200 expected",
        "limit=201, limit: a whole number from 1 to 200 expected",
        "limit=ten, limit: a whole number from 1 to 200 expected",
        "'limit=99999999999', limit: a whole number from 1 to 200 expected",
        "'status=lost', 'status: one of open, onHold, escalated, closed expected'",
        "contact=nobody, contact: 'nobody' is not an e-mail address: local@domain expected",
        "after=garbage, not a position of a page of tickets",
    })
    void shouldNameTheRuleWhenAParameterIsMalformed(String query, String message) {
        var answer = desk.request().get("/desk/tickets?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThatJson(answer.asString()).node("type").isEqualTo("InvalidArgument");
        assertThat(answer.jsonPath().getString("message")).isEqualTo(message);
    }

    @Test
    void shouldRefuseAWordSearchOfUnreasonableLength() {
        var answer = desk.request().queryParam("q", "x".repeat(2_001)).get("/desk/tickets");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).isEqualTo("q: at most 2000 characters");
    }

    @Test
    void shouldChangeTheStatusInStoreAndIndex() {
        var received = desk.receive(Mails.plain("a@c.example", "ana@c.example", "Printer", "text"));

        var answer = desk.request().body("{\"status\": \"onHold\"}").patch("/desk/tickets/" + received.ticket());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).node("status").isEqualTo("onHold");
        assertThat(desk.request()
                        .get("/desk/tickets/" + received.ticket())
                        .jsonPath()
                        .getString("status"))
                .isEqualTo("onHold");
        assertThat(numbersFoundBy("status=onHold"))
                .containsExactly(received.ticket().value());
    }

    @Test
    void shouldSayInTheHistoryWhoChangedTheStatus() {
        var received = desk.receive(Mails.plain("a@c.example", "ana@c.example", "Printer", "text"));
        String path = "/desk/tickets/" + received.ticket();

        desk.request().body("{\"status\": \"closed\"}").patch(path);
        desk.request().body("{\"status\": \"closed\"}").patch(path);

        var history = desk.request().get(path + "/history");
        assertThatJson(history.asString()).node("events").isArray().hasSize(1);
        assertThatJson(history.asString())
                .node("events[0]")
                .isObject()
                .containsEntry("kind", "status")
                .containsEntry("who", "anonymous")
                .containsEntry("text", "The status was changed from open to closed.");
    }

    @Test
    void shouldLeaveWorkForTheIndexWhenTheStatusChanged() {
        var received = desk.receive(Mails.plain("a@c.example", "ana@c.example", "Printer", "text"));
        Instant changedAt =
                desk.stores().tickets().find(received.ticket()).orElseThrow().changedAt();

        desk.request().body("{\"status\": \"closed\"}").patch("/desk/tickets/" + received.ticket());

        var ticket = desk.stores().tickets().find(received.ticket()).orElseThrow();
        assertThat(ticket.changedAt()).isAfter(changedAt);
        Instant minute = ticket.changedAt().truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
        assertThat(desk.stores().work().inMinute(WorkKind.INDEX, minute, 10))
                .anySatisfy(work -> assertThat(work.dueAt()).isEqualTo(ticket.changedAt()));
        assertThat(desk.stores().work().inMinute(WorkKind.INDEX, minute.plusSeconds(60), 10))
                .as("work that survives a crash between change and indexing")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\": \"lost\"} | status: one of open, onHold, escalated, closed expected",
                "{\"department\": \"billing\"} | department: cannot be changed yet, only status can",
                "{\"status\": \"open\", \"subject\": \"x\"} | subject: cannot be changed yet, only status can",
                "{\"status\": \"open\", \"assignee\": {\"a\": []}} | assignee: cannot be changed yet, only status can",
                "{\"colour\": \"red\"} | colour: unknown key; known keys are assignee, department, status, subject",
                "{} | status: one of open, onHold, escalated, closed expected",
                "{\"status\": null} | status: one of open, onHold, escalated, closed expected",
                "{\"status\": 5} | status: a text expected",
                "{\"status\": true} | status: a text expected",
                "{\"status\": [\"open\"]} | status: a text expected",
                "{\"status\": \"open\", \"status\": \"closed\"} | body: not valid JSON at line 1, column 2",
                "{\"status\": \"open\"} {} | body: one JSON object expected",
                "[] | body: one JSON object expected",
                "5 | body: one JSON object expected",
                "null | body: one JSON object expected",
                "{\"status\" | body: not valid JSON",
                "\u00ff | body: not valid JSON",
            })
    void shouldNameTheRuleWhenThePatchIsMalformed(String body, String message) {
        var received = desk.receive(Mails.plain("a@c.example", "ana@c.example", "Printer", "text"));

        var answer = desk.request().body(body).patch("/desk/tickets/" + received.ticket());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).startsWith(message);
        assertThat(desk.stores()
                        .tickets()
                        .find(received.ticket())
                        .orElseThrow()
                        .status()
                        .apiName())
                .isEqualTo("open");
    }

    @Test
    void shouldAnswerNotFoundWhenAnUnknownTicketIsChanged() {
        var answer = desk.request().body("{\"status\": \"open\"}").patch("/desk/tickets/" + new TicketNumber(9));

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void shouldRefuseAPatchThatIsTooLong() {
        var answer = desk.request()
                .body("{\"status\": \"" + "x".repeat(70_000) + "\"}")
                .patch("/desk/tickets/1");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.jsonPath().getString("message")).isEqualTo("body: at most 65536 bytes");
    }

    private List<Long> numbersFoundBy(String query) {
        var answer = desk.request().get("/desk/tickets?" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        List<Long> numbers = answer.jsonPath().getList("tickets.number", Long.class);
        assertThat(answer.jsonPath().getLong("total")).isEqualTo(numbers.size());
        return numbers;
    }
}
