package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    void shouldAnswerNotFoundInJsonWhenTheVerbIsUnknown() {
        var answer = desk.request().body("{}").put("/desk/departments/support");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThatJson(answer.asString()).node("type").isEqualTo("notFound");
    }
}
