package org.jamesdesk.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How well real mails are read, and the bars that this must reach ({@code docs/reading.md}), where the corpora are present
 * (property {@code desk.corpora}). Prints one sheet for each exam, and writes them to {@code target/corpus-score.txt}
 * together with the mails that were judged wrong.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusScoreTest {
    private static final Path REPORT = Path.of("target", "corpus-score.txt");
    private static final List<Exam> EXAMS =
            List.of(new BounceExam(), new ForwardExam(), new ReplyExam(), new AutoReplyExam(), new MimeExam());

    private final Corpora corpora = Corpora.configured();
    private final Inspection inspection = new Inspection();
    private final Map<String, Sheet> sheets = new LinkedHashMap<>();
    private final List<ThreadScore> threads = new ArrayList<>();

    @BeforeAll
    void readEveryMail() throws IOException {
        if (!corpora.arePresent()) {
            print(List.of(absence()));
            return;
        }
        for (Exam exam : EXAMS) {
            Sheet sheet = new Sheet();
            for (CorpusMail mail : corpora.mails(exam.name())) {
                exam.judge(mail, inspection.of(mail), sheet);
            }
            sheets.put(exam.name(), sheet);
        }
        threads.addAll(new ThreadExam().judge(corpora.mails("threads")));
        report();
    }

    /** Before each test and not before all: tests that are skipped all at once appear in no report. */
    @BeforeEach
    void skipWithoutMails() {
        assumeTrue(corpora.arePresent(), this::absence);
    }

    @ParameterizedTest(name = "{0}: {1}, at least {2} %")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            bounces     | delivery report detected              | 99
            bounces     | '  non-standard'                      | 97
            bounces     | recipients exact                      | 98
            bounces     | delay told from failure               | 95
            bounces     | hard or soft, where all sources agree | 97
            bounces     | address dead, as the corpus judges    | 95
            bounces     | not a bounce, and not taken for one   | 99.5
            forwards    | forward detected                      | 99
            forwards    | original sender                       | 98
            forwards    | original sender name                  | 97
            forwards    | original subject                      | 97
            forwards    | not a forward, and not taken for one  | 100
            replies     | clean (both)                          | 88
            replies     | no new text lost                      | 98
            autoreplies | automatic mail recognised             | 93
            autoreplies | person, and not taken for a machine   | 99.3
            autoreplies | auto-answered exactly when allowed    | 96
            mime        | read at all                           | 100
            mime        | from_address                          | 97
            mime        | to                                    | 97
            mime        | subject                               | 97
            mime        | body_contains                         | 97
            mime        | mime4j_text                           | 80
            mime        | attachment_names                      | 97
            """)
    void shouldReachTheBarWhenRealMailsAreRead(String exam, String row, double bar) {
        Optional<Score> score = sheets.get(exam).score(row);

        assertThat(score).as("%s: mails judged by '%s'", exam, row.strip()).isPresent();
        assertThat(score.get().percent())
                .as(
                        "%s, %s: %d of %d are right, %s %% instead of %s %%; %s lists the others",
                        exam,
                        row.strip(),
                        score.get().hits(),
                        score.get().total(),
                        score.get().percent(2),
                        bar,
                        REPORT)
                .isGreaterThanOrEqualTo(bar);
    }

    @Test
    void shouldMakeOneTicketOfEachThreadWhenMailsComeInOrder() {
        List<ThreadScore> inOrder =
                threads.stream().filter(set -> !set.isOutOfOrder()).toList();

        assertThat(inOrder).isNotEmpty();
        SoftAssertions.assertSoftly(every -> inOrder.forEach(
                set -> every.assertThat(set.exact().isFull()).as(set.line()).isTrue()));
    }

    @Test
    void shouldBringPairsTogetherWhenAnswersComeBeforeWhatTheyAnswer() {
        List<ThreadScore> outOfOrder =
                threads.stream().filter(ThreadScore::isOutOfOrder).toList();

        assertThat(outOfOrder).isNotEmpty();
        SoftAssertions.assertSoftly(every -> outOfOrder.forEach(
                set -> every.assertThat(set.recall().percent()).as(set.line()).isGreaterThanOrEqualTo(95)));
    }

    private String absence() {
        return "The mail corpora are absent (" + corpora.folder() + "), nothing is scored: set -Ddesk.corpora";
    }

    private void report() throws IOException {
        List<String> scores = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        sheets.forEach((exam, sheet) -> {
            scores.addAll(List.of("", exam));
            scores.addAll(sheet.lines());
            sheet.wrong().forEach(line -> wrong.add(exam + ", wrong: " + line));
        });
        scores.addAll(List.of("", "threads"));
        threads.forEach(set -> scores.add(set.line()));

        print(scores);
        scores.add("");
        scores.addAll(wrong);
        Files.createDirectories(REPORT.toAbsolutePath().getParent());
        Files.write(REPORT, scores);
    }

    private static void print(List<String> lines) {
        lines.forEach(System.out::println);
    }
}
