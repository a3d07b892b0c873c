package org.jamesdesk.message.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.mime.MailContent;

/**
 * Reads delivery reports. Fields of RFC 3464 are believed first; where they are missing or say little, the report's words are
 * read with the table of the server that wrote them, else as those of an unknown server.
 */
final class DeliveryReportReader {
    private static final ReasonTable NO_DIALECT = new ReasonTable(List.of());
    private static final Phrases DELAYS = Phrases.table("delays.txt");
    private static final Phrases DELAY_SUBJECTS = Phrases.table("delay-subjects.txt");
    private static final Phrases FINAL = Phrases.table("final.txt");
    private static final Phrases AFTER_ACCEPTANCE = Phrases.table("after-acceptance.txt");
    private static final Phrases SUCCESS = Phrases.table("successes.txt");

    private final MailContent content;
    private final Envelope envelope;
    private final Recognition recognition;
    private final boolean opensWrapped;

    DeliveryReportReader(MailContent content) {
        this(content, true);
    }

    private DeliveryReportReader(MailContent content, boolean opensWrapped) {
        this.content = content;
        this.opensWrapped = opensWrapped;
        this.envelope = Envelope.of(content.headers());
        this.recognition = Recognition.of(envelope, content);
    }

    Optional<MailReport> read() {
        Optional<AmazonNotification.Notification> amazon = AmazonNotification.in(envelope, firstText());
        if (amazon.isPresent()) {
            return notified(amazon.get());
        }
        if (!recognition.isWorthALook()) {
            return Optional.empty();
        }
        ReportText words = ReportText.of(content);
        Optional<MailReport> report = read(words);
        if (report.isEmpty() && recognition.isSure() && !words.returned().isEmpty()) {
            // What looked like the beginning of the returned mail was none.
            report = read(words.whole());
        }
        return report.or(this::wrapped);
    }

    private Optional<MailReport> read(ReportText words) {
        Optional<ServerTable> server = Servers.author(envelope, words);
        Optional<DeliveryStatus> status = status(words);
        ReturnedMail returned = ReturnedMail.of(content, words);
        return recognition.isReport(words, status, server, returned)
                ? Optional.of(report(words, status, server, returned))
                : Optional.empty();
    }

    /** Gateways (virus scanners, list managers) put a report into a mail of the same sender and subject. */
    private Optional<MailReport> wrapped() {
        if (!opensWrapped || !recognition.isSure()) {
            return Optional.empty();
        }
        return content.embedded().stream()
                .filter(MailContent.EmbeddedPart::isMail)
                .findFirst()
                .map(MailContent.EmbeddedPart::mail)
                .map(inner -> new DeliveryReportReader(inner, false))
                .filter(inner -> inner.envelope.subject().equals(envelope.subject())
                        && inner.envelope.from().equals(envelope.from()))
                .flatMap(DeliveryReportReader::read);
    }

    private String firstText() {
        return content.bodies().isEmpty() ? "" : content.bodies().get(0).text();
    }

    /** The delivery status, which some servers and gateways write as plain text. */
    private Optional<DeliveryStatus> status(ReportText words) {
        List<DeliveryStatus> found = content.embedded().stream()
                .filter(part -> part.type().equals("message/delivery-status")
                        || part.type().equals("message/global-delivery-status"))
                .map(part -> DeliveryStatus.read(part.bytes()))
                .toList();
        Optional<DeliveryStatus> best = found.stream()
                .filter(each -> each.findings().stream()
                        .anyMatch(finding -> finding.recipient().isPresent()))
                .findFirst();
        if (best.isPresent()) {
            return best;
        }
        String text = String.join("\n", words.lines());
        return DeliveryStatus.isIn(text)
                ? Optional.of(DeliveryStatus.read(text))
                : found.stream().findFirst();
    }

    private MailReport report(
            ReportText words, Optional<DeliveryStatus> status, Optional<ServerTable> server, ReturnedMail returned) {
        Optional<String> messageId =
                returned.messageId(words, status.flatMap(DeliveryStatus::originalMessageId), content.headers());
        DeliveryAction action = action(words, server);
        List<Finding> findings = findings(words, status, server, returned);
        ReasonTable dialect = server.map(ServerTable::reasons).orElse(NO_DIALECT);
        boolean alone = findings.size() == 1;
        boolean wasAccepted = AFTER_ACCEPTANCE.anyIn(words.folded());
        List<DeliveryReport> reports = new ArrayList<>();
        for (Finding finding : findings) {
            reports.add(Judgement.of(
                    finding,
                    alone ? List.of(about(finding, words), words::all) : List.of(about(finding, words)),
                    // Where one recipient is meant, the server's own phrases count wherever they stand.
                    alone ? any -> dialect.of(Words.of(words.all())) : dialect::of,
                    wasAccepted
                            && (alone
                                    || AFTER_ACCEPTANCE.anyIn(
                                            Phrase.fold(about(finding, words).get()))),
                    action,
                    messageId));
        }
        return new MailReport(kind(reports, action), reports);
    }

    private static Supplier<String> about(Finding finding, ReportText words) {
        return () -> finding.recipient().map(words::about).orElse("");
    }

    private List<Finding> findings(
            ReportText words, Optional<DeliveryStatus> status, Optional<ServerTable> server, ReturnedMail returned) {
        List<Finding> fields = status.map(DeliveryStatus::findings).orElse(List.of());
        if (fields.stream().anyMatch(finding -> finding.recipient().isPresent())) {
            return distinct(fields.stream()
                    .filter(finding -> finding.recipient().isPresent())
                    .toList());
        }
        List<Finding> told = distinct(told(words, server, returned));
        if (fields.isEmpty()) {
            return told;
        }
        Finding only = fields.get(0);
        return told.isEmpty()
                ? fields
                : told.stream()
                        .map(finding -> new Finding(
                                finding.recipient(),
                                only.action(),
                                only.status(),
                                only.diagnostic().isBlank() ? finding.diagnostic() : only.diagnostic()))
                        .toList();
    }

    private List<Finding> told(ReportText words, Optional<ServerTable> server, ReturnedMail returned) {
        List<Finding> inTable = server.map(table -> table.read(words)).orElse(List.of());
        if (!envelope.failedRecipients().isEmpty()) {
            return envelope.failedRecipients().stream()
                    .map(address -> inTable.stream()
                            .filter(finding -> finding.isAbout(address))
                            .findFirst()
                            .orElseGet(() -> Finding.inText(address, words.about(address))))
                    .toList();
        }
        List<Finding> complete =
                inTable.stream().flatMap(finding -> complete(finding).stream()).toList();
        if (!complete.isEmpty()) {
            return complete;
        }
        List<Finding> guessed = RecipientGuess.in(words, envelope);
        return guessed.isEmpty()
                ? returned.onlyRecipient().map(address -> Finding.inText(address, words.all())).stream()
                        .toList()
                : guessed;
    }

    /** A local part alone is one of the reporting server's own domain. */
    private Optional<Finding> complete(Finding finding) {
        String recipient = finding.recipient().orElse("");
        if (recipient.contains("@")) {
            return AddressFinder.single(recipient).map(finding::withRecipient);
        }
        return AddressFinder.in(envelope.from()).stream()
                .findFirst()
                .map(from -> from.address().substring(from.address().lastIndexOf('@')))
                .map(domain -> finding.withRecipient(recipient + domain));
    }

    private static List<Finding> distinct(List<Finding> findings) {
        List<Finding> distinct = new ArrayList<>();
        for (Finding finding : findings) {
            if (distinct.stream()
                    .noneMatch(earlier -> earlier.isAbout(finding.recipient().orElse("")))) {
                distinct.add(finding);
            }
        }
        return distinct;
    }

    private DeliveryAction action(ReportText words, Optional<ServerTable> server) {
        if (DELAY_SUBJECTS.anyIn(envelope.subject())) {
            return DeliveryAction.DELAYED;
        }
        if (SUCCESS.anyIn(envelope.subject()) || SUCCESS.anyIn(words.folded())) {
            return DeliveryAction.DELIVERED;
        }
        boolean delayed = server.filter(table -> table.tellsDelay(words)).isPresent() || DELAYS.anyIn(words.folded());
        return delayed && !FINAL.anyIn(words.folded()) && !FINAL.anyIn(envelope.subject())
                ? DeliveryAction.DELAYED
                : DeliveryAction.FAILED;
    }

    private static MessageKind kind(List<DeliveryReport> reports, DeliveryAction action) {
        List<DeliveryAction> actions = reports.isEmpty()
                ? List.of(action)
                : reports.stream().map(DeliveryReport::action).toList();
        if (actions.contains(DeliveryAction.FAILED)) {
            return MessageKind.DELIVERY_FAILURE;
        }
        return actions.contains(DeliveryAction.DELAYED) ? MessageKind.DELIVERY_DELAY : MessageKind.DELIVERY_SUCCESS;
    }

    private Optional<MailReport> notified(AmazonNotification.Notification notification) {
        if (notification.type().equals("Complaint")) {
            return Optional.of(new MailReport(MessageKind.FEEDBACK_REPORT, List.of()));
        }
        List<DeliveryReport> reports = notification.findings().stream()
                .map(finding -> Judgement.of(
                        finding,
                        List.of(),
                        NO_DIALECT::of,
                        false,
                        DeliveryAction.FAILED,
                        notification.originalMessageId()))
                .toList();
        return reports.isEmpty()
                ? Optional.empty()
                : Optional.of(new MailReport(kind(reports, DeliveryAction.FAILED), reports));
    }
}
