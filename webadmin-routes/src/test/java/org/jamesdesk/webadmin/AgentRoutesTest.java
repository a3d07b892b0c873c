package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentRoutesTest {
    private static final String BIA = "/desk/agents/bia@zylker.example";
    private static final String BODY =
            """
            {"firstName": "Bia", "lastName": "Souza", "light": true, "departments": ["support"],
             "aliases": ["b.souza@zylker.example"]}""";
    private static final String SHOWN =
            """
            {"address": "bia@zylker.example", "firstName": "Bia", "lastName": "Souza", "light": true, "active": true,
             "departments": ["support"], "aliases": ["b.souza@zylker.example"]}""";

    private final RestDesk desk = RestDesk.start();

    @AfterEach
    void stop() {
        desk.close();
    }

    private Response put(String path, String json) {
        return desk.request().urlEncodingEnabled(false).body(json).put(path);
    }

    @Test
    void shouldAddShowAndListAnAgent() {
        assertThat(put(BIA, BODY).statusCode()).isEqualTo(201);

        var shown = desk.request().get("/desk/agents/BIA@zylker.example");
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThatJson(shown.asString()).isEqualTo(SHOWN);
        assertThat(shown.header("ETag")).isNotBlank();
        assertThatJson(desk.request().get("/desk/agents").asString()).isEqualTo("[" + SHOWN + "]");
    }

    @Test
    void shouldReplaceAnAgentAndKeepWhetherItIsActive() {
        put(BIA, BODY);
        assertThat(desk.request().delete(BIA + "/active").statusCode()).isEqualTo(204);

        assertThat(put(BIA, "{\"firstName\": \"Beatriz\"}").statusCode()).isEqualTo(204);

        assertThatJson(desk.request().get(BIA).asString())
                .isEqualTo(
                        """
                        {"address": "bia@zylker.example", "firstName": "Beatriz", "lastName": "", "light": false,
                         "active": false, "departments": [], "aliases": []}""");
        assertThat(put(BIA, "{\"firstName\": \"Beatriz\", \"active\": true}").statusCode())
                .isEqualTo(204);
        assertThat(desk.request().get(BIA).jsonPath().getBoolean("active")).isTrue();
    }

    @Test
    void shouldMakeAnAgentInactiveAndActiveAgain() {
        put(BIA, BODY);

        assertThat(desk.request().delete(BIA + "/active").statusCode()).isEqualTo(204);
        assertThat(desk.request().delete(BIA + "/active").statusCode()).isEqualTo(204);
        assertThat(desk.request().get(BIA).jsonPath().getBoolean("active")).isFalse();

        assertThat(desk.request().put(BIA + "/active").statusCode()).isEqualTo(204);
        assertThat(desk.request().get(BIA).jsonPath().getBoolean("active")).isTrue();
    }

    @Test
    void shouldDeleteAnAgent() {
        put(BIA, BODY);

        assertThat(desk.request().delete(BIA).statusCode()).isEqualTo(204);
        assertThat(desk.request().get(BIA).statusCode()).isEqualTo(404);
        assertThat(desk.request().delete(BIA).statusCode()).isEqualTo(204);
    }

    @Test
    void shouldAnswerNotFoundWhenThereIsNoSuchAgent() {
        assertThat(desk.request().get(BIA).statusCode()).isEqualTo(404);
        assertThat(desk.request().put(BIA + "/active").statusCode()).isEqualTo(404);
        assertThat(desk.request().delete(BIA + "/active").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldRefuseAnAddressOfSomebodyElseR11() {
        put(BIA, BODY);

        var alias = put("/desk/agents/B.Souza@zylker.example", "{\"firstName\": \"Beto\"}");
        assertThat(alias.statusCode()).isEqualTo(409);
        assertThat(alias.jsonPath().getString("message"))
                .contains("b.souza@zylker.example would be an address of two agents");

        var support = put("/desk/agents/support@desk.example", "{\"firstName\": \"Bia\"}");
        assertThat(support.statusCode()).isEqualTo(409);
        assertThat(support.jsonPath().getString("message")).contains("support@desk.example is a support address");
    }

    @Test
    void shouldNotLoseTheChangeOfAnotherAdministrator() {
        put(BIA, BODY);
        String read = desk.request().get(BIA).header("ETag");
        put(BIA, "{\"firstName\": \"Beatriz\"}");

        var late = desk.request().header("If-Match", read).body(BODY).put(BIA);

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(desk.request().get(BIA).jsonPath().getString("firstName")).isEqualTo("Beatriz");
        assertThat(desk.request()
                        .header("If-None-Match", "*")
                        .body(BODY)
                        .put(BIA)
                        .statusCode())
                .isEqualTo(412);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | firstName: it is needed; 1 to 100 characters expected",
                "{'firstName': ' '} | firstName: 1 to 100 characters expected",
                "{'firstName': 5} | firstName: a text expected",
                "{'firstName': 'B\\r\\nBcc: x@y.example'} | firstName: no line breaks",
                "{'firstName': 'B', 'lastName': '\\u202ea'} | lastName: no invisible characters",
                "{'firstName': 'B', 'lastName': '<ceo@bank.example>'} | lastName: no < and no >",
                "{'firstName': 'B', 'light': 'yes'} | light: true or false expected",
                "{'firstName': 'B', 'active': 1} | active: true or false expected",
                "{'firstName': 'B', 'departments': 'support'} | departments: a list expected",
                "{'firstName': 'B', 'departments': ['Sales!']} | departments[0]: a department id has",
                "{'firstName': 'B', 'departments': ['support', 'sales']} | departments: there is no department sales",
                "{'firstName': 'B', 'departments': [null]} | departments[0]: null is not accepted",
                "{'firstName': 'B', 'aliases': ['x']} | aliases[0]: 'x' is not an e-mail address",
                "{'firstName': 'B', 'aliases': ['a@b.example', 5]} | aliases[1]: a text expected",
                "{'firstName': 'B', 'aliases': ['BIA@zylker.example']} | aliases[0]: BIA@zylker.example is named twice",
                "{'firstName': 'B', 'address': 'bia@zylker.example'} | address: unknown key; known keys are active, aliases, departments, firstName, lastName, light",
                "[] | body: one JSON object expected",
                "{'firstName' | body: not valid JSON",
            })
    void shouldNameFieldAndRuleWhenTheBodyIsWrong(String json, String message) {
        var answer = put(BIA, json.replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThatJson(answer.asString()).node("type").isEqualTo("InvalidArgument");
        assertThat(answer.jsonPath().getString("message").replace('"', '\'')).startsWith(message);
        assertThat(desk.request().get(BIA).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldRefuseAPathThatIsNoAddress() {
        var answer = put("/desk/agents/bia", BODY);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).startsWith("address: 'bia' is not an e-mail address");
    }

    @Test
    void shouldRefuseTheReplyOfAnInactiveAgent() {
        var ticket = desk.receive(Mails.plain("a@c.example", "Ana <ana@c.example>", "Printer", "does not print"));
        put(BIA, BODY);
        desk.request().delete(BIA + "/active");

        var answer = desk.request()
                .body("{\"text\": \"x\", \"agent\": \"bia@zylker.example\"}")
                .post("/desk/tickets/" + ticket.ticket() + "/replies");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.jsonPath().getString("message"))
                .isEqualTo("agent: bia@zylker.example is inactive; activate the agent, or name another");
    }
}
