package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationRoutesTest {
    private final RestDesk desk = RestDesk.start();
    private final RestDesk other = RestDesk.start();

    @AfterEach
    void stop() {
        desk.close();
        other.close();
    }

    private void change() {
        desk.request().body("{\"name\": \"Vendas\"}").put("/desk/departments/sales");
        desk.request().body("{\"department\": \"sales\"}").put("/desk/supportAddresses/sales");
    }

    @Test
    void shouldMakeAnotherDeskTheSameWhenItsDocumentIsPosted() {
        change();
        String document = desk.request().get("/desk/configuration").asString();

        var rehearsed = other.request().body(document).post("/desk/configuration?dryRun=true");
        assertThat(rehearsed.statusCode()).isEqualTo(200);
        assertThat(other.request().get("/desk/departments/sales").statusCode()).isEqualTo(404);
        var made = other.request().body(document).post("/desk/configuration");
        var again = other.request().body(document).post("/desk/configuration");

        String changes =
                """
                [{"section": "departments", "key": "sales", "change": "added"},
                 {"section": "supportAddresses", "key": "sales@desk.example", "change": "added"}]""";
        assertThatJson(rehearsed.asString()).node("dryRun").isEqualTo(true);
        assertThatJson(rehearsed.asString()).node("changes").isEqualTo(changes);
        assertThat(made.statusCode()).isEqualTo(200);
        assertThatJson(made.asString()).node("changes").isEqualTo(changes);
        assertThatJson(again.asString()).isEqualTo("{\"dryRun\": false, \"changes\": []}");
        assertThat(other.request().get("/desk/configuration").asString()).isEqualTo(document);
    }

    @Test
    void shouldChangeNothingAndNameThePlaceWhenThereIsAMistake() {
        change();
        String document = desk.request()
                .get("/desk/configuration")
                .asString()
                .replace("\"friendlyName\":\"Vendas\"", "\"friendlyName\":\"a<b\"");

        var answer = other.request().body(document).post("/desk/configuration");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message"))
                .startsWith("supportAddresses[0].friendlyName: no < and no >");
        assertThat(other.request().get("/desk/departments/sales").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldRefuseWhatIsNoDocument() {
        assertThat(desk.request().body("[]").post("/desk/configuration").statusCode())
                .isEqualTo(400);
        assertThat(desk.request().body("{").post("/desk/configuration").statusCode())
                .isEqualTo(400);
        assertThat(desk.request()
                        .body("{\"departments\": [], \"departments\": []}")
                        .post("/desk/configuration")
                        .statusCode())
                .isEqualTo(400);
        assertThat(desk.request()
                        .body("{}")
                        .post("/desk/configuration?dryRun=maybe")
                        .statusCode())
                .isEqualTo(400);
        assertThat(desk.request().body("{}").post("/desk/configuration").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dryRun | dryRun: is empty; give it a value, or leave it out",
                "dryRun= | dryRun: is empty; give it a value, or leave it out",
                "dryrun=true | dryrun: unknown parameter; known: dryRun",
                "dryRun=true&dryrun=true | dryrun: unknown parameter; known: dryRun",
            })
    void shouldChangeNothingWhenARehearsalIsAskedForInTheWrongWords(String query, String message) {
        change();
        String document = desk.request().get("/desk/configuration").asString();

        var answer = other.request().urlEncodingEnabled(false).body(document).post("/desk/configuration?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).isEqualTo(message);
        assertThat(other.request().get("/desk/departments/sales").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldRefuseABodyOfMoreThanSixteenMegabytes() {
        String body = "{\"x\": \"" + "x".repeat(16 * 1024 * 1024) + "\"}";

        assertThat(desk.request().body(body).post("/desk/configuration").statusCode())
                .isEqualTo(413);
    }

    @Test
    void shouldCarrySettingsAndAgents() {
        desk.request().body("{\"autoCopy\": \"cc\", \"agentNameInFrom\": true}").patch("/desk/settings");
        desk.request().body("{\"autoCopy\": \"off\"}").patch("/desk/departments/support/settings");
        desk.request()
                .body("{\"firstName\": \"Bia\", \"departments\": [\"support\"], \"aliases\": [\"b@z.example\"]}")
                .put("/desk/agents/bia@z.example");
        String document = desk.request().get("/desk/configuration").asString();

        var made = other.request().body(document).post("/desk/configuration");

        assertThatJson(made.asString())
                .node("changes")
                .isEqualTo(
                        """
                        [{"section": "settings", "key": "desk", "change": "added"},
                         {"section": "departmentSettings", "key": "support", "change": "added"},
                         {"section": "agents", "key": "bia@z.example", "change": "added"}]""");
        for (String path : List.of("/desk/settings", "/desk/departments/support/settings", "/desk/agents")) {
            assertThatJson(other.request().get(path).asString())
                    .isEqualTo(desk.request().get(path).asString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'settings': [{'values': {'autoCopy': 'maybe'}}]} | settings[0].autoCopy: one of off, cc, bcc expected",
                "{'settings': [{'values': {'nothing': true}}]} | settings[0].nothing: there is no such setting",
                "{'settings': [{'values': {'numberThreading': true}}]} | numberThreading: while it is true",
                "{'settings': [{}]} | settings[0]: values is needed",
                "{'settings': [{'department': 'support', 'values': {}}]} | settings[0].department: none expected",
                "{'departmentSettings': [{'values': {}}]} | departmentSettings[0].department: the department whose",
                "{'departmentSettings': [{'department': 'support', 'values': {'agentNameInFrom': true}}]} | departmentSettings[0].agentNameInFrom: it is one value",
                "{'departmentSettings': [{'department': 'sales', 'values': {'autoCopy': 'cc'}}]} | department: there is no department sales",
                "{'agents': [{'address': 'b@z.example', 'light': false, 'active': true}]} | agents[0]: firstName is needed",
                "{'agents': [{'address': 'b@z.example', 'firstName': '<', 'lastName': '', 'light': false, 'active': true, 'departments': [], 'aliases': []}]} | agents[0].firstName: no < and no >",
                "{'agents': [{'address': 'b@z.example', 'firstName': 'B', 'lastName': '', 'light': false, 'active': true, 'departments': ['sales'], 'aliases': []}]} | departments: there is no department sales",
            })
    void shouldCheckSettingsAndAgentsAsTheirRoutesDo(String json, String message) {
        var answer = desk.request().body(json.replace('\'', '"')).post("/desk/configuration");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).startsWith(message);
    }
}
