package org.jamesdesk.message.report;

import java.util.Objects;
import java.util.Optional;

/**
 * What a delivery report says of one recipient (R91-R95).
 *
 * @param recipient the address the report names, in lower case
 * @param action what the reporting server did
 * @param hardness whether the failure is permanent
 * @param addressDead whether the address itself is at fault: no such address, no such domain, moved
 * @param status the enhanced status code (RFC 3463), such as {@code 5.1.1}
 * @param reason why, in a closed vocabulary
 * @param diagnostic the server's own words, one line, at most 1 000 characters; may be empty
 * @param originalMessageId the Message-ID of the mail that is reported on, without angle brackets
 */
public record DeliveryReport(
        Optional<String> recipient,
        DeliveryAction action,
        Hardness hardness,
        boolean addressDead,
        Optional<String> status,
        BounceReason reason,
        String diagnostic,
        Optional<String> originalMessageId) {
    public DeliveryReport {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(hardness, "hardness");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(diagnostic, "diagnostic");
        Objects.requireNonNull(originalMessageId, "originalMessageId");
    }
}
