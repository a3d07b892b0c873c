package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jamesdesk.bounce.Bounce;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.report.Hardness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlocklistRoutesTest {
    private static final String LIST = "/desk/blocklist";
    private static final String ANA = LIST + "/ana@c.example";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-10T12:00:00Z"));
    private final RestDesk desk = RestDesk.builder(clock).start();

    @AfterEach
    void stop() {
        desk.close();
    }

    private Response put(String path, String json) {
        return desk.request().urlEncodingEnabled(false).body(json).put(path);
    }

    private Response importCsv(String csv) {
        return desk.request()
                .contentType("text/csv")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .post(LIST);
    }

    @Test
    void shouldBlockReplaceAndShow() {
        var created = put(ANA, "{\"reason\": \"asked for it\", \"until\": \"2026-04-01\"}");
        assertThat(created.statusCode()).isEqualTo(201);
        String block =
                """
                {"address": "ana@c.example", "cause": "manual", "reason": "asked for it", "at": "2026-03-10T12:00:00Z",
                 "by": "anonymous", "until": "2026-04-01T00:00:00Z", "evidence": []}""";
        assertThatJson(created.asString()).isEqualTo(block);
        assertThatJson(desk.request().get(LIST).asString()).isEqualTo("{\"blocks\": [" + block + "], \"next\": null}");

        clock.advance(Duration.ofSeconds(1));
        assertThat(put(LIST + "/ANA@c.example", "{\"reason\": \"gone\", \"days\": 3}")
                        .statusCode())
                .isEqualTo(204);

        assertThatJson(desk.request().get(ANA).asString())
                .isEqualTo(
                        """
                        {"address": "ANA@c.example", "blocked": true, "cause": "manual", "reason": "gone",
                         "at": "2026-03-10T12:00:01Z", "by": "anonymous", "until": "2026-03-13T12:00:01Z", "evidence": [],
                         "history": [
                          {"at": "2026-03-10T12:00:01Z", "blocked": true, "who": "anonymous", "why": "gone"},
                          {"at": "2026-03-10T12:00:00Z", "blocked": true, "who": "anonymous", "why": "asked for it"}]}""");
    }

    @Test
    void shouldShowTheBouncesThatABlockRestsOn() {
        Bounce bounce = desk.bounced("ana@c.example", Hardness.HARD);
        desk.block(bounce);

        assertThatJson(desk.request().get(ANA).asString())
                .and(
                        json -> json.node("cause").isEqualTo("hardBounce"),
                        json -> json.node("evidence").isArray().hasSize(1),
                        json -> json.node("evidence[0].id")
                                .isEqualTo(bounce.id().value()),
                        json -> json.node("evidence[0].ticket").isEqualTo(1),
                        json -> json.node("evidence[0].diagnostic").isEqualTo("550 5.1.1 no such user"));
        assertThatJson(desk.request().get(LIST).asString())
                .node("blocks[0].evidence")
                .isEqualTo(List.of(bounce.id().value()));
    }

    @Test
    void shouldTakeOffWithTheReasonAndKeepItR99() {
        put(ANA, "{\"reason\": \"asked for it\"}");
        clock.advance(Duration.ofSeconds(1));

        assertThat(desk.request()
                        .body("{\"why\": \"she wrote again\"}")
                        .delete(ANA)
                        .statusCode())
                .isEqualTo(204);
        assertThat(desk.request().body("{\"why\": \"again\"}").delete(ANA).statusCode())
                .isEqualTo(204);

        assertThatJson(desk.request().get(ANA).asString())
                .isEqualTo(
                        """
                        {"address": "ana@c.example", "blocked": false, "cause": null, "reason": null, "at": null, "by": null,
                         "until": null, "evidence": [],
                         "history": [
                          {"at": "2026-03-10T12:00:01Z", "blocked": false, "who": "anonymous", "why": "she wrote again"},
                          {"at": "2026-03-10T12:00:00Z", "blocked": true, "who": "anonymous", "why": "asked for it"}]}""");
        assertThatJson(desk.request().get(LIST).asString()).isEqualTo("{\"blocks\": [], \"next\": null}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {"none", "{}", "{\"why\": null}"})
    void shouldSayWhyTheReasonIsNeededWhenAnAddressIsTakenOffWithout(String body) {
        put(ANA, "{\"reason\": \"asked for it\"}");

        var answer = (body == null ? desk.request() : desk.request().body(body)).delete(ANA);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message"))
                .isEqualTo(
                        "why: it is needed, as {\"why\": \"…\"} in the body: the blocklist keeps who took an address off it,"
                                + " when and why");
        assertThat(desk.request().get(ANA).jsonPath().getBoolean("blocked")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"why\": \"she wrote again\"} | HTTP/1.1 204 | ''",
                "{} | HTTP/1.1 400 | why: it is needed",
                "{\"Why\": \"x\"} | HTTP/1.1 400 | Why: unknown key; known keys are why",
            })
    void shouldReadTheReasonWhenItComesInChunks(String body, String status, String message) throws IOException {
        try (RestDesk unread = RestDesk.builder(clock)
                        .requestsLoggedBy(new DeskRequestLogger())
                        .start();
                Socket socket = new Socket("127.0.0.1", unread.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("DELETE " + ANA + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith(status)
                    .contains(message);
        }
    }

    @Test
    void shouldEndByItself() {
        put(ANA, "{\"reason\": \"on holiday\", \"until\": \"2026-03-10T12:01:00Z\"}");

        clock.advance(Duration.ofMinutes(1));

        assertThat(desk.request().get(ANA).jsonPath().getBoolean("blocked")).isFalse();
        assertThat(desk.request().get(LIST).jsonPath().getList("blocks")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | reason: it is needed; 1 to 1000 characters expected",
                "{'reason': ''} | reason: 1 to 1000 characters expected",
                "{'reason': 'a\\nb'} | reason: one line without control characters expected",
                "{'reason': 'x', 'until': 'soon'} | until: a date such as 2026-03-31, or a time such as 2026-03-31T18:00:00Z, expected",
                "{'reason': 'x', 'until': '2026-03-10'} | until: 2026-03-10T00:00:00Z is not in the future; a time within the next hundred years expected",
                "{'reason': 'x', 'until': '2026-04-01', 'days': 3} | until, days: only one of them expected",
                "{'reason': 'x', 'days': 0} | days: a whole number from 1 to 36500 expected",
                "{'reason': 'x', 'cause': 'hardBounce'} | cause: unknown key",
            })
    void shouldNameTheFieldAndTheRule(String body, String message) {
        var answer = put(ANA, body.replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).startsWith(message);
        assertThat(desk.request().get(ANA).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldAnswerNotFoundWhenAnAddressWasNeverBlocked() {
        var answer = desk.request().get(ANA);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("message"))
                .isEqualTo("ana@c.example is not on the blocklist, and never was");
    }

    @Test
    void shouldListInPagesAndFindOne() {
        importCsv("address\nb+1@c.example\na@c.example\nC@c.example\n");

        List<String> read = new ArrayList<>();
        String next = "";
        while (next != null) {
            var page = desk.request().urlEncodingEnabled(false).get(LIST + "?limit=1&after=" + next);
            assertThat(page.statusCode()).isEqualTo(200);
            read.addAll(page.jsonPath().getList("blocks.address", String.class));
            next = page.jsonPath().getString("next");
        }

        assertThat(read).containsExactly("a@c.example", "b+1@c.example", "C@c.example");
        assertThat(desk.request().get(LIST + "?address=c@c.example").jsonPath().getList("blocks.address"))
                .isEqualTo(List.of("C@c.example"));
        assertThat(desk.request().get(LIST + "?address=d@c.example").jsonPath().getList("blocks"))
                .isEmpty();
        var refused = desk.request().get(LIST + "?after=x");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("message")).isEqualTo("after: the value of next expected");
    }

    @Test
    void shouldImportWhatItExported() {
        String csv = "address,reason\r\n"
                + IntStream.range(10_000, 20_000)
                        .mapToObj(i -> "c" + i + "@c.example,\"=said \"\"" + i + "\"\", não\"\r\n")
                        .collect(Collectors.joining());
        assertThatJson(importCsv(csv).asString())
                .isEqualTo("{\"imported\": 10000, \"alreadyBlocked\": 0, \"ended\": 0}");

        var exported = desk.request().header("Accept", "text/csv").get(LIST);

        assertThat(exported.statusCode()).isEqualTo(200);
        assertThat(exported.contentType()).startsWith("text/csv");
        assertThat(exported.header("Content-Disposition")).isEqualTo("attachment; filename=\"blocklist.csv\"");
        String text = new String(exported.asByteArray(), StandardCharsets.UTF_8);
        assertThat(text.lines())
                .hasSize(10_001)
                .contains("c10007@c.example,manual,\"'=said \"\"10007\"\", não\",2026-03-10T12:00:00Z,anonymous,,");
        assertThatJson(importCsv(text).asString())
                .isEqualTo("{\"imported\": 0, \"alreadyBlocked\": 10000, \"ended\": 0}");
    }

    @Test
    void shouldRefuseAFileAsAWhole() {
        var answer = importCsv("address\na@c.example\nb\n");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message"))
                .isEqualTo("line 3: address: 'b' is not an e-mail address: local@domain expected");
        assertThat(desk.request().get(LIST).jsonPath().getList("blocks")).isEmpty();
    }

    @Test
    void shouldSayHowToSendAFile() {
        var json = desk.request().body("{}").post(LIST);
        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(json.jsonPath().getString("message")).isEqualTo("Content-Type: text/csv expected");

        assertThat(importCsv("").jsonPath().getString("message"))
                .isEqualTo("body: a CSV file, sent as text/csv, expected");
        var large = importCsv("x".repeat(10 * 1024 * 1024 + 1));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.jsonPath().getString("message")).isEqualTo("body: at most 10485760 bytes");
    }

    @Test
    void shouldBreakTheConnectionWhenAnExportCannotBeEnded() throws IOException {
        RestDesk.Builder builder = RestDesk.builder(clock);
        try (RestDesk breaking = builder.routesSee(
                        Outage.breakingAfterAPage(builder.stores().blocklist()))
                .start()) {
            String csv = "address,reason\n"
                    + IntStream.range(0, 2_000)
                            .mapToObj(i -> "c" + i + "@c.example," + "x".repeat(100) + "\n")
                            .collect(Collectors.joining());
            breaking.request().contentType("text/csv").body(csv).post(LIST);

            try (Socket socket = new Socket("127.0.0.1", breaking.port())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream()
                        .write(("GET " + LIST + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(answer).startsWith("HTTP/1.1 200").contains("c0@c.example");
                assertThat(answer).doesNotEndWith("\r\n0\r\n\r\n");
            }
        }
    }
}
