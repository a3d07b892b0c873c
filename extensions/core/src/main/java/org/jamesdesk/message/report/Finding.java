package org.jamesdesk.message.report;

import java.util.Optional;

/**
 * What a report was found to say of one recipient, before it is judged.
 *
 * @param recipient the address as the report writes it
 * @param action what the report says was done
 * @param status the enhanced status code of the report's own status field
 * @param diagnostic the words about this recipient, as they stand
 */
record Finding(
        Optional<String> recipient, Optional<DeliveryAction> action, Optional<String> status, String diagnostic) {

    /** A recipient that text names. */
    static Finding inText(String recipient, String diagnostic) {
        return new Finding(Optional.of(recipient), Optional.empty(), Optional.empty(), diagnostic);
    }

    Finding withDiagnostic(String words) {
        return new Finding(recipient, action, status, words);
    }

    Finding withRecipient(String address) {
        return new Finding(Optional.of(address), action, status, diagnostic);
    }

    boolean isAbout(String address) {
        return recipient.filter(address::equalsIgnoreCase).isPresent();
    }
}
