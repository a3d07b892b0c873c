package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.Transport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R35. */
class TemplateRoutesTest {
    private static final String OURS = "/desk/templates/acknowledgement";
    private static final String DEPARTMENTS = "/desk/departments/support/templates/acknowledgement";
    private static RestDesk desk;

    @BeforeAll
    static void start() {
        desk = RestDesk.start();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @AfterEach
    void removeAll() {
        for (String base : new String[] {OURS, DEPARTMENTS}) {
            for (String language : new String[] {"pt", "en", "es"}) {
                assertThat(desk.request().delete(base + "?language=" + language).statusCode())
                        .isEqualTo(204);
            }
        }
    }

    private static String body(String language, String text) {
        return """
                {"language": "%s", "subject": "Got {{ticket.number}}", "html": "<p>{{ticket.subject}}</p>", "text": "%s"}"""
                .formatted(language, text);
    }

    private static Response put(String path, String body) {
        return desk.request().body(body).put(path);
    }

    private static String first(String path, String key) {
        return desk.request().get(path).jsonPath().getString("[0]." + key);
    }

    @Test
    void shouldListAllTemplatesWithTheirOrigin() {
        put(OURS, body("en", "ours"));

        Response answer = desk.request().get("/desk/departments/support/templates");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getList("name")).hasSize(9).contains("replySignature", "agentNotification");
        assertThat(answer.jsonPath().getList("origin"))
                .containsOnlyOnce("organisation")
                .contains("builtIn");
        assertThat(answer.jsonPath().getList("findAll { it.name == 'replySignature' }.effective"))
                .containsOnly(false);
        assertThat(answer.jsonPath().getList("findAll { it.name != 'replySignature' }.effective"))
                .containsOnly(true);
        assertThat(desk.request().get("/desk/templates").jsonPath().getList("language"))
                .containsExactly("pt", "en", "es", "pt", "en", "es", "pt", "en", "es");
    }

    @Test
    void shouldSetReplaceAndRemoveATemplate() {
        assertThat(put(DEPARTMENTS, body("en", "one")).statusCode()).isEqualTo(201);
        assertThat(put(DEPARTMENTS, body("en", "two")).statusCode()).isEqualTo(204);

        Response set = desk.request().get(DEPARTMENTS + "?language=en");
        assertThatJson(set.asString())
                .isEqualTo(
                        """
                        [{"name": "acknowledgement", "language": "en", "origin": "department",
                          "subject": "Got {{ticket.number}}", "html": "<p>{{ticket.subject}}</p>", "text": "two",
                          "from": null, "fromFallback": false, "sendsFrom": "support@desk.example",
                          "variables": ["ticket.number", "ticket.subject", "contact.name", "contact.address",
                                        "department.name", "support.address"],
                          "effective": true}]""");
        assertThat(first(OURS + "?language=en", "origin")).isEqualTo("builtIn");

        assertThat(desk.request().delete(DEPARTMENTS + "?language=en").statusCode())
                .isEqualTo(204);
        assertThat(first(DEPARTMENTS + "?language=en", "origin")).isEqualTo("builtIn");
    }

    @Test
    void shouldSayWhenTheFromAddressMayNotSendAnyMore() {
        EmailAddress shop = EmailAddress.parse("shop@shop.example");
        sender(shop, true);
        String body = body("en", "x").replace("{\"language\"", "{\"from\": \"shop@shop.example\", \"language\"");
        assertThat(put(DEPARTMENTS, body).statusCode()).isEqualTo(201);
        assertThat(first(DEPARTMENTS + "?language=en", "sendsFrom")).isEqualTo("shop@shop.example");

        sender(shop, false);

        assertThat(first(DEPARTMENTS + "?language=en", "fromFallback")).isEqualTo("true");
        assertThat(first(DEPARTMENTS + "?language=en", "from")).isEqualTo("shop@shop.example");
        assertThat(first(DEPARTMENTS + "?language=en", "sendsFrom")).isEqualTo("support@desk.example");
        Response again = put(DEPARTMENTS, body);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.jsonPath().getString("message"))
                .startsWith("from: shop@shop.example is neither a support address nor");
    }

    private static void sender(EmailAddress address, boolean active) {
        Configurations configurations = desk.configurations();
        Sender sender = new Sender(
                RestDesk.DEPARTMENT,
                address,
                "Shop",
                Transport.SERVER,
                true,
                active,
                Optional.empty(),
                Optional.empty());
        configurations.edit("test", draft -> draft.put(Sender.KIND, sender));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"language\": \"en\", \"subject\": \"s\", \"html\": \"a\\n{{nope}}\", \"text\": \"t\"} | html: line 2: there is no variable 'nope'",
                "{\"language\": \"en\", \"subject\": \"s\", \"html\": \"h\", \"text\": \"{{#contact.name}}\"} | text: Section missing close tag",
                "{\"language\": \"en\", \"subject\": \"a\\r\\nBcc: x\", \"html\": \"h\", \"text\": \"t\"} | subject: no line breaks",
                "{\"language\": \"en\", \"html\": \"h\", \"text\": \"t\"} | subject: 1 to 500 characters",
                "{\"language\": \"en\", \"subject\": \"s\", \"text\": \"t\"} | html: 1 to 50000 characters",
                "{\"language\": \"en\", \"subject\": \"s\", \"html\": \"h\"} | text: 1 to 50000 characters",
                "{\"subject\": \"s\", \"html\": \"h\", \"text\": \"t\"} | language: one of pt, en, es",
                "{\"language\": \"fr\", \"subject\": \"s\", \"html\": \"h\", \"text\": \"t\"} | language: one of pt, en, es",
                "{\"language\": \"en\", \"subject\": 7, \"html\": \"h\", \"text\": \"t\"} | subject: a text expected",
                "{\"language\": \"en\", \"subject\": \"s\", \"html\": [\"h\"], \"text\": \"t\"} | html: a text expected",
                "{\"language\": \"en\", \"subjekt\": \"s\"} | subjekt: unknown key",
                "{\"language\": \"en\", \"subject\": \"s\", \"html\": \"h\", \"text\": \"t\", \"from\": \"nobody\"} | from: 'nobody' is not",
                "[] | body: one JSON object expected",
                "null | body: one JSON object expected",
                "{ | body: not valid JSON",
            })
    void shouldRefuseWhatIsNoTemplate(String body, String message) {
        Response answer = put(OURS, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("type")).isEqualTo("InvalidArgument");
        assertThat(answer.jsonPath().getString("message")).startsWith(message);
        assertThat(first(OURS + "?language=en", "origin")).isEqualTo("builtIn");
    }

    @Test
    void shouldRefuseWhatIsTooLong() {
        assertThat(put(OURS, body("en", "x".repeat(50_001))).statusCode()).isEqualTo(400);
        assertThat(put(OURS, body("en", "x".repeat(1_100_000))).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/desk/templates/nothing",
                "/desk/templates/acknowledgement?language=fr",
                "/desk/departments/Sup_port/templates",
                "/desk/departments/support/templates/nothing"
            })
    void shouldAnswerBadRequestWhenThePathIsMalformed(String path) {
        assertThat(desk.request().get(path).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldAnswerNotFoundWhenThereIsNoSuchDepartment() {
        String path = "/desk/departments/sales/templates";

        assertThat(desk.request().get(path).statusCode()).isEqualTo(404);
        assertThat(put(path + "/acknowledgement", body("en", "x")).statusCode()).isEqualTo(404);
        assertThat(desk.request()
                        .post(path + "/acknowledgement/preview?language=en")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldRefuseTheSecondOfTwoAdministratorsWhoReadTheSame() {
        put(OURS, body("en", "one"));
        String read = desk.request().get(OURS + "?language=en").header("ETag");

        assertThat(desk.request()
                        .header("If-Match", read)
                        .body(body("en", "ada"))
                        .put(OURS)
                        .statusCode())
                .isEqualTo(204);
        assertThat(desk.request()
                        .header("If-Match", read)
                        .body(body("en", "bob"))
                        .put(OURS)
                        .statusCode())
                .isEqualTo(412);
        assertThat(desk.request()
                        .header("If-Match", read)
                        .delete(OURS + "?language=en")
                        .statusCode())
                .isEqualTo(412);
        assertThat(first(OURS + "?language=en", "text")).isEqualTo("ada");
    }

    @Test
    void shouldRenderTheTemplateThatHoldsWhenThePreviewHasNoBody() {
        Response answer = desk.request().post(DEPARTMENTS + "/preview?language=es");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("subject")).startsWith("Hemos recibido su solicitud 1042");
        assertThat(answer.jsonPath().getString("text")).startsWith("Hola Ana Souza");
        assertThat(answer.jsonPath().getString("html")).doesNotContain("{{");
        assertThat(answer.jsonPath().getString("sendsFrom")).isEqualTo("support@desk.example");
    }

    @Test
    void shouldRenderTheDraftAndSaveNothing() {
        Response answer = desk.request().body(body("en", "{{contact.name}}!")).post(OURS + "/preview");

        assertThatJson(answer.asString())
                .isEqualTo(
                        """
                        {"language": "en", "subject": "Got 1042",
                         "html": "<p>Printer &lt;b&gt;on fire&lt;/b&gt; &amp; smoking</p>", "text": "Ana Souza!",
                         "sendsFrom": "support@desk.example", "fromFallback": false}""");
        assertThat(first(OURS + "?language=en", "origin")).isEqualTo("builtIn");
    }

    @Test
    void shouldRefuseToPreviewWhatIsBroken() {
        Response broken = desk.request().body(body("en", "{{nope}}")).post(OURS + "/preview");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.jsonPath().getString("message")).startsWith("text: line 1: ");

        Response another = desk.request().body(body("en", "x")).post(OURS + "/preview?language=pt");
        assertThat(another.statusCode()).isEqualTo(400);

        assertThat(desk.request().post(OURS + "/preview").jsonPath().getString("message"))
                .isEqualTo("language: one of pt, en, es expected");
        assertThat(desk.request().delete(OURS).statusCode()).isEqualTo(400);
    }
}
