package org.jamesdesk.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rows of one exam, in the order in which they were first judged. A row that is indented is a share of the one above. */
public final class Sheet {
    private final Map<String, Score> rows = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    /** Counts a judgement, and remembers the mail when it went wrong. */
    public void add(String row, boolean right, CorpusMail mail) {
        add(row, right);
        if (!right) {
            wrong.add(row.strip() + ": " + mail.id());
        }
    }

    /** Counts a judgement on a mail that another row remembers. */
    public void add(String row, boolean right) {
        rows.merge(row, Score.NONE.plus(right), (before, one) -> before.plus(right));
    }

    /** Empty when no mail was judged by that row. */
    public Optional<Score> score(String row) {
        return Optional.ofNullable(rows.get(row));
    }

    /** One line for each row, as people read them. */
    public List<String> lines() {
        return rows.entrySet().stream()
                .map(row -> line(row.getKey(), row.getValue()))
                .toList();
    }

    /** One line for each judgement that went wrong: row and mail. */
    public List<String> wrong() {
        return List.copyOf(wrong);
    }

    private static String line(String row, Score score) {
        return String.format(
                Locale.ROOT, "%-60s %5d / %5d  %6s %%", row, score.hits(), score.total(), score.percent(2));
    }
}
