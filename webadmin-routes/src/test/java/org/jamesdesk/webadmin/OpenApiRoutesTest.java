package org.jamesdesk.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jamesdesk.deliverability.Results;
import org.jamesdesk.message.report.Hardness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RestDesk desk = RestDesk.start();
    private JsonNode document;

    @BeforeEach
    void read() throws IOException {
        var answer = desk.request().get("/desk/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/json");
        document = JSON.readTree(answer.asByteArray());
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void shouldDescribeExactlyTheRoutesThatExist() {
        Set<String> documented = new TreeSet<>();
        document.get("paths").fields().forEachRemaining(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(verb -> documented.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        Set<String> defined = new TreeSet<>();
        DefinedRoute.all().forEach(route -> defined.add(route.method() + " " + route.template()));

        assertThat(document.get("openapi").asText()).startsWith("3.0");
        assertThat(documented).isEqualTo(defined);
    }

    @Test
    void shouldDeclareExactlyTheParametersOfEachPath() {
        document.get("paths").fields().forEachRemaining(path -> path.getValue().forEach(operation -> {
            Set<String> inPath = new TreeSet<>();
            parameters(operation)
                    .filter(parameter -> parameter.get("in").asText().equals("path"))
                    .forEach(parameter -> inPath.add(parameter.get("name").asText()));
            Set<String> inTemplate = new TreeSet<>();
            var matcher = java.util.regex.Pattern.compile("\\{([A-Za-z]+)}").matcher(path.getKey());
            while (matcher.find()) {
                inTemplate.add(matcher.group(1));
            }
            assertThat(inPath).as(path.getKey()).isEqualTo(inTemplate);
        }));
    }

    @Test
    void shouldRefuseEveryQueryParameterOfAChangeThatIsNotDocumented() {
        DefinedRoute.all()
                .filter(route -> !route.method().equals("GET") && !route.open())
                .forEach(route -> {
                    Set<String> documented = new TreeSet<>();
                    parameters(operation(route))
                            .filter(parameter -> parameter.get("in").asText().equals("query"))
                            .forEach(parameter ->
                                    documented.add(parameter.get("name").asText()));

                    assertRefused(
                            route,
                            "nonsense=1",
                            "nonsense: unknown parameter; known: "
                                    + (documented.isEmpty() ? "none" : String.join(", ", documented)));
                    documented.forEach(name ->
                            assertRefused(route, name + "=", name + ": is empty; give it a value, or leave it out"));
                });
    }

    private void assertRefused(DefinedRoute route, String query, String message) {
        String asked = route + " ?" + query;
        var answer = desk.request().request(route.method(), route.examplePath() + "?" + query);

        assertThat(answer.statusCode()).as(asked).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).as(asked).isEqualTo(message);
        assertThat(operation(route).get("responses").has("400")).as(asked).isTrue();
    }

    private JsonNode operation(DefinedRoute route) {
        return document.get("paths").get(route.template()).get(route.method().toLowerCase(Locale.ROOT));
    }

    @Test
    void shouldResolveEveryReference() {
        List<String> broken = new ArrayList<>();
        references(document).forEach(reference -> {
            if (!reference.startsWith("#/")
                    || document.at(reference.substring(1)).isMissingNode()) {
                broken.add(reference);
            }
        });

        assertThat(broken).isEmpty();
        assertThat(references(document)).hasSizeGreaterThan(30);
    }

    @Test
    void shouldNameEveryOperationOnceAndItsErrors() {
        List<String> ids = new ArrayList<>();
        document.get("paths")
                .forEach(path -> path.forEach(operation -> {
                    ids.add(operation.get("operationId").asText());
                    boolean open = operation.path("security").isArray();
                    assertThat(operation.get("responses").has("401"))
                            .as(operation.get("operationId").asText())
                            .isNotEqualTo(open);
                    assertThat(operation.get("summary").asText()).isNotBlank();
                }));

        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(14);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /desk/departments/{id}, /desk/departments/support",
        "GET, /desk/departments, /desk/departments",
        "GET, /desk/supportAddresses, /desk/supportAddresses",
        "GET, /desk/supportAddresses/{address}, /desk/supportAddresses/support@desk.example",
        "GET, /desk/senders, /desk/senders",
        "GET, /desk/departments/{id}/senders, /desk/departments/support/senders",
        "GET, /desk/departments/{id}/senders/{address}, /desk/departments/support/senders/ana@zylker.example",
        "GET, /desk/departments/{id}/senders/{address}, /desk/departments/support/senders/support@desk.example",
        "GET, /desk/departments/{id}/settings, /desk/departments/support/settings",
        "GET, /desk/departments/{id}/settings, /desk/departments/nowhere/settings",
        "GET, /desk/settings, /desk/settings",
        "PATCH, /desk/settings, /desk/settings",
        "GET, /desk/settings/history, /desk/settings/history",
        "PUT, /desk/agents/{address}, /desk/agents/support@desk.example",
        "GET, /desk/agents/{address}, /desk/agents/bia@zylker.example",
        "GET, /desk/agents, /desk/agents",
        "GET, /desk/contacts/{address}, /desk/contacts/ana@customer.example",
        "PUT, /desk/departments/{id}, /desk/departments/billing",
        "PUT, /desk/supportAddresses/{address}, /desk/supportAddresses/billing",
        "GET, /desk/parked, /desk/parked",
        "GET, /desk/configuration, /desk/configuration",
        "POST, /desk/configuration, /desk/configuration",
        "GET, /desk/tickets, /desk/tickets",
        "GET, /desk/tickets/{number}, /desk/tickets/1",
        "GET, /desk/tickets/{number}/conversations, /desk/tickets/1/conversations",
        "GET, /desk/tickets/{number}/deliveries, /desk/tickets/1/deliveries",
        "POST, /desk/tickets/{number}/replies, /desk/tickets/1/replies",
        "PATCH, /desk/tickets/{number}, /desk/tickets/1",
        "POST, /desk/tickets, /desk/tickets?task=reindex",
        "GET, /desk/tickets/{number}, /desk/tickets/999",
        "GET, /desk/tickets/{number}/history, /desk/tickets/1/history",
        "GET, /desk/blocklist, /desk/blocklist",
        "PUT, /desk/blocklist/{address}, /desk/blocklist/carl@c.example",
        "GET, /desk/blocklist/{address}, /desk/blocklist/bob@c.example",
        "DELETE, /desk/blocklist/{address}, /desk/blocklist/bob@c.example",
        "GET, /desk/bounces, /desk/bounces",
        "GET, /desk/notifications, /desk/notifications",
        "PATCH, /desk/notifications, /desk/notifications",
        "PUT, /desk/notifications/exemption, /desk/notifications/exemption",
        "GET, /desk/reports/deliverability, /desk/reports/deliverability",
        "GET, /desk/reports/deliverability/totals, /desk/reports/deliverability/totals",
        "GET, /desk/templates, /desk/templates",
        "GET, /desk/departments/{id}/templates/{name}, /desk/departments/support/templates/acknowledgement",
        "POST, /desk/templates/{name}/preview, /desk/templates/acknowledgement/preview?language=en",
        "PUT, /desk/dkimKeys/{domain}, /desk/dkimKeys/desk.example",
        "GET, /desk/departments/{id}/senders/{address}/dns, /desk/departments/support/senders/support@desk.example/dns",
    })
    void shouldDescribeTheKeysThatAreReallyAnswered(String verb, String template, String path) throws Exception {
        desk.receive(Mails.attachment("a@c.example", "filename=x.png", "image/png", "QUJD"));
        desk.request().body("{\"text\": \"hi\"}").post("/desk/tickets/1/replies");
        desk.request().body("{\"friendlyName\": \"Ana\"}").put("/desk/departments/support/senders/ana@zylker.example");
        desk.request().body("{\"firstName\": \"Bia\"}").put("/desk/agents/bia@zylker.example");
        desk.request().body("{\"autoCopy\": \"cc\"}").patch("/desk/settings");
        desk.request().delete("/desk/supportAddresses/support/intake");
        desk.block(desk.bounced("bob@c.example", Hardness.HARD));
        desk.request().body("{\"text\": \"hi\", \"cc\": [\"bob@c.example\"]}").post("/desk/tickets/1/replies");
        desk.park("Mail1", Mails.plain("a@c.example", "ana@c.example", "Printer", "text"), "support@desk.example");

        desk.request().body("{\"why\": \"test\"}").put("/desk/notifications/lock");
        desk.stores().deliveryResults().add(Results.bounced(1, Instant.now()));

        var answer = desk.request()
                .accept("application/json")
                .body(body(verb, template))
                .request(verb, path);

        JsonNode response = resolved(document.get("paths")
                .get(template)
                .get(verb.toLowerCase(Locale.ROOT))
                .get("responses")
                .get(String.valueOf(answer.statusCode())));
        assertFits(JSON.readTree(answer.asByteArray()), schema(response), path);
    }

    private static String body(String verb, String template) {
        if (template.equals("/desk/configuration")) {
            return "{\"departments\": [{\"id\": \"support\", \"name\": \"Hilfe\"}]}";
        }
        if (template.startsWith("/desk/notifications")) {
            return verb.equals("PATCH") ? "{\"lock\": 6.5}" : "{\"why\": \"test\"}";
        }
        return switch (verb) {
            case "PATCH" -> "{\"status\": \"closed\"}";
            case "PUT" -> template.startsWith("/desk/departments")
                    ? "{\"name\": \"Billing\"}"
                    : template.startsWith("/desk/blocklist") ? "{\"reason\": \"x\"}" : "{}";
            default -> "{\"text\": \"x\"}";
        };
    }

    private void assertFits(JsonNode value, JsonNode givenSchema, String place) {
        JsonNode schema = resolved(givenSchema);
        if (value.isNull()) {
            assertThat(schema.path("nullable").asBoolean())
                    .as(place + " may be null")
                    .isTrue();
            return;
        }
        if (schema.has("allOf")) {
            assertFits(value, schema.get("allOf").get(0), place);
            return;
        }
        if (schema.has("oneOf")) {
            assertThat(schema.get("oneOf").findValuesAsText("type"))
                    .as(place)
                    .contains(value.getNodeType().name().toLowerCase(Locale.ROOT));
            return;
        }
        if (schema.has("enum")) {
            assertThat(StreamSupport.stream(schema.get("enum").spliterator(), false)
                            .map(JsonNode::asText))
                    .as(place)
                    .contains(value.asText());
        }
        switch (schema.get("type").asText()) {
            case "object" -> {
                if (!schema.has("properties")) {
                    return;
                }
                Set<String> keys = new TreeSet<>();
                value.fieldNames().forEachRemaining(keys::add);
                Set<String> documented = new TreeSet<>();
                schema.get("properties").fieldNames().forEachRemaining(documented::add);
                assertThat(keys).as(place).isEqualTo(documented);
                keys.forEach(key ->
                        assertFits(value.get(key), schema.get("properties").get(key), place + "." + key));
            }
            case "array" -> {
                assertThat(value.isArray()).as(place).isTrue();
                value.forEach(element -> assertFits(element, schema.get("items"), place + "[]"));
            }
            case "integer" -> assertThat(value.isIntegralNumber()).as(place).isTrue();
            case "number" -> assertThat(value.isNumber()).as(place).isTrue();
            case "boolean" -> assertThat(value.isBoolean()).as(place).isTrue();
            default -> assertThat(value.isTextual()).as(place).isTrue();
        }
    }

    private static JsonNode schema(JsonNode response) {
        return response.get("content").get("application/json").get("schema");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private Stream<JsonNode> parameters(JsonNode operation) {
        return operation.has("parameters")
                ? StreamSupport.stream(operation.get("parameters").spliterator(), false)
                        .map(this::resolved)
                : Stream.empty();
    }

    private static List<String> references(JsonNode node) {
        List<String> found = new ArrayList<>();
        node.findValues("$ref").forEach(reference -> found.add(reference.asText()));
        return found;
    }
}
