package org.jamesdesk.webadmin;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import org.jamesdesk.deliverability.BounceRate;
import org.jamesdesk.deliverability.DayTotal;
import org.jamesdesk.deliverability.DeliverabilityReport;
import org.jamesdesk.deliverability.DeliverabilityReport.Counts;
import org.jamesdesk.deliverability.DeliverabilityReport.Row;
import org.jamesdesk.deliverability.NotificationEvent;
import org.jamesdesk.deliverability.NotificationStanding;
import org.jamesdesk.deliverability.NotificationState;
import org.jamesdesk.message.report.BounceReason;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;
import spark.Request;
import spark.Response;

/**
 * The deliverability report as a page to read and to print. Built as a tree, so that everything is escaped: domains come from
 * strangers.
 */
final class DeliverabilityPage {
    private static final String STYLE =
            """
            :root{color-scheme:light}\
            *{box-sizing:border-box}\
            body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:2rem 1.25rem 3rem;color:#1b1b1b;background:#fff}\
            h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}\
            p{margin:.25rem 0}.quiet{color:#555}\
            .state{border:1px solid #c9c9c9;border-left:.5rem solid #2e6b3f;border-radius:.25rem;padding:.75rem 1rem;margin:1.25rem 0}\
            .state.warned,.state.exempt{border-left-color:#9a6700}.state.locked{border-left-color:#b3261e}\
            .state strong{font-size:1.1rem}\
            dl{display:grid;grid-template-columns:repeat(4,1fr);gap:.75rem;margin:1.25rem 0}\
            dl div{border:1px solid #c9c9c9;border-radius:.25rem;padding:.6rem .9rem}\
            dt{color:#555}dd{margin:0;font-size:1.6rem;line-height:1.25;font-variant-numeric:tabular-nums}\
            figure{margin:1.5rem 0;break-inside:avoid}figcaption{font-weight:600;margin-bottom:.25rem}\
            svg{display:block;width:100%;height:auto}svg text{font:11px system-ui,sans-serif;fill:#444}\
            .grid{stroke:#e2e2e2}.axis{stroke:#8a8a8a}\
            .sent{fill:#3b5b8c}.bounced{fill:#b3261e}.blocked{fill:#fbe9b7;stroke:#7a5200;stroke-width:.75}\
            .rate{fill:none;stroke:#3b5b8c;stroke-width:2;stroke-linejoin:round}.dot{fill:#3b5b8c}\
            .warning{stroke:#9a6700;stroke-dasharray:6 4}.lock{stroke:#b3261e;stroke-dasharray:2 3;stroke-width:1.5}\
            .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}\
            caption{text-align:left;font-weight:600;padding:.25rem 0}thead{display:table-header-group}tfoot{display:table-row-group}\
            th,td{text-align:right;padding:.25rem .6rem;border-bottom:1px solid #e2e2e2;font-weight:400}\
            th:first-child,td:first-child{text-align:left;padding-left:0;min-width:8rem;overflow-wrap:anywhere}\
            thead th{font-weight:600;border-bottom:2px solid #8a8a8a;vertical-align:bottom}\
            tfoot th,tfoot td{font-weight:600;border-top:2px solid #8a8a8a;border-bottom:0}tr{break-inside:avoid}\
            section{margin-top:2rem}footer{margin-top:2rem;color:#555;font-size:.9rem}\
            @media(max-width:40rem){dl{grid-template-columns:repeat(2,1fr)}}\
            @page{margin:14mm}@media print{body{padding:0;max-width:none;font-size:10pt}.state,dl,figure{margin:.6rem 0}caption{break-after:avoid}}""";
    private static final PageFrame FRAME = new PageFrame("deliverability-report", STYLE);

    private final DeliverabilityReport report;
    private final NotificationStanding standing;
    private final PageTexts texts;

    private DeliverabilityPage(DeliverabilityReport report, NotificationStanding standing, PageTexts texts) {
        this.report = report;
        this.standing = standing;
        this.texts = texts;
    }

    /** The page in the language that the request prefers; sets status and headers of the answer. */
    static String send(
            DeliverabilityReport report,
            NotificationStanding standing,
            Instant now,
            Request request,
            Response response) {
        PageTexts texts = FRAME.texts(request);
        FRAME.announce(response, HttpStatus.OK_200, texts);
        response.header("Vary", "Accept, Accept-Language");
        return new DeliverabilityPage(report, standing, texts).html(now);
    }

    private String html(Instant now) {
        Document document = Document.createShell("");
        document.outputSettings().prettyPrint(false);
        document.prependChild(new DocumentType("html", "", ""));
        document.selectFirst("html").attr("lang", texts.language().getLanguage());
        head(document.head());
        Element main = document.body().appendElement("main");
        heading(main, now);
        state(main);
        figures(main);
        plots(main);
        domains(main);
        reasons(main);
        days(main);
        main.appendElement("footer").appendElement("p").text(texts.text("explanation"));
        return document.outerHtml();
    }

    private void head(Element head) {
        head.appendElement("meta").attr("charset", "utf-8");
        head.appendElement("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1");
        head.appendElement("meta").attr("name", "robots").attr("content", "noindex");
        head.appendElement("title").text(texts.text("title") + ", " + period());
        head.appendElement("style").appendChild(new DataNode(FRAME.style()));
    }

    private void heading(Element main, Instant now) {
        Element header = main.appendElement("header");
        header.appendElement("h1").text(texts.text("title"));
        String whose = report.department()
                .map(department -> texts.text("department.one", department.value()))
                .orElseGet(() -> texts.text("department.all"));
        header.appendElement("p").text(period() + " · " + whose);
        header.appendElement("p").addClass("quiet").text(texts.text("made", texts.time(now)));
    }

    private String period() {
        return texts.text("period", texts.date(report.from()), texts.date(report.to()));
    }

    private void state(Element main) {
        NotificationState state = standing.state();
        Element section = main.appendElement("section").addClass("state").addClass(state.word());
        section.appendElement("strong").text(texts.text("state." + state.word()));
        state.lock().ifPresent(lock -> since(section, lock.since(), lock.by(), lock.why()));
        state.exemption().ifPresent(exemption -> since(section, exemption.since(), exemption.by(), exemption.why()));
        section.appendElement("p")
                .text(texts.text(
                        standing.judged() ? "state.window" : "state.few",
                        texts.number(standing.rules().windowHours()),
                        texts.number(standing.rate().sent()),
                        texts.number(standing.rate().bounced()),
                        texts.percent(standing.rate().percent()),
                        texts.number(standing.rules().minimum())));
        section.appendElement("p")
                .addClass("quiet")
                .text(texts.text(
                        "state.thresholds",
                        texts.percent(standing.rules().warning()),
                        texts.percent(standing.rules().lock())));
    }

    private void since(Element section, Instant since, String by, String why) {
        Element line = section.appendElement("p");
        line.appendText((by.equals(NotificationEvent.DESK)
                        ? texts.text("state.byItself", texts.time(since))
                        : texts.text("state.by", texts.time(since), by))
                + " ");
        // Somebody's own words, or English ones of the desk; they have no place in the language of the page.
        line.appendElement("q").attr("lang", "").text(why);
    }

    private void figures(Element main) {
        Element list = main.appendElement("dl");
        figure(list, "sent", texts.number(report.total().sent()));
        figure(list, "bounced", texts.number(report.total().bounced()));
        figure(list, "blocked", texts.number(report.total().blocked()));
        figure(list, "rate", texts.percent(report.total().rate().percent()));
    }

    private void figure(Element list, String name, String value) {
        Element pair = list.appendElement("div");
        pair.appendElement("dt").text(texts.text("column." + name));
        pair.appendElement("dd").text(value);
    }

    private void plots(Element main) {
        DayPlot plot = new DayPlot(report.days(), texts);
        plot.bars(main, "sent", List.of(DayPlot.Series.SENT));
        plot.bars(main, "failed", List.of(DayPlot.Series.BOUNCED, DayPlot.Series.BLOCKED));
        plot.rate(main, standing.rules());
    }

    private void domains(Element main) {
        table(
                main,
                "domain",
                report.domains(),
                domain -> domain.equals(DayTotal.OTHER_DOMAINS) ? texts.text("domain.other") : domain);
    }

    private void days(Element main) {
        Element table = table(main, "day", report.days(), texts::date);
        row(table.appendElement("tfoot"), texts.text("total"), report.total());
    }

    private <K> Element table(Element main, String name, List<Row<K>> rows, Function<K, String> label) {
        Element table = table(main, name, List.of("sent", "bounced", "blocked", "rate"));
        Element body = table.appendElement("tbody");
        rows.forEach(row -> row(body, label.apply(row.key()), row.counts()));
        if (rows.isEmpty()) {
            nothing(body, 5);
        }
        return table;
    }

    private void row(Element body, String label, Counts counts) {
        Element row = body.appendElement("tr");
        row.appendElement("th").attr("scope", "row").text(label);
        row.appendElement("td").text(texts.number(counts.sent()));
        row.appendElement("td").text(texts.number(counts.bounced()));
        row.appendElement("td").text(texts.number(counts.blocked()));
        row.appendElement("td").text(texts.percent(counts.rate().percent()));
    }

    private void reasons(Element main) {
        Element body = table(main, "reason", List.of("bounced", "share")).appendElement("tbody");
        for (Row<BounceReason> reason : report.reasons()) {
            Element row = body.appendElement("tr");
            row.appendElement("th")
                    .attr("scope", "row")
                    .text(texts.text("reason." + reason.key().apiName()));
            row.appendElement("td").text(texts.number(reason.counts().bounced()));
            row.appendElement("td").text(share(reason.counts().bounced()));
        }
        if (report.reasons().isEmpty()) {
            nothing(body, 3);
        }
    }

    private String share(long bounced) {
        return texts.percent(new BounceRate(report.total().bounced(), bounced).percent());
    }

    private Element table(Element main, String name, List<String> columns) {
        Element section = main.appendElement("section");
        Element table = section.appendElement("div").addClass("scroll").appendElement("table");
        table.appendElement("caption").text(texts.text("table." + name));
        Element head = table.appendElement("thead").appendElement("tr");
        head.appendElement("th").attr("scope", "col").text(texts.text("column." + name));
        columns.forEach(column -> head.appendElement("th").attr("scope", "col").text(texts.text("column." + column)));
        return table;
    }

    private void nothing(Element body, int columns) {
        body.appendElement("tr")
                .appendElement("td")
                .attr("colspan", String.valueOf(columns))
                .text(texts.text("nothing"));
    }
}
