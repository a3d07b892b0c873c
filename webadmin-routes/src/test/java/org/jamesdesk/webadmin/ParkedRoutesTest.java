package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.james.server.task.json.JsonTaskSerializer;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.search.TicketReindex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R19–R22 over REST. */
class ParkedRoutesTest {
    private final RestDesk desk = RestDesk.start();

    @BeforeEach
    void stopIntake() {
        desk.request().body("{}").put("/desk/supportAddresses/sales");
        desk.request().delete("/desk/supportAddresses/sales/intake");
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private void park(String name, String subject) throws Exception {
        desk.park(name, Mails.plain(name + "@c.example", "Ana <ana@c.example>", subject, "text"), "sales@desk.example");
    }

    private String replay() {
        var answer = desk.request().post("/desk/parked?action=replay&supportAddress=sales");
        assertThat(answer.statusCode()).isEqualTo(201);
        String task = answer.jsonPath().getString("taskId");
        return desk.request().get("/tasks/" + task + "/await?timeout=10s").asString();
    }

    @Test
    void shouldListNothingWhenNothingWasParked() {
        var answer = desk.request().get("/desk/parked");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).isEqualTo("{\"mails\": [], \"next\": null}");
    }

    @Test
    void shouldShowParkedMails() throws Exception {
        park("Mail1", "Printer");

        var list = desk.request().get("/desk/parked?supportAddress=SALES@desk.example");

        assertThat(list.statusCode()).isEqualTo(200);
        assertThatJson(list.asString()).node("mails").isArray().hasSize(1);
        String id = list.jsonPath().getString("mails[0].id");
        var one = desk.request().get("/desk/parked/" + id);
        assertThat(one.statusCode()).isEqualTo(200);
        assertThatJson(one.asString()).isEqualTo(list.jsonPath().getMap("mails[0]"));
        assertThat(one.jsonPath().getString("supportAddress")).isEqualTo("sales@desk.example");
        assertThat(one.jsonPath().getString("subject")).isEqualTo("Printer");
        assertThat(one.jsonPath().getString("from.address")).isEqualTo("ana@c.example");
        var raw = desk.request().get("/desk/parked/" + id + "/raw");
        assertThat(raw.contentType()).isEqualTo("message/rfc822");
        assertThat(raw.asByteArray()).hasSize(one.jsonPath().getInt("size"));
        assertThat(desk.request().get("/desk/parked?supportAddress=support").asString())
                .contains("\"mails\":[]");
    }

    @Test
    void shouldListInPages() throws Exception {
        for (int i = 0; i < 3; i++) {
            park("Mail" + i, "s" + i);
        }

        var first = desk.request().get("/desk/parked?limit=2");
        var second = desk.request()
                .queryParam("after", first.jsonPath().getString("next"))
                .get("/desk/parked?limit=2");

        assertThat(first.jsonPath().getList("mails.subject")).isEqualTo(List.of("s0", "s1"));
        assertThat(second.jsonPath().getList("mails.subject")).isEqualTo(List.of("s2"));
        assertThat(second.jsonPath().getString("next")).isNull();
    }

    @Test
    void shouldRefuseToReplayWhileIntakeIsStopped() throws Exception {
        park("Mail1", "Printer");

        var answer = desk.request().post("/desk/parked?action=replay&supportAddress=sales");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThatJson(answer.asString()).node("type").isEqualTo("WrongState");
        assertThat(answer.jsonPath().getString("message")).contains("is stopped: start it first");
    }

    @Test
    void shouldPutMailsBackIntoIntakeAndNothingTheSecondTime() throws Exception {
        park("Mail1", "Printer");
        park("Mail2", "Scanner");
        desk.request().put("/desk/supportAddresses/sales/intake");

        String first = replay();

        assertThatJson(first).node("status").isEqualTo("completed");
        assertThatJson(first).node("additionalInformation.supportAddress").isEqualTo("sales@desk.example");
        assertThatJson(first).node("additionalInformation.replayedMails").isEqualTo(2);
        assertThatJson(first).node("additionalInformation.failedMails").isEqualTo(0);
        assertThat(desk.spool()).extracting(mail -> mail.getState()).containsExactly("desk-intake", "desk-intake");
        assertThatJson(replay()).node("additionalInformation.replayedMails").isEqualTo(0);
        assertThat(desk.request().get("/desk/parked").asString()).contains("\"mails\":[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?action=replay | 400 | supportAddress: the address whose parked mails",
                "?action=replay&supportAddress=nobody | 404 | there is no support address nobody@desk.example",
                "?action=replay&supportAddress=a%20b | 400 | address: a local part such as sales",
                "?action=drop&supportAddress=sales | 400 | Invalid",
                "'' | 400 | query parameter is compulsory",
            })
    void shouldSayWhatIsWrongWithAReplay(String query, int status, String message) {
        var answer = desk.request().urlEncodingEnabled(false).post("/desk/parked" + query);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.jsonPath().getString("message")).contains(message);
    }

    @Test
    void shouldSurviveSerialisationWhenSeveralNodesShareTasks() throws Exception {
        var stores = new InMemoryDesk();
        var module = RestDesk.tasks(new TicketReindex(stores.tickets(), stores.numberBlocks(), stores.index()));
        var tasks = new JsonTaskSerializer(module.taskDTOModules());
        String json = "{\"type\": \"desk-replay-parked\", \"supportAddress\": \"sales@desk.example\"}";

        assertThatJson(tasks.serialize(tasks.deserialize(json))).isEqualTo(json);
        assertThat(tasks.deserialize(json)).isInstanceOf(ReplayTask.class);
    }

    @Test
    void shouldAnswerNotFoundWhenThereIsNoSuchMail() {
        assertThat(desk.request().get("/desk/parked/x").statusCode()).isEqualTo(404);
        assertThat(desk.request().get("/desk/parked/x/raw").statusCode()).isEqualTo(404);
        assertThat(desk.request().get("/desk/parked?limit=0").statusCode()).isEqualTo(400);
    }
}
