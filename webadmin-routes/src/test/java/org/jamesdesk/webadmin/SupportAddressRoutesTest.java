package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.WhenStopped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportAddressRoutesTest {
    private static final String STOPPED =
            """
            {"address": "Vendas+br@desk.example", "friendlyName": "Zylker Vendas", "department": "support",
             "intake": "stopped", "whenStopped": "refuse", "default": false,
             "externalAddresses": ["vendas@zylker.example"]}""";
    private static final String DEFAULT =
            """
            {"address": "support@desk.example", "friendlyName": "Support", "department": "support",
             "intake": "started", "whenStopped": "park", "default": true, "externalAddresses": []}""";

    private final RestDesk desk = RestDesk.start();

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void shouldListSupportAddressesByAddress() {
        addStoppedAddress();

        var answer = desk.request().get("/desk/supportAddresses");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).isEqualTo("[" + DEFAULT + "," + STOPPED + "]");
    }

    @Test
    void shouldShowTheAddressWhenCaseDiffersAndItHasAPlus() {
        addStoppedAddress();

        var answer = desk.request().urlEncodingEnabled(false).get("/desk/supportAddresses/vendas+BR@DESK.example");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).isEqualTo(STOPPED);
    }

    @Test
    void shouldShowTheAddressWhenItIsPercentEncoded() {
        addStoppedAddress();

        var answer = desk.request().urlEncodingEnabled(false).get("/desk/supportAddresses/vendas%2Bbr%40desk.example");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswerNotFoundWhenThereIsNoSuchAddress() {
        var answer = desk.request().get("/desk/supportAddresses/sales@desk.example");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThatJson(answer.asString()).node("message").isEqualTo("there is no support address sales@desk.example");
    }

    @Test
    void shouldNameTheRuleWhenItIsNoAddress() {
        var answer = desk.request().get("/desk/supportAddresses/a sale");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThatJson(answer.asString())
                .node("message")
                .isEqualTo("address: a local part such as sales, or an address such as sales@desk.example, expected");
    }

    @Test
    void shouldCreateWithDefaultsReplaceAndDelete() {
        var created = desk.request().body("{}").put("/desk/supportAddresses/sales");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.header("ETag")).matches("\"[0-9a-f]{16}\"");
        assertThatJson(created.asString())
                .isEqualTo(
                        """
                        {"address": "sales@desk.example", "friendlyName": "Support", "department": "support",
                         "intake": "started", "whenStopped": "park", "default": false, "externalAddresses": []}""");

        var replaced = desk.request()
                .body("{\"friendlyName\": \"Zylker Vendas\", \"externalAddresses\": [\"vendas@zylker.com\"]}")
                .put("/desk/supportAddresses/sales@desk.example");
        assertThat(replaced.statusCode()).isEqualTo(204);
        assertThat(replaced.asString()).isEmpty();
        var shown = desk.request().get("/desk/supportAddresses/sales");
        assertThat(shown.header("ETag")).isEqualTo(replaced.header("ETag")).isNotEqualTo(created.header("ETag"));
        assertThatJson(shown.asString()).node("friendlyName").isEqualTo("Zylker Vendas");

        assertThat(desk.request().delete("/desk/supportAddresses/sales").statusCode())
                .isEqualTo(204);
        assertThat(desk.request().delete("/desk/supportAddresses/sales").statusCode())
                .isEqualTo(204);
        assertThat(desk.request().get("/desk/supportAddresses/sales").statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldRefuseToDeleteTheLastAddressR16() {
        var answer = desk.request().delete("/desk/supportAddresses/support");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThatJson(answer.asString()).node("type").isEqualTo("WrongState");
        assertThat(answer.jsonPath().getString("message"))
                .startsWith("support@desk.example is the last support address");
    }

    @Test
    void shouldStopAndStartIntakeR19() {
        assertThat(desk.request()
                        .delete("/desk/supportAddresses/support/intake")
                        .statusCode())
                .isEqualTo(204);
        assertThat(desk.request()
                        .get("/desk/supportAddresses/support")
                        .jsonPath()
                        .getString("intake"))
                .isEqualTo("stopped");
        assertThat(desk.request().put("/desk/supportAddresses/support/intake").statusCode())
                .isEqualTo(204);
        assertThat(desk.request()
                        .get("/desk/supportAddresses/support")
                        .jsonPath()
                        .getString("intake"))
                .isEqualTo("started");
        assertThat(desk.request().put("/desk/supportAddresses/nobody/intake").statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldMoveTheDefault() {
        desk.request().body("{}").put("/desk/supportAddresses/sales");

        assertThat(desk.request().put("/desk/supportAddresses/sales/default").statusCode())
                .isEqualTo(204);

        assertThat(desk.request().get("/desk/supportAddresses/sales").jsonPath().getBoolean("default"))
                .isTrue();
        assertThat(desk.request().put("/desk/supportAddresses/nobody/default").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"friendlyName\": \"a\\r\\nBcc: x@y.example\"} | friendlyName: no line breaks",
                "{\"friendlyName\": [\"a\"]} | friendlyName: a text expected",
                "{\"department\": \"hr\"} | department: there is no department hr",
                "{\"department\": 7} | department: a text expected",
                "{\"whenStopped\": \"PARK\"} | whenStopped: park or refuse expected",
                "{\"externalAddresses\": \"a@b.example\"} | externalAddresses: a list expected",
                "{\"externalAddresses\": [null]} | externalAddresses: a list of addresses expected",
                "{\"externalAddresses\": [\"x\"]} | externalAddresses[0]: 'x' is not an e-mail address",
                "{\"intake\": \"stopped\"} | intake: unknown key; known keys are department, externalAddresses,",
                "[] | body: one JSON object expected",
            })
    void shouldNameTheFieldWhenTheBodyIsWrong(String body, String message) {
        var answer = desk.request().body(body).put("/desk/supportAddresses/sales");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThatJson(answer.asString()).node("type").isEqualTo("InvalidArgument");
        assertThat(answer.jsonPath().getString("message")).startsWith(message);
        assertThat(desk.request().get("/desk/supportAddresses/sales").statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldNotUndoTheChangeOfAnotherAdministratorWhoWasFaster() {
        String read = desk.request().get("/desk/supportAddresses/support").header("ETag");
        desk.request().body("{\"friendlyName\": \"First\"}").put("/desk/supportAddresses/support");

        var answer = desk.request()
                .header("If-Match", read)
                .body("{\"friendlyName\": \"Second\"}")
                .put("/desk/supportAddresses/support");

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThatJson(answer.asString()).node("type").isEqualTo("WrongState");
        var shown = desk.request().get("/desk/supportAddresses/support");
        assertThat(shown.jsonPath().getString("friendlyName")).isEqualTo("First");
        assertThat(desk.request()
                        .header("If-Match", shown.header("ETag"))
                        .body("{\"friendlyName\": \"Second\"}")
                        .put("/desk/supportAddresses/support")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void shouldCreateOnceWhenTwoAdministratorsCreateOnly() {
        var first = desk.request().header("If-None-Match", "*").body("{}").put("/desk/supportAddresses/sales");
        var second = desk.request().header("If-None-Match", "*").body("{}").put("/desk/supportAddresses/sales");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(412);
    }

    @Test
    void shouldRefuseToCreateWhenItMustExist() {
        var answer = desk.request().header("If-Match", "*").body("{}").put("/desk/supportAddresses/sales");

        assertThat(answer.statusCode()).isEqualTo(412);
    }

    private void addStoppedAddress() {
        SupportAddress stopped = new SupportAddress(
                EmailAddress.parse("Vendas+br@desk.example"),
                "Zylker Vendas",
                RestDesk.DEPARTMENT,
                false,
                WhenStopped.REFUSE,
                List.of(EmailAddress.parse("vendas@zylker.example")));
        desk.configurations().edit("test", draft -> draft.put(SupportAddress.KIND, stopped));
    }
}
