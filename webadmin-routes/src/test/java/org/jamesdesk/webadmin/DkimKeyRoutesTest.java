package org.jamesdesk.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R36. */
class DkimKeyRoutesTest {
    private static final String ONE = "/desk/dkimKeys/desk.example";

    private final RestDesk desk = RestDesk.start();

    @AfterEach
    void stop() {
        desk.close();
    }

    private List<String> states() {
        return desk.request().get(ONE).jsonPath().getList("keys.state");
    }

    @Test
    void shouldMakeOneKeyAndShowWhatToPublish() {
        Response made = desk.request().put("/desk/dkimKeys/DESK.example");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.contentType()).isEqualTo("application/json");
        String selector = made.jsonPath().getString("keys[0].selector");
        assertThat(made.jsonPath().getString("keys[0].record.name")).isEqualTo(selector + "._domainkey.desk.example");
        assertThat(made.jsonPath().getString("keys[0].record.value")).startsWith("v=DKIM1; k=rsa; p=MII");
        assertThat(made.jsonPath().getString("keys[0].record.type")).isEqualTo("TXT");
        assertThat(made.asString()).doesNotContainIgnoringCase("private");

        Response again = desk.request().put(ONE);
        assertThat(again.statusCode()).isEqualTo(204);
        assertThat(again.asString()).isEmpty();
        assertThat(desk.request().get(ONE).asString()).isEqualTo(made.asString());
        assertThat(desk.request().get("/desk/dkimKeys").jsonPath().getList("domain"))
                .containsExactly("desk.example");
    }

    @Test
    void shouldChangeKeysInTwoSteps() {
        desk.request().put(ONE);
        String old = desk.request().get(ONE).jsonPath().getString("keys[0].selector");

        assertThat(desk.request().post(ONE + "?action=rotate").statusCode()).isEqualTo(200);
        assertThat(states()).containsExactlyInAnyOrder("next", "signing");
        assertThat(desk.request().delete(ONE + "?selector=" + old).statusCode()).isEqualTo(409);

        assertThat(desk.request().post(ONE + "?action=activate").statusCode()).isEqualTo(200);
        assertThat(states()).containsExactlyInAnyOrder("signing", "retired");
        assertThat(desk.request().post(ONE + "?action=activate").statusCode()).isEqualTo(409);

        assertThat(desk.request().delete(ONE + "?selector=" + old).statusCode()).isEqualTo(204);
        assertThat(states()).containsExactly("signing");
        assertThat(desk.request().delete(ONE).statusCode()).isEqualTo(204);
        assertThat(desk.request().delete(ONE).statusCode()).isEqualTo(204);
        assertThat(desk.request().get(ONE).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "selector | selector: is empty; give it a value, or leave it out",
                "selector= | selector: is empty; give it a value, or leave it out",
                "selector=%20 | selector: is empty; give it a value, or leave it out",
                "selector=x&selector= | selector: is empty; give it a value, or leave it out",
                "Selector=x | Selector: unknown parameter; known: selector",
                "selctor=x | selctor: unknown parameter; known: selector",
                "%0Ax=1 | ?x: unknown parameter; known: selector",
            })
    void shouldDeleteNothingWhenTheSelectorIsEmptyOrMisspelt(String query, String message) {
        desk.request().put(ONE);

        Response answer = desk.request().urlEncodingEnabled(false).delete(ONE + "?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).isEqualTo(message);
        assertThat(states()).containsExactly("signing");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /desk/dkimKeys/other.example, 409, this server does not send for other.example",
        "PUT, /desk/dkimKeys/no_domain, 400, domain: a domain such as example.org expected",
        "GET, /desk/dkimKeys/a..b, 400, domain: a domain such as example.org expected",
        "GET, /desk/dkimKeys/desk.example, 404, there is no DKIM key of desk.example",
        "POST, /desk/dkimKeys/desk.example, 400, 'action: one of rotate, activate expected'",
        "POST, /desk/dkimKeys/desk.example?action=burn, 400, 'action: one of rotate, activate expected'",
        "POST, /desk/dkimKeys/desk.example?action=rotate, 404, there is no DKIM key of desk.example",
        "POST, /desk/dkimKeys/desk.example?action=activate, 404, there is no DKIM key of desk.example",
        "DELETE, /desk/dkimKeys/desk.example?selector=a.b, 400, selector: a selector such as",
    })
    void shouldSayWhatIsWrong(String verb, String path, int status, String message) {
        Response answer = desk.request().request(verb, path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.jsonPath().getString("message")).startsWith(message);
    }
}
