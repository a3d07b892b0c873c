package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jamesdesk.deliverability.DayTotal;
import org.jamesdesk.deliverability.DeliveryResult;
import org.jamesdesk.deliverability.ResultKind;
import org.jamesdesk.deliverability.Results;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.report.BounceReason;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliverabilityRoutesTest {
    private static final String REPORT = "/desk/reports/deliverability";
    private static final String TOTALS = REPORT + "/totals";
    private static final LocalDate YESTERDAY = LocalDate.parse("2026-11-28");
    private static final String HOSTILE = "<script>alert(1)</script>\"'&.example";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T12:00:00Z"));
    private final RestDesk desk = RestDesk.builder(clock).start();

    @AfterEach
    void stop() {
        desk.close();
    }

    private void closed(DayTotal... totals) {
        desk.stores().dayTotals().close(YESTERDAY, List.of(totals));
    }

    private static DayTotal total(String department, String domain, ResultKind kind, long count) {
        return new DayTotal(
                YESTERDAY,
                new DepartmentId(department),
                domain,
                kind,
                kind == ResultKind.BOUNCED ? Optional.of(BounceReason.MAILBOX_FULL) : Optional.empty(),
                count);
    }

    private void today(int number, ResultKind kind, String domain) {
        desk.stores()
                .deliveryResults()
                .add(new DeliveryResult(
                        clock.instant(),
                        Results.delivery(number),
                        kind,
                        Purpose.REPLY,
                        new DepartmentId("sales"),
                        domain,
                        kind == ResultKind.BOUNCED ? Optional.of(BounceReason.SPAM) : Optional.empty()));
    }

    private Document page(String language) {
        Response answer = desk.request().header("Accept-Language", language).get(REPORT);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualToIgnoringCase("text/html;charset=utf-8");
        return Jsoup.parse(answer.asString());
    }

    private static List<String> row(Document page, String label) {
        return page.select("tr").stream()
                .filter(row -> row.select("th[scope=row]").text().equals(label))
                .findFirst()
                .orElseThrow()
                .children()
                .eachText();
    }

    @Test
    void shouldShowTheNumbersOfClosedDaysAndOfToday() {
        closed(
                total("sales", "a.example", ResultKind.SENT, 12_345),
                total("sales", "a.example", ResultKind.BOUNCED, 123),
                total("sales", "b.example", ResultKind.BLOCKED, 4));
        today(1, ResultKind.SENT, "c.example");
        today(1, ResultKind.BOUNCED, "c.example");

        Document page = page("en");

        assertThat(row(page, "Nov 28, 2026")).containsExactly("Nov 28, 2026", "12,345", "123", "4", "1.00 %");
        assertThat(row(page, "Nov 29, 2026")).containsExactly("Nov 29, 2026", "1", "1", "0", "100.00 %");
        assertThat(row(page, "Nov 1, 2026")).containsExactly("Nov 1, 2026", "0", "0", "0", "–");
        assertThat(row(page, "Total")).containsExactly("Total", "12,346", "124", "4", "1.00 %");
        assertThat(row(page, "a.example")).containsExactly("a.example", "12,345", "123", "0", "1.00 %");
        assertThat(row(page, "The mailbox is full")).containsExactly("The mailbox is full", "123", "99.19 %");
        assertThat(page.select("figure rect.sent")).hasSize(2 + 1);
        assertThat(page.select("dd").eachText()).containsExactly("12,346", "124", "4", "1.00 %");
    }

    @Test
    void shouldSayHowNotificationsStand() {
        desk.request().body("{\"why\": \"<b>Wrong</b> list\"}").put("/desk/notifications/lock");

        Document page = page("en");

        assertThat(page.select(".state.locked strong").text()).isEqualTo("Notifications are locked. Replies go out.");
        assertThat(page.select(".state q").text()).isEqualTo("<b>Wrong</b> list");
        assertThat(page.select(".state b")).isEmpty();
    }

    @Test
    void shouldShowWhatStrangersWroteAsText() {
        closed(total("sales", HOSTILE, ResultKind.SENT, 1), total("sales", HOSTILE, ResultKind.BOUNCED, 1));

        Response answer = desk.request().get(REPORT);

        assertThat(answer.asString())
                .doesNotContain("<script")
                .doesNotContain("http:")
                .doesNotContain("src=");
        assertThat(row(Jsoup.parse(answer.asString()), HOSTILE)).hasSize(5);
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Vary")).isEqualTo("Accept, Accept-Language");
    }

    @ParameterizedTest
    @CsvSource({
        "pt-BR, pt, Relatório de entregabilidade, 1.234, '12,32 %'",
        "es, es, Informe de entregabilidad, 1.234, '12,32 %'",
        "fr, en, Deliverability report, '1,234', '12.32 %'"
    })
    void shouldSpeakTheLanguageOfTheBrowser(
            String accepted, String language, String title, String number, String percentage) {
        closed(
                total("sales", "a.example", ResultKind.SENT, 1_234),
                total("sales", "a.example", ResultKind.BOUNCED, 152));

        Document page = page(accepted);

        assertThat(page.select("html").attr("lang")).isEqualTo(language);
        assertThat(page.select("h1").text()).isEqualTo(title);
        assertThat(row(page, "a.example")).contains(number, percentage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_pt", "_es"})
    void shouldHaveEveryTextInEveryLanguage(String language) throws Exception {
        Properties english = texts("");
        Properties texts = texts(language);

        assertThat(texts.keySet()).isEqualTo(english.keySet());
        assertThat(Stream.of(BounceReason.values()).map(reason -> "reason." + reason.apiName()))
                .allMatch(texts::containsKey);
        assertThat(texts.values()).noneMatch(text -> text.toString().isBlank());
    }

    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        try (var stream =
                DeliverabilityPage.class.getResourceAsStream("deliverability-report" + language + ".properties")) {
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Test
    void shouldBeReadableWithoutSeeingIt() {
        closed(total("sales", "a.example", ResultKind.SENT, 10));

        Document page = page("en");

        assertThat(page.select("svg")).hasSize(3).allSatisfy(svg -> {
            assertThat(svg.attr("role")).isEqualTo("img");
            for (String id : svg.attr("aria-labelledby").split(" ")) {
                assertThat(page.getElementById(id).text()).isNotBlank();
            }
        });
        assertThat(page.select("svg desc").first().text())
                .isEqualTo("Bars for 30 days. The highest is 10, on Nov 28, 2026. The table of days has all numbers.");
        assertThat(page.select("table"))
                .allSatisfy(table -> assertThat(table.select("caption").text()).isNotBlank());
        assertThat(page.select("[id]").stream().map(Element::id)).doesNotHaveDuplicates();
    }

    @Test
    void shouldShowAnEmptyDesk() {
        Document page = page("en");

        assertThat(page.select("dd").eachText()).containsExactly("0", "0", "0", "–");
        assertThat(page.select("td:contains(None)")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | true",
                "application/json, text/html;q=0.5 | true",
                "text/html,application/xhtml+xml,*/*;q=0.8 | false",
                "text/html, application/json;q=0.9 | false",
                "*/* | false",
                "image/png | false"
            })
    void shouldAnswerJsonWhenItIsPreferred(String accepted, boolean json) {
        Response answer = desk.request().accept(accepted).get(REPORT);

        assertThat(answer.contentType().startsWith("application/json")).isEqualTo(json);
    }

    @Test
    void shouldAnswerTheReportAsJson() {
        closed(
                total("sales", "a.example", ResultKind.SENT, 100),
                total("legal", "b.example", ResultKind.SENT, 50),
                total("legal", "b.example", ResultKind.BOUNCED, 1));

        String answer = desk.request()
                .accept("application/json")
                .get(REPORT + "?from=2026-11-28&to=2026-11-28&department=legal")
                .asString();

        assertThatJson(answer)
                .whenIgnoringPaths("notifications")
                .isEqualTo(
                        """
                        {"from": "2026-11-28", "to": "2026-11-28", "department": "legal",
                         "total": {"sent": 50, "bounced": 1, "blocked": 0, "rate": 2.00},
                         "days": [{"day": "2026-11-28", "sent": 50, "bounced": 1, "blocked": 0, "rate": 2.00}],
                         "domains": [{"domain": "b.example", "sent": 50, "bounced": 1, "blocked": 0, "rate": 2.00}],
                         "reasons": [{"reason": "mailboxFull", "bounced": 1}], "notifications": null}""");
        assertThatJson(answer).node("notifications.state").isEqualTo("open");
    }

    @Test
    void shouldGiveTotalsByPages() {
        closed(IntStream.range(10, 35)
                .mapToObj(number -> total("sales", "d" + number + "|x.example", ResultKind.SENT, number))
                .toArray(DayTotal[]::new));
        today(1, ResultKind.SENT, "today.example");

        List<String> domains = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            var page = desk.request()
                    .queryParam("limit", 10)
                    .queryParam("after", next.orElse(""))
                    .get(TOTALS)
                    .jsonPath();
            domains.addAll(page.getList("totals.domain", String.class));
            next = Optional.ofNullable(page.getString("next"));
        } while (next.isPresent());

        assertThat(domains).hasSize(26).doesNotHaveDuplicates().isSorted().endsWith("today.example");
    }

    @ParameterizedTest
    @CsvSource({
        "department=legal, 1",
        "domain=A.example, 3",
        "kind=bounced, 2",
        "reason=mailboxFull, 2",
        "reason=spam, 0",
        "domain=a.example&kind=blocked, 1",
        "from=2026-11-29&to=2026-11-29, 0"
    })
    void shouldGiveTheTotalsThatAreAskedFor(String query, int count) {
        closed(
                total("sales", "a.example", ResultKind.SENT, 1),
                total("sales", "a.example", ResultKind.BOUNCED, 1),
                total("sales", "a.example", ResultKind.BLOCKED, 1),
                total("legal", "b.example", ResultKind.BOUNCED, 1));

        assertThat(desk.request().get(TOTALS + "?" + query).jsonPath().getList("totals"))
                .hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({
        "from=x, 'from: a day such as 2026-11-29 expected'",
        "to=2026-02-30, 'to: a day such as 2026-11-29 expected'",
        "to=+999999999-12-31, 'to: a day such as 2026-11-29 expected'",
        "from=2026-11-30, 'from: a day that is not after to (2026-11-29) expected'",
        "from=2026-08-29, 'from: at most 92 days from there to 2026-11-29 expected'",
        "department=A!, 'department: '",
        "kind=lost, 'kind: one of sent, bounced, blocked expected'",
        "reason=weather, 'reason: one of noSuchAddress, '",
        "limit=5001, 'limit: a whole number from 1 to 5000 expected'",
        "after=x, 'after: the next of a page'",
        "after=!!, 'after: the next of a page'",
        "after=MjAyNnx4, 'after: the next of a page'"
    })
    void shouldNameTheParameterThatIsWrong(String query, String message) {
        Response answer = desk.request().urlEncodingEnabled(false).get(TOTALS + "?" + query.replace("+", "%2B"));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("message")).startsWith(message);
    }
}
