package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.james.json.JsonGenericSerializer;
import org.apache.james.server.task.json.JsonTaskSerializer;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.task.TaskExecutionDetails;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.InMemoryTicketIndex;
import org.jamesdesk.search.TicketReindex;
import org.junit.jupiter.api.Test;

class ReindexTaskTest {
    @Test
    void shouldFillALostIndexAndCountOnTheWay() {
        var builder = RestDesk.builder().routesSee(new InMemoryTicketIndex());
        try (RestDesk desk = builder.start()) {
            var opened = desk.receive(Mails.plain("0@c.example", "ana@c.example", "Printer", "prints nothing"));
            desk.receive(Mails.answer("1@c.example", "0@c.example", "ana@c.example", "stripes now"));
            desk.receive(Mails.plain("2@c.example", "bob@c.example", "Invoice", "wrong"));
            desk.stores().numberBlocks().reserve(3);
            long highest = desk.stores().numberBlocks().highest();
            assertThat(desk.request().get("/desk/tickets").jsonPath().getLong("total"))
                    .isZero();

            var answer = desk.request().post("/desk/tickets?task=reindex");

            assertThat(answer.statusCode()).isEqualTo(201);
            String taskId = answer.jsonPath().getString("taskId");
            assertThat(answer.header("Location")).isEqualTo("/tasks/" + taskId);
            var task = desk.request().get("/tasks/" + taskId + "/await?timeout=30s");
            assertThatJson(task.asString())
                    .and(
                            json -> json.node("status").isEqualTo("completed"),
                            json -> json.node("type").isEqualTo("desk-reindex"),
                            json -> json.node("additionalInformation.type").isEqualTo("desk-reindex"),
                            json -> json.node("additionalInformation.highestNumber")
                                    .isEqualTo(highest),
                            json -> json.node("additionalInformation.walkedNumbers")
                                    .isEqualTo(highest),
                            json -> json.node("additionalInformation.indexedTickets")
                                    .isEqualTo(2),
                            json -> json.node("additionalInformation.timestamp").isString());
            var found = desk.request().get("/desk/tickets?q=stripes").jsonPath();
            assertThat(found.getList("tickets.number", Long.class))
                    .isEqualTo(List.of(opened.ticket().value()));
        }
    }

    @Test
    void shouldFailAndLeaveTheIndexAloneWhenTheStoreIsDown() {
        var builder = RestDesk.builder();
        var index = builder.stores().index();
        try (RestDesk desk =
                builder.routesSee(Outage.ticketStore()).routesSee(index).start()) {
            desk.receive(Mails.plain("0@c.example", "ana@c.example", "Printer", "prints nothing"));

            var taskId =
                    desk.request().post("/desk/tickets?task=reindex").jsonPath().getString("taskId");

            var task = desk.request().get("/tasks/" + taskId + "/await?timeout=30s");
            assertThatJson(task.asString()).node("status").isEqualTo("failed");
            assertThat(desk.request().get("/desk/tickets?q=prints").jsonPath().getLong("total"))
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldNameTheTasksWhenAnotherIsAsked() {
        try (RestDesk desk = RestDesk.start()) {
            var unknown = desk.request().post("/desk/tickets?task=shred");
            assertThat(unknown.statusCode()).isEqualTo(400);
            assertThat(unknown.jsonPath().getString("message")).contains("[reindex]");

            var none = desk.request().body("{\"subject\": \"new\"}").post("/desk/tickets");
            assertThat(none.statusCode()).isEqualTo(400);
            assertThat(none.jsonPath().getString("message")).contains("task");
        }
    }

    @Test
    void shouldSurviveSerialisationWhenSeveralNodesShareTasks() throws Exception {
        var stores = new InMemoryDesk();
        var reindex = new TicketReindex(stores.tickets(), stores.numberBlocks(), stores.index());
        var module = RestDesk.tasks(reindex);
        var tasks = new JsonTaskSerializer(module.taskDTOModules());
        TaskExecutionDetails.AdditionalInformation details =
                new ReindexTask.Details(9, 8, 7, Instant.parse("2026-02-02T10:00:00Z"));
        JsonGenericSerializer<TaskExecutionDetails.AdditionalInformation, AdditionalInformationDTO> information =
                JsonGenericSerializer.forModules(module.taskAdditionalInformationDTOModules())
                        .withoutNestedType();

        String taskJson = tasks.serialize(new ReindexTask(reindex));
        String detailsJson = information.serialize(details);

        assertThatJson(taskJson).isEqualTo("{\"type\": \"desk-reindex\"}");
        assertThat(tasks.deserialize(taskJson)).isInstanceOf(ReindexTask.class);
        assertThat(information.deserialize(detailsJson)).isEqualTo(details);
    }
}
