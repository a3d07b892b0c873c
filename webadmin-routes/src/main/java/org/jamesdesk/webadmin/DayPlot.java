package org.jamesdesk.webadmin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jamesdesk.deliverability.DeliverabilityReport.Counts;
import org.jamesdesk.deliverability.DeliverabilityReport.Row;
import org.jamesdesk.deliverability.NotificationRules;
import org.jsoup.nodes.Element;

/**
 * Draws counts of days as SVG, without script. Shapes differ by more than colour, so that they survive a printer without it; each
 * plot says in words what it shows, and the numbers stand in a table elsewhere.
 */
final class DayPlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 170;
    private static final int LEFT = 46;
    private static final int RIGHT = 12;
    private static final int TOP = 24;
    private static final int BOTTOM = 24;
    private static final int PLOT_WIDTH = WIDTH - LEFT - RIGHT;
    private static final int PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;
    private static final int MOST_STEPS = 4;
    private static final int MOST_DAY_LABELS = 10;
    private static final int LEGEND_STEP = 150;
    private static final int SWATCH = 10;
    private static final double BAR_SHARE = 0.72;
    private static final double WIDEST_BAR = 28;

    /** What can be drawn as bars; in a plot of several each stands on the one before. */
    enum Series {
        SENT("sent", Counts::sent),
        BOUNCED("bounced", Counts::bounced),
        BLOCKED("blocked", Counts::blocked);

        private final String name;
        private final ToLongFunction<Counts> value;

        Series(String name, ToLongFunction<Counts> value) {
            this.name = name;
            this.value = value;
        }
    }

    private final List<Row<LocalDate>> days;
    private final PageTexts texts;

    DayPlot(List<Row<LocalDate>> days, PageTexts texts) {
        this.days = days;
        this.texts = texts;
    }

    /** Adds bars, one for each day. */
    void bars(Element parent, String name, List<Series> series) {
        long most = days.stream().mapToLong(day -> sum(day, series)).max().orElse(0);
        Scale scale = Scale.upTo(BigDecimal.valueOf(most), BigDecimal.ONE);
        Element svg = svg(parent, name, description(series, most));
        axes(svg, scale, value -> texts.number(value.longValue()));
        double width = Math.min(WIDEST_BAR, dayWidth() * BAR_SHARE);
        for (int day = 0; day < days.size(); day++) {
            double bottom = TOP + PLOT_HEIGHT;
            for (Series one : series) {
                double height = scale.length(
                        BigDecimal.valueOf(one.value.applyAsLong(days.get(day).counts())));
                if (height > 0) {
                    bottom -= height;
                    rectangle(svg, one.name, middle(day) - width / 2, bottom, width, height);
                }
            }
        }
        for (int place = 0; place < series.size(); place++) {
            double x = LEFT + (double) place * LEGEND_STEP;
            rectangle(svg, series.get(place).name, x, 4, SWATCH, SWATCH);
            text(svg, x + SWATCH + 5, 13, "start", texts.text("column." + series.get(place).name));
        }
    }

    private String description(List<Series> series, long most) {
        LocalDate when = days.stream()
                .filter(day -> sum(day, series) == most)
                .findFirst()
                .map(Row::key)
                .orElseThrow();
        return most == 0
                ? texts.text("plot.nothing")
                : texts.text("plot.most", texts.number(days.size()), texts.number(most), texts.date(when));
    }

    private static long sum(Row<LocalDate> day, List<Series> series) {
        return series.stream()
                .mapToLong(one -> one.value.applyAsLong(day.counts()))
                .sum();
    }

    /** Adds the line of the bounce rate with the thresholds; days without mail interrupt it. */
    void rate(Element parent, NotificationRules rules) {
        List<Optional<BigDecimal>> rates =
                days.stream().map(day -> day.counts().rate().percent()).toList();
        BigDecimal highest = rates.stream().flatMap(Optional::stream).reduce(rules.lock(), BigDecimal::max);
        Scale scale = Scale.upTo(highest, new BigDecimal("0.01"));
        Element svg = svg(
                parent,
                "rate",
                texts.text(
                        "plot.rateMost",
                        texts.percent(rates.stream().flatMap(Optional::stream).max(BigDecimal::compareTo))));
        axes(svg, scale, step -> texts.percent(step.stripTrailingZeros()));
        threshold(
                svg,
                "warning",
                scale.y(rules.warning()),
                0,
                texts.text("plot.warning", texts.percent(rules.warning())));
        threshold(svg, "lock", scale.y(rules.lock()), 1, texts.text("plot.lock", texts.percent(rules.lock())));
        StringBuilder path = new StringBuilder();
        for (int day = 0; day < days.size(); day++) {
            if (rates.get(day).isPresent()) {
                double y = scale.y(rates.get(day).get());
                boolean begins = day == 0 || rates.get(day - 1).isEmpty();
                path.append(begins ? 'M' : 'L')
                        .append(number(middle(day)))
                        .append(' ')
                        .append(number(y));
                svg.appendElement("circle")
                        .addClass("dot")
                        .attr("cx", number(middle(day)))
                        .attr("cy", number(y))
                        .attr("r", "2.5");
            }
        }
        svg.appendElement("path").addClass("rate").attr("d", path.toString());
    }

    private void threshold(Element svg, String name, double y, int place, String label) {
        line(svg, name, LEFT, y, WIDTH - RIGHT, y);
        double x = LEFT + (double) place * LEGEND_STEP;
        line(svg, name, x, 9, x + 24, 9);
        text(svg, x + 30, 13, "start", label);
    }

    private Element svg(Element parent, String name, String description) {
        Element figure = parent.appendElement("figure");
        figure.appendElement("figcaption").text(texts.text("plot." + name));
        Element svg = figure.appendElement("svg")
                .attr("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
                .attr("role", "img")
                .attr("aria-labelledby", name + "-title " + name + "-desc");
        svg.appendElement("title").attr("id", name + "-title").text(texts.text("plot." + name));
        svg.appendElement("desc").attr("id", name + "-desc").text(description);
        return svg;
    }

    private void axes(Element svg, Scale scale, Function<BigDecimal, String> label) {
        for (BigDecimal step : scale.steps()) {
            double y = scale.y(step);
            line(svg, step.signum() == 0 ? "axis" : "grid", LEFT, y, WIDTH - RIGHT, y);
            text(svg, LEFT - 6, y + 4, "end", label.apply(step));
        }
        int each = (days.size() + MOST_DAY_LABELS - 1) / MOST_DAY_LABELS;
        for (int day = 0; day < days.size(); day += each) {
            text(
                    svg,
                    middle(day),
                    HEIGHT - 6,
                    "middle",
                    texts.shortDate(days.get(day).key()));
        }
    }

    private double dayWidth() {
        return (double) PLOT_WIDTH / days.size();
    }

    private double middle(int day) {
        return LEFT + (day + 0.5) * dayWidth();
    }

    private static void rectangle(Element svg, String name, double x, double y, double width, double height) {
        svg.appendElement("rect")
                .addClass(name)
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("width", number(width))
                .attr("height", number(height));
    }

    private static void line(Element svg, String name, double x1, double y1, double x2, double y2) {
        svg.appendElement("line")
                .addClass(name)
                .attr("x1", number(x1))
                .attr("y1", number(y1))
                .attr("x2", number(x2))
                .attr("y2", number(y2));
    }

    private static void text(Element svg, double x, double y, String anchor, String text) {
        svg.appendElement("text")
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("text-anchor", anchor)
                .text(text);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /**
     * A vertical scale from zero with round steps.
     *
     * @param step between two lines: 1, 2 or 5 times a power of ten
     * @param count how many steps
     */
    private record Scale(BigDecimal step, int count) {
        private static final List<BigDecimal> ROUND =
                List.of(BigDecimal.ONE, BigDecimal.valueOf(2), BigDecimal.valueOf(5), BigDecimal.TEN);

        /** @param smallest no step is smaller */
        static Scale upTo(BigDecimal most, BigDecimal smallest) {
            BigDecimal power = smallest;
            while (true) {
                for (BigDecimal round : ROUND) {
                    BigDecimal step = power.multiply(round);
                    int count = most.divide(step, 0, RoundingMode.CEILING)
                            .max(BigDecimal.ONE)
                            .min(BigDecimal.valueOf(MOST_STEPS + 1L))
                            .intValue();
                    if (count <= MOST_STEPS) {
                        return new Scale(step, count);
                    }
                }
                power = power.multiply(BigDecimal.TEN);
            }
        }

        List<BigDecimal> steps() {
            return IntStream.rangeClosed(0, count)
                    .mapToObj(number -> step.multiply(BigDecimal.valueOf(number)))
                    .toList();
        }

        double length(BigDecimal value) {
            return value.doubleValue() / (step.doubleValue() * count) * PLOT_HEIGHT;
        }

        double y(BigDecimal value) {
            return TOP + PLOT_HEIGHT - length(value);
        }
    }
}
