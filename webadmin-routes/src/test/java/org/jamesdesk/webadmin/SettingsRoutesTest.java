package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsRoutesTest {
    private static final String ORGANISATION = "/desk/settings";
    private static final String SUPPORT = "/desk/departments/support/settings";

    private final RestDesk desk = RestDesk.builder()
            .authenticatedBy((request, response) ->
                    request.attribute("LOGIN", request.headers("X-Who") == null ? "" : request.headers("X-Who")))
            .start();

    @AfterEach
    void stop() {
        desk.close();
    }

    private Response patch(String path, String json) {
        return desk.request()
                .header("X-Who", "ana@desk.example")
                .body(json.replace('\'', '"'))
                .patch(path);
    }

    private void changed(String path, String json) {
        assertThat(patch(path, json).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldShowValueOriginAndWhetherItActsR104() {
        var answer = desk.request().get(ORGANISATION);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString())
                .isEqualTo(
                        """
                        {"autoCopy": {"value": "off", "origin": "default", "effective": true},
                         "contactFromReplyTo": {"value": false, "origin": "default", "effective": true},
                         "agentNameInFrom": {"value": false, "origin": "default", "effective": true},
                         "forwardedSenderAsContact": {"value": false, "origin": "default", "effective": false},
                         "privateByRecipients": {"value": false, "origin": "default", "effective": false},
                         "numberThreading": {"value": false, "origin": "default", "effective": false},
                         "numberThreadingAgents": {"value": false, "origin": "default", "effective": false},
                         "numberThreadingParticipants": {"value": false, "origin": "default", "effective": false},
                         "language": {"value": "en", "origin": "default", "effective": true},
                         "acknowledgeNewTickets": {"value": false, "origin": "default", "effective": true},
                         "notifyAgents": {"value": false, "origin": "default", "effective": true},
                         "automaticMailsPerHour": {"value": 1, "origin": "default", "effective": true},
                         "automaticMailsPerDay": {"value": 10, "origin": "default", "effective": true}}""");
        assertThatJson(desk.request().get(SUPPORT).asString()).isEqualTo(answer.asString());
    }

    @Test
    void shouldInheritAndOverrideByDepartment() {
        var organisation = patch(ORGANISATION, "{'autoCopy': 'bcc', 'contactFromReplyTo': true}");
        var department = patch(SUPPORT, "{'autoCopy': 'cc'}");

        assertThat(organisation.statusCode()).isEqualTo(200);
        assertThatJson(organisation.asString())
                .node("autoCopy")
                .isEqualTo("{\"value\": \"bcc\", \"origin\": \"organisation\", \"effective\": true}");
        assertThatJson(department.asString())
                .and(
                        json -> json.node("autoCopy.value").isEqualTo("cc"),
                        json -> json.node("autoCopy.origin").isEqualTo("department"),
                        json -> json.node("contactFromReplyTo.value").isEqualTo(true),
                        json -> json.node("contactFromReplyTo.origin").isEqualTo("organisation"));
        assertThatJson(desk.request().get(SUPPORT).asString()).isEqualTo(department.asString());

        var inherited = patch(SUPPORT, "{'autoCopy': null}");

        assertThatJson(inherited.asString()).node("autoCopy.value").isEqualTo("bcc");
        assertThatJson(inherited.asString()).node("autoCopy.origin").isEqualTo("organisation");
    }

    @Test
    void shouldKeepWhatDoesNotActYetAndSaySo() {
        var answer = patch(
                ORGANISATION,
                "{'forwardedSenderAsContact': true, 'privateByRecipients': true, 'numberThreading': true,"
                        + " 'numberThreadingParticipants': true}");

        assertThat(answer.statusCode()).isEqualTo(200);
        for (String name : List.of("forwardedSenderAsContact", "privateByRecipients", "numberThreading")) {
            assertThatJson(answer.asString())
                    .node(name)
                    .isEqualTo("{\"value\": true, \"origin\": \"organisation\", \"effective\": false}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'autoCopy': 'maybe'} | autoCopy: one of off, cc, bcc expected, or null to inherit",
                "{'contactFromReplyTo': 'yes'} | contactFromReplyTo: true or false expected",
                "{'language': 'fr'} | language: one of pt, en, es expected",
                "{'automaticMailsPerHour': 0} | automaticMailsPerHour: a whole number from 1 to 60 expected",
                "{'automaticMailsPerHour': 1.5} | automaticMailsPerHour: a whole number from 1 to 60 expected",
                "{'automaticMailsPerDay': 101} | automaticMailsPerDay: a whole number from 1 to 100 expected",
                "{'automaticMailsPerDay': '10'} | automaticMailsPerDay: a whole number from 1 to 100 expected",
                "{'contactFromReplyTo': [[true]]} | contactFromReplyTo: true or false expected",
                "{'autocopy': 'cc'} | autocopy: there is no such setting; the settings are autoCopy, contactFromReplyTo",
                "{'autoCopy': 'cc', 'nothing': 1} | nothing: there is no such setting",
                "{'numberThreading': true} | numberThreading: while it is true, numberThreadingAgents or numberThreadingParticipants must be true as well (R85)",
                "{'autoCopy': 'cc', 'autoCopy': 'bcc'} | body: not valid JSON",
                "{'autoCopy': 'cc'} {} | body: ",
                "['autoCopy'] | body: one JSON object expected",
                "'autoCopy' | body: one JSON object expected",
                "null | body: one JSON object expected",
            })
    void shouldNameSettingAndRuleWhenTheChangeIsWrongR106(String json, String message) {
        var answer = patch(ORGANISATION, json);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThatJson(answer.asString()).node("type").isEqualTo("InvalidArgument");
        assertThat(answer.jsonPath().getString("message")).startsWith(message);
        assertThat(desk.request().get(ORGANISATION).jsonPath().getString("autoCopy.origin"))
                .isEqualTo("default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'numberThreadingAgents': true}", "{'numberThreadingParticipants': true}"})
    void shouldTurnNumbersOnWhenSomebodyMayUseThemR85(String choice) {
        changed(ORGANISATION, choice);
        changed(ORGANISATION, "{'numberThreading': true}");
    }

    @Test
    void shouldExplainThatADepartmentCannotOverrideWhatIsTheOrganisations() {
        var answer = patch(SUPPORT, "{'autoCopy': 'cc', 'agentNameInFrom': true}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message"))
                .isEqualTo("agentNameInFrom: it is one value for the whole organisation, a department cannot have its"
                        + " own; set it at /desk/settings");
        assertThat(desk.request().get(SUPPORT).jsonPath().getString("autoCopy.value"))
                .isEqualTo("off");
    }

    @Test
    void shouldAnswerNotFoundWhenThereIsNoSuchDepartment() {
        String path = "/desk/departments/nowhere/settings";

        assertThat(desk.request().get(path).statusCode()).isEqualTo(404);
        assertThat(patch(path, "{'autoCopy': 'cc'}").statusCode()).isEqualTo(404);
        assertThat(desk.request().get("/desk/departments/No/settings").statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldRefuseAChangeOfWhatWasChangedMeanwhile() {
        changed(SUPPORT, "{'autoCopy': 'cc'}");
        String read = desk.request().get(SUPPORT).header("ETag");
        changed(SUPPORT, "{'autoCopy': 'bcc'}");

        var answer = desk.request()
                .header("If-Match", read)
                .body("{\"autoCopy\": \"off\"}")
                .patch(SUPPORT);

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(desk.request().get(SUPPORT).jsonPath().getString("autoCopy.value"))
                .isEqualTo("bcc");
    }

    @Test
    void shouldTellWhoChangedWhatNewestFirst() {
        changed(ORGANISATION, "{'autoCopy': 'cc'}");
        desk.configurations()
                .edit(
                        "somebody",
                        draft -> draft.put(Department.KIND, new Department(new DepartmentId("sales"), "Sales")));
        changed(SUPPORT, "{'contactFromReplyTo': true}");
        assertThat(desk.request()
                        .body("{\"autoCopy\": null}")
                        .patch(ORGANISATION)
                        .statusCode())
                .isEqualTo(200);

        var answer = desk.request().get("/desk/settings/history");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString())
                .isEqualTo(
                        """
                        {"changes": [
                          {"at": "${json-unit.any-string}", "who": "anonymous", "department": null,
                           "setting": "autoCopy", "from": "cc", "to": null},
                          {"at": "${json-unit.any-string}", "who": "ana@desk.example", "department": "support",
                           "setting": "contactFromReplyTo", "from": null, "to": true},
                          {"at": "${json-unit.any-string}", "who": "ana@desk.example", "department": null,
                           "setting": "autoCopy", "from": null, "to": "cc"}],
                         "next": null}""");
        assertThat(desk.request()
                        .get("/desk/settings/history?department=support")
                        .jsonPath()
                        .getList("changes.setting"))
                .containsExactly("contactFromReplyTo");
    }

    @Test
    void shouldTellTheHistoryByPages() {
        changed(ORGANISATION, "{'autoCopy': 'cc'}");
        changed(ORGANISATION, "{'autoCopy': 'bcc'}");
        changed(ORGANISATION, "{'autoCopy': 'off'}");

        var first = desk.request().get("/desk/settings/history?limit=2").jsonPath();
        var second = desk.request()
                .get("/desk/settings/history?limit=2&before=" + first.getString("next"))
                .jsonPath();

        assertThat(first.getList("changes.to")).containsExactly("off", "bcc");
        assertThat(second.getList("changes.to")).containsExactly("cc");
        assertThat(second.getList("changes.from")).containsExactly((Object) null);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit: a whole number from 1 to 200 expected",
        "limit=x, limit: a whole number from 1 to 200 expected",
        "before=0, before: a whole number from 1 to 2147483647 expected",
        "before=-5, before: a whole number from 1 to 2147483647 expected",
        "before=99999999999999999999, before: a whole number from 1 to 2147483647 expected",
        "department=A!, 'department: '"
    })
    void shouldNameTheParameterThatIsWrong(String query, String message) {
        var answer = desk.request().get("/desk/settings/history?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).startsWith(message);
    }

    @Test
    void shouldRefuseDeepNestingAndLongBodies() {
        assertThat(patch(ORGANISATION, "{'autoCopy': " + "[".repeat(30_000) + "]".repeat(30_000) + "}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(patch(ORGANISATION, "{'autoCopy': '" + "x".repeat(70_000) + "'}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void shouldActAtOnceR104() {
        var ticket = desk.receive(Mails.plain("a@c.example", "Ana <ana@c.example>", "Printer", "does not print"));
        changed(ORGANISATION, "{'autoCopy': 'cc'}");

        var reply = desk.request().body("{\"text\": \"x\"}").post("/desk/tickets/" + ticket.ticket() + "/replies");

        assertThat(reply.jsonPath().getList("deliveries.recipient"))
                .containsExactly("ana@c.example", "support@desk.example");
    }
}
