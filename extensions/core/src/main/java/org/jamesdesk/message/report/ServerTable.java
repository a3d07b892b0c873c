package org.jamesdesk.message.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How one mail server (or a family of them) writes its reports. Each row of its table is {@code key: value}; several rows of
 * one key are alternatives, and all of {@code from}, {@code subject}, {@code header} and {@code text} that occur must hold:
 * <ul>
 * <li>{@code from}, {@code subject}: a {@link Phrase} in that header field; {@code header}: one in the lines {@code name: value}
 * <li>{@code text}: a {@link Phrase} in the words before the returned mail
 * <li>{@code start}: recipients are named only behind a line with this phrase; {@code stop}: and not behind this one
 * <li>{@code recipient}: a {@link LinePattern}
 * <li>{@code words}: where the words about a recipient stand: {@code after} his line (as it is without this row) or
 * {@code before} it
 * <li>{@code delay}: a {@link Phrase} that tells a delay from a failure
 * <li>{@code reason}: a row of a {@link ReasonTable}, for words that only this server uses
 * </ul>
 */
record ServerTable(
        String name,
        Phrases from,
        Phrases subject,
        Phrases header,
        Phrases text,
        Phrases start,
        Phrases stop,
        List<LinePattern> recipients,
        boolean wordsBefore,
        Phrases delay,
        ReasonTable reasons) {
    private static final Set<String> KEYS =
            Set.of("from", "subject", "header", "text", "start", "stop", "recipient", "words", "delay", "reason");
    private static final int MAX_RECIPIENTS = 500;

    ServerTable {
        recipients = List.copyOf(recipients);
    }

    /** @throws IllegalArgumentException naming the row that cannot be read */
    static ServerTable of(String name, List<String> rows) {
        Map<String, List<String>> values = new HashMap<>();
        for (String row : rows) {
            int colon = row.indexOf(':');
            String key = colon < 0 ? row : row.substring(0, colon).strip();
            if (colon < 0 || !KEYS.contains(key)) {
                throw new IllegalArgumentException(name + ": no such key: '" + row + "'");
            }
            values.computeIfAbsent(key, any -> new ArrayList<>())
                    .add(row.substring(colon + 1).strip());
        }
        if (!values.containsKey("text") && !values.containsKey("header") && !values.containsKey("subject")) {
            throw new IllegalArgumentException(name + ": nothing tells this server's reports from other mails");
        }
        return new ServerTable(
                name,
                phrases(values, "from"),
                phrases(values, "subject"),
                phrases(values, "header"),
                phrases(values, "text"),
                phrases(values, "start"),
                phrases(values, "stop"),
                values.getOrDefault("recipient", List.of()).stream()
                        .map(LinePattern::of)
                        .toList(),
                values.getOrDefault("words", List.of("after")).contains("before"),
                phrases(values, "delay"),
                ReasonTable.of(values.getOrDefault("reason", List.of())));
    }

    private static Phrases phrases(Map<String, List<String>> values, String key) {
        return Phrases.of(values.getOrDefault(key, List.of()));
    }

    /** Whether the mail looks as this server writes its reports. */
    boolean recognises(Envelope envelope, ReportText words) {
        return holds(from, envelope.from())
                && holds(subject, envelope.subject())
                && holds(text, words.folded())
                && (header.isEmpty() || header.anyIn(envelope.fields()));
    }

    private static boolean holds(Phrases phrases, String folded) {
        return phrases.isEmpty() || phrases.anyIn(folded);
    }

    boolean tellsDelay(ReportText words) {
        return delay.anyIn(words.folded());
    }

    /** The recipients that the report names, each with the words about him. */
    List<Finding> read(ReportText words) {
        List<Finding> findings = new ArrayList<>();
        List<String> about = new ArrayList<>();
        boolean started = start.isEmpty();
        for (String line : words.lines()) {
            String folded = start.isEmpty() && stop.isEmpty() ? "" : Phrase.fold(line);
            if (!started) {
                started = start.anyIn(folded);
                continue;
            }
            if (stop.anyIn(folded)) {
                break;
            }
            String recipient = recipient(line);
            about.add(line);
            if (!recipient.isEmpty() && findings.size() < MAX_RECIPIENTS && !isLast(findings, recipient)) {
                if (!wordsBefore && !findings.isEmpty()) {
                    close(findings, about.subList(0, about.size() - 1));
                }
                findings.add(Finding.inText(recipient, String.join("\n", about)));
                about = wordsBefore ? new ArrayList<>() : new ArrayList<>(List.of(line));
            }
        }
        if (!wordsBefore && !findings.isEmpty()) {
            close(findings, about);
        }
        return findings;
    }

    /** Whether a line only names the recipient again that it speaks of. */
    private static boolean isLast(List<Finding> findings, String recipient) {
        return !findings.isEmpty() && findings.get(findings.size() - 1).isAbout(recipient);
    }

    private static void close(List<Finding> findings, List<String> about) {
        int last = findings.size() - 1;
        findings.set(
                last, findings.get(last).withDiagnostic(String.join("\n", about).strip()));
    }

    private String recipient(String line) {
        if (line.isBlank()) {
            return "";
        }
        for (LinePattern pattern : recipients) {
            String recipient = pattern.recipient(line).orElse("");
            if (!recipient.isEmpty()) {
                return recipient;
            }
        }
        return "";
    }
}
