package org.jamesdesk.message.report;

import java.util.Optional;
import org.jamesdesk.message.mime.MailContent;

/**
 * Whether a mail is a delivery report. A machine must have sent it, as From, the null reverse-path, the structure of the mail
 * or the returned mail tell; and it must speak of a failure, in the words of a known server or in its fields. A person writes
 * of failures too, about parcels and about mails.
 *
 * @param fromMachine whether From is one of those that report
 * @param subjectTells whether the subject is one of a report
 * @param structured whether it is a report by its MIME type, or names failed recipients in its header
 * @param declared whether it calls itself a delivery report
 */
record Recognition(
        Envelope envelope,
        MailContent content,
        boolean fromMachine,
        boolean subjectTells,
        boolean structured,
        boolean declared) {
    private static final Phrases SENDERS = Phrases.table("senders.txt");
    private static final Phrases SUBJECTS = Phrases.table("subjects.txt");
    private static final Phrases SUBJECT_ENDS = SUBJECTS.atEnd();
    private static final Phrases FAILURES = Phrases.table("failures.txt");
    private static final Phrases SIGNS = Phrases.table("signs.txt");
    private static final Phrases NOT_REPORTS = Phrases.table("not-reports.txt");
    private static final Phrases ANSWERS = Phrases.table("answers.txt");

    static Recognition of(Envelope envelope, MailContent content) {
        boolean names = !envelope.failedRecipients().isEmpty();
        return new Recognition(
                envelope,
                content,
                SENDERS.anyIn(envelope.from().isEmpty() ? "<>" : envelope.from()),
                SUBJECTS.anyIn(envelope.subject()),
                content.reportType().isPresent() || names,
                content.reportType().filter("delivery-status"::equals).isPresent() || names);
    }

    /** Whether the header alone leaves it open; most mails end here. */
    boolean isWorthALook() {
        return structured || fromMachine || subjectTells || isMarked();
    }

    /** Whether both sender and subject are those of reports. */
    boolean isSure() {
        return fromMachine && subjectTells;
    }

    boolean isReport(
            ReportText words, Optional<DeliveryStatus> status, Optional<ServerTable> server, ReturnedMail returned) {
        boolean fields = status.filter(each -> !each.findings().isEmpty()).isPresent();
        if (!isSure() && speaksOfSomethingElse(words, fields && structured)) {
            return false;
        }
        if (fields && structured) {
            return true;
        }
        boolean told = fields || server.isPresent() || FAILURES.anyIn(words.folded());
        if (fromMachine || subjectTells) {
            return declared || (told && (fromMachine || isMachineMade(returned)));
        }
        boolean namesRecipients =
                server.filter(table -> !table.read(words).isEmpty()).isPresent();
        return declared ? told : isMarked() && namesRecipients;
    }

    private boolean speaksOfSomethingElse(ReportText words, boolean hasFields) {
        return (isAnswer() && !hasFields)
                || (!(hasFields && (fromMachine || subjectTells))
                        && (NOT_REPORTS.anyIn(words.folded())
                                || (NOT_REPORTS.anyIn(envelope.subject()) && !subjectWasAddedTo())));
    }

    /** A person's answer, unless a server only added to the subject of the mail that it could not deliver. */
    private boolean isAnswer() {
        return !fromMachine && ANSWERS.anyIn(envelope.subject()) && !subjectWasAddedTo();
    }

    private boolean subjectWasAddedTo() {
        return SUBJECT_ENDS.anyIn(envelope.subject()) && !content.headers().has("in-reply-to");
    }

    private boolean isMachineMade(ReturnedMail returned) {
        return structured
                || isMarked()
                || subjectWasAddedTo()
                || returned.headers().has("received")
                || content.embedded().stream().anyMatch(MailContent.EmbeddedPart::isMail);
    }

    private boolean isMarked() {
        return envelope.nullSender() || SIGNS.anyIn(envelope.fields());
    }
}
