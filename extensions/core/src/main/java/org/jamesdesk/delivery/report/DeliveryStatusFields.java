package org.jamesdesk.delivery.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.Attempt;

/** Writes the part of a report that machines read (RFC 3464 section 2, RFC 6533 section 4). A pure function. */
final class DeliveryStatusFields {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");
    /** This James itself, as a timeline calls it. */
    private static final String LOCAL = "local";

    private DeliveryStatusFields() {}

    /**
     * The groups of fields, each line ended by CRLF.
     *
     * @param reportingMta the name of this server
     */
    static String of(StatusReport report, String reportingMta) {
        Attempt entry = report.entry();
        StringBuilder fields = new StringBuilder();
        fields.append(StatusField.of("Reporting-MTA", "dns; " + reportingMta));
        report.mail().envelopeId().ifPresent(id -> fields.append(StatusField.of("Original-Envelope-Id", id)));
        fields.append(StatusField.of("Arrival-Date", date(report.mail().arrivedAt())));
        fields.append("\r\n");
        String recipient = typed(report.mail().recipient());
        fields.append(StatusField.of("Original-Recipient", recipient));
        fields.append(StatusField.of("Final-Recipient", recipient));
        fields.append(StatusField.of("Action", report.kind().action().apiName()));
        fields.append(StatusField.of("Status", report.status()));
        remoteMta(entry.host()).ifPresent(host -> fields.append(StatusField.of("Remote-MTA", "dns; " + host)));
        if (!entry.answer().isBlank()) {
            fields.append(StatusField.of("Diagnostic-Code", diagnostic(entry)));
        }
        if (report.kind() != StatusReport.Kind.BLOCKED) {
            fields.append(StatusField.of("Last-Attempt-Date", date(entry.at())));
        }
        report.triedUntil().ifPresent(until -> fields.append(StatusField.of("Will-Retry-Until", date(until))));
        return fields.toString();
    }

    private static String date(Instant time) {
        return DATE.format(time);
    }

    /** An address that is not ASCII is of the type {@code utf-8} (RFC 6533 section 3). */
    private static String typed(EmailAddress address) {
        String text = address.asString();
        if (text.chars().allMatch(c -> c < 0x80)) {
            return "rfc822; " + text;
        }
        StringBuilder escaped = new StringBuilder("utf-8; ");
        text.codePoints().forEach(c -> {
            if (c == '+'
                    || c == '='
                    || c == '\\'
                    || !PlainLine.of(Character.toString(c)).equals(Character.toString(c))) {
                escaped.append("\\x{")
                        .append(String.format(Locale.ROOT, "%02X", c))
                        .append('}');
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    static Optional<String> remoteMta(String host) {
        return Optional.of(PORT.matcher(host).replaceFirst(""))
                .filter(name -> !name.equals(LOCAL) && HOST.matcher(name).matches());
    }

    /** An answer of SMTP as it came; else what this server noted, of a type of its own (RFC 3464 section 2.3.6). */
    private static String diagnostic(Attempt entry) {
        return entry.smtpCode()
                .map(code -> "smtp; " + answer(entry, code.toString()))
                .orElseGet(() -> "X-James-Desk; " + entry.answer());
    }

    private static String answer(Attempt entry, String code) {
        return entry.answer().startsWith(code)
                ? entry.answer()
                : code + entry.enhancedStatus().map(status -> " " + status).orElse("") + " " + entry.answer();
    }
}
