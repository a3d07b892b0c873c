package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import org.jamesdesk.message.report.Hardness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContactRoutesTest {
    private final RestDesk desk = RestDesk.start();

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void shouldShowAContactWithItsTicketsAndTheNewestName() {
        desk.receive(Mails.plain("1@c.example", "Ana <ana@c.example>", "Printer", "x"));
        var last = desk.receive(Mails.plain("2@c.example", "Ana Müller <Ana@c.example>", "Screen", "x"));
        desk.receive(Mails.plain("3@c.example", "Bob <bob@c.example>", "Mouse", "x"));

        var answer = desk.request().get("/desk/contacts/ANA@c.example");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString())
                .and(
                        json -> json.node("address").isEqualTo("Ana@c.example"),
                        json -> json.node("name").isEqualTo("Ana Müller"),
                        json -> json.node("tickets").isEqualTo(2),
                        json -> json.node("lastTicket.number")
                                .isEqualTo(last.ticket().value()),
                        json -> json.node("lastTicket.subject").isEqualTo("Screen"),
                        json -> json.node("blocked").isEqualTo(false),
                        json -> json.node("blockedBecause").isEqualTo(null));
    }

    @Test
    void shouldSayThatAContactIsBlockedAndWhy() {
        desk.receive(Mails.plain("1@c.example", "Ana <ana@c.example>", "Printer", "x"));
        desk.block(desk.bounced("ANA@c.example", Hardness.HARD));

        assertThatJson(desk.request().get("/desk/contacts/ana@c.example").asString())
                .and(json -> json.node("blocked").isEqualTo(true), json -> json.node("blockedBecause")
                        .isEqualTo("550 5.1.1 no such user"));
    }

    @Test
    void shouldAnswerNotFoundWhenNoTicketHasThisContact() {
        var answer = desk.request().get("/desk/contacts/nobody@c.example");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("message")).isEqualTo("no ticket has the contact nobody@c.example");
    }

    @Test
    void shouldNameTheRuleWhenItIsNoAddress() {
        var answer = desk.request().get("/desk/contacts/nobody");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).startsWith("address: 'nobody' is not an e-mail address");
    }
}
