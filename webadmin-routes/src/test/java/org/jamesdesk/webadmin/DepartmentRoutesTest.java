package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepartmentRoutesTest {
    private final RestDesk desk = RestDesk.start();

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void shouldListDepartmentsByIdentifierWhenThereAreSeveral() {
        Department billing = new Department(new DepartmentId("billing"), "Fakturierung ÄÖÜ");
        desk.configurations().edit("test", draft -> draft.put(Department.KIND, billing));

        var answer = desk.request().get("/desk/departments");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThatJson(answer.asString())
                .isEqualTo(
                        """
                        [{"id": "billing", "name": "Fakturierung ÄÖÜ", "default": false},
                         {"id": "support", "name": "Support", "default": true}]""");
    }

    @Test
    void shouldShowTheDepartmentWhenItExists() {
        var answer = desk.request().get("/desk/departments/support");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).isEqualTo("{\"id\": \"support\", \"name\": \"Support\", \"default\": true}");
    }

    @Test
    void shouldAnswerNotFoundWhenThereIsNoSuchDepartment() {
        var answer = desk.request().get("/desk/departments/sales");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThatJson(answer.asString())
                .isEqualTo(
                        """
                        {"statusCode": 404, "type": "notFound", "message": "there is no department sales",
                         "details": null}""");
    }

    @Test
    void shouldNameTheRuleWhenTheIdentifierIsMalformed() {
        var answer = desk.request().get("/desk/departments/Sales_%25d");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThatJson(answer.asString()).node("type").isEqualTo("InvalidArgument");
        assertThatJson(answer.asString()).node("message").asString().startsWith("id: a department id has");
    }

    @Test
    void shouldCreateRenameAndDelete() {
        var created = desk.request().body("{\"name\": \"Vendas\"}").put("/desk/departments/sales");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThatJson(created.asString()).isEqualTo("{\"id\": \"sales\", \"name\": \"Vendas\", \"default\": false}");

        var renamed = desk.request().body("{\"name\": \"Sales\"}").put("/desk/departments/sales");
        assertThat(renamed.statusCode()).isEqualTo(204);
        assertThat(renamed.asString()).isEmpty();

        assertThat(desk.request().put("/desk/departments/sales/default").statusCode())
                .isEqualTo(204);
        assertThat(desk.request().get("/desk/departments/sales").jsonPath().getBoolean("default"))
                .isTrue();
        var refused = desk.request().delete("/desk/departments/sales");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThatJson(refused.asString()).node("type").isEqualTo("WrongState");

        desk.request().put("/desk/departments/support/default");
        assertThat(desk.request().delete("/desk/departments/sales").statusCode())
                .isEqualTo(204);
        assertThat(desk.request().get("/desk/departments/sales").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | name: what people call",
                "{\"name\": 7} | name: a text expected",
                "{\"nam\": \"x\"} | nam: unknown key; known keys are name",
                "{\"name\": \"x\", \"name\": \"y\"} | body: not valid JSON",
                "{\"name\": \"a\\r\\nb\"} | name: no line breaks",
            })
    void shouldNameTheFieldWhenTheBodyIsWrong(String body, String message) {
        var answer = desk.request().body(body).put("/desk/departments/sales");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).startsWith(message);
    }

    @Test
    void shouldRecordWhoChangedWhat() {
        desk.request().body("{\"name\": \"Vendas\"}").put("/desk/departments/sales");

        var newest = desk.configurations().history(Optional.empty(), 1).get(0);
        assertThat(newest.who()).isEqualTo("anonymous");
        assertThat(newest.changes()).singleElement().satisfies(change -> assertThat(change.key())
                .isEqualTo("sales"));
    }

    @Test
    void shouldAnswerNotFoundInJsonWhenTheVerbIsUnknown() {
        var answer = desk.request().body("{}").patch("/desk/departments/support");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThatJson(answer.asString()).node("type").isEqualTo("notFound");
    }
}
