package org.jamesdesk.delivery.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.DeliveryAction;

/**
 * What is told of a mail to one recipient.
 *
 * @param kind what became of it
 * @param mail the mail
 * @param entry what happened to it
 * @param reason why; without meaning when the mail was blocked: {@code entry.text()} says why then
 * @param triedUntil about when the last attempt is made; present when it is late
 */
public record StatusReport(
        Kind kind, ReportedMail mail, Attempt entry, BounceReason reason, Optional<Instant> triedUntil) {
    /** What can become of a delivery that somebody must be told of. */
    public enum Kind {
        /** It was refused for good, or given up. */
        FAILED("failed", DeliveryAction.FAILED, "5.0.0"),
        /** It has not arrived yet and is tried again. */
        DELAYED("delayed", DeliveryAction.DELAYED, "4.0.0"),
        /** It was never sent (R103). */
        BLOCKED("blocked", DeliveryAction.FAILED, "5.7.1");

        private final String apiName;
        private final DeliveryAction action;
        private final String status;

        Kind(String apiName, DeliveryAction action, String status) {
            this.apiName = apiName;
            this.action = action;
            this.status = status;
        }

        /** The name in keys and in the texts. */
        public String apiName() {
            return apiName;
        }

        /** The action field (RFC 3464 section 2.3.3). */
        DeliveryAction action() {
            return action;
        }
    }

    /** Given up after transient failures: "delivery time expired" (RFC 3463). The last failure's own code is in the diagnostic. */
    private static final String EXPIRED = "5.4.7";

    public StatusReport {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(mail, "mail");
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(triedUntil, "triedUntil");
    }

    /** What is told of a delivery. */
    public StatusReport(
            Kind kind, Delivery delivery, Attempt entry, BounceReason reason, Optional<Instant> triedUntil) {
        this(kind, ReportedMail.of(delivery), entry, reason, triedUntil);
    }

    /** When it happened: the end of the attempt; microsecond precision. */
    public Instant at() {
        return entry.at().plus(entry.took()).truncatedTo(ChronoUnit.MICROS);
    }

    /** The enhanced status code, of the class that the action demands (RFC 3464 section 2.3.4). */
    String status() {
        Optional<String> known = entry.enhancedStatus().filter(status -> status.matches("[245]\\.\\d{1,3}\\.\\d{1,3}"));
        boolean transientFailure =
                known.filter(status -> status.charAt(0) == '4').isPresent();
        return switch (kind) {
            case BLOCKED -> kind.status;
            case FAILED -> transientFailure ? EXPIRED : ofClassOf(known, kind.status);
            case DELAYED -> ofClassOf(known, kind.status);
        };
    }

    private static String ofClassOf(Optional<String> known, String general) {
        return known.filter(status -> status.charAt(0) == general.charAt(0)).orElse(general);
    }
}
