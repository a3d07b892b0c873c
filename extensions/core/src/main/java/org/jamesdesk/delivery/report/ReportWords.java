package org.jamesdesk.delivery.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.AttemptKind;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.template.TemplateLanguage;

/**
 * Tells people what became of a mail, in every language of the desk one after the other: who was not reached, why, what the
 * other server said, what happens next. The words lie in {@code words.<language>.properties} beside this class.
 */
final class ReportWords {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String BETWEEN_LANGUAGES = "\n\n* * *\n\n";
    private static final int MOST_SUBJECT = 200;
    /** The words for a mail that belongs to no ticket. */
    private static final String OF_A_PERSON = ".person";

    private final Properties words;

    private ReportWords(Properties words) {
        this.words = words;
    }

    // Read when the first report is written only: most runs write none.
    private static final class Languages {
        private static final List<ReportWords> ALL =
                Arrays.stream(TemplateLanguage.values()).map(ReportWords::read).toList();
    }

    /** The subject of a report, in all languages. */
    static String subject(StatusReport report) {
        return Languages.ALL.stream()
                        .map(language ->
                                language.word("subject." + report.kind().apiName()))
                        .collect(Collectors.joining(" | "))
                + ": " + report.mail().recipient();
    }

    /**
     * The text of a report, in all languages.
     *
     * @param subject of the mail that it is about
     */
    static String of(StatusReport report, String subject) {
        String line = PlainLine.of(subject);
        String cut = line.codePointCount(0, line.length()) <= MOST_SUBJECT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MOST_SUBJECT)) + "…";
        return Languages.ALL.stream()
                        .map(language -> language.text(report, cut))
                        .collect(Collectors.joining(BETWEEN_LANGUAGES))
                + "\n";
    }

    private String text(StatusReport report, String subject) {
        String kind = report.kind().apiName();
        return Stream.of(
                        Optional.of(report.mail()
                                .ticket()
                                .map(ticket -> word(kind, report.mail().recipient(), subject, ticket))
                                .orElseGet(() ->
                                        word(kind + OF_A_PERSON, report.mail().recipient(), subject))),
                        why(report),
                        answer(report),
                        attempts(report),
                        Optional.of(report.triedUntil()
                                .map(until -> word("next." + kind, time(until)))
                                .orElseGet(() -> word(
                                        "next." + kind + (report.mail().ticket().isPresent() ? "" : OF_A_PERSON)))))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n\n"));
    }

    private Optional<String> why(StatusReport report) {
        String reason = report.kind() == StatusReport.Kind.BLOCKED
                ? PlainLine.of(report.entry().text())
                : reason(report.reason());
        return Optional.of(reason).filter(text -> !text.isEmpty()).map(text -> word("why", text));
    }

    private String reason(BounceReason reason) {
        return word("reason." + reason.apiName());
    }

    private Optional<String> answer(StatusReport report) {
        Attempt entry = report.entry();
        String text = PlainLine.of(entry.answer());
        if (report.kind() == StatusReport.Kind.BLOCKED || text.isEmpty()) {
            return Optional.empty();
        }
        boolean answered = entry.smtpCode().isPresent() || entry.kind() == AttemptKind.REPORT;
        String said = DeliveryStatusFields.remoteMta(entry.host())
                .filter(host -> answered)
                .map(host -> word("answer.of", host))
                .orElseGet(() -> word(answered ? "answer" : "noted"));
        return Optional.of(said + "\n    " + text);
    }

    private Optional<String> attempts(StatusReport report) {
        long tries = report.mail().attempts();
        if (report.kind() == StatusReport.Kind.BLOCKED || tries == 0) {
            return Optional.empty();
        }
        return Optional.of(
                tries > 1
                        ? word("attempts", time(report.mail().arrivedAt()), tries, time(report.at()))
                        : word("attempt", time(report.mail().arrivedAt())));
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }

    private String word(String key, Object... values) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalStateException("the words have no " + key);
        }
        return values.length == 0 ? word : word.formatted(values);
    }

    private static ReportWords read(TemplateLanguage language) {
        String file = "words." + language.apiName() + ".properties";
        try (InputStream in = ReportWords.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the words " + file + " are missing");
            }
            Properties words = new Properties();
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new ReportWords(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
