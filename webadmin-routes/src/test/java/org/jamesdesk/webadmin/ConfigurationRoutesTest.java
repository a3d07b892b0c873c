package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void shouldRefuseABodyOfMoreThanSixteenMegabytes() {
        String body = "{\"x\": \"" + "x".repeat(16 * 1024 * 1024) + "\"}";

        assertThat(desk.request().body(body).post("/desk/configuration").statusCode())
                .isEqualTo(413);
    }
}
