package org.jamesdesk.mailets.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.message.mime.RawMessage;

/**
 * One mail on its way to one recipient.
 *
 * @param sender the reverse-path, empty for the null sender
 * @param recipient the recipient
 * @param envelopeId its name in reports of other servers (RFC 3461); empty: no report is asked for
 * @param content its bytes
 * @param eightBit whether any byte of it lies above 127
 */
record OutgoingMail(
        String sender, String recipient, Optional<String> envelopeId, RawMessage content, boolean eightBit) {
    OutgoingMail {
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(envelopeId, "envelopeId");
    }

    static OutgoingMail of(String sender, String recipient, Optional<String> envelopeId, RawMessage content)
            throws IOException {
        return new OutgoingMail(sender, recipient, envelopeId, content, hasEightBit(content));
    }

    /** The same with another reverse-path. */
    OutgoingMail from(String address) {
        return new OutgoingMail(address, recipient, envelopeId, content, eightBit);
    }

    /** The same, encoded in another way. */
    OutgoingMail with(RawMessage encoded) throws IOException {
        return of(sender, recipient, envelopeId, encoded);
    }

    private static boolean hasEightBit(RawMessage content) throws IOException {
        byte[] buffer = new byte[8_192];
        try (InputStream in = content.open()) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                for (int i = 0; i < length; i++) {
                    if (buffer[i] < 0) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** Whether nobody is told when it does not arrive (RFC 5321 section 4.5.5). */
    boolean hasNullSender() {
        return sender.isEmpty();
    }

    /** Whether both addresses can be written without SMTPUTF8 (RFC 6531). */
    boolean hasAsciiEnvelope() {
        return isAscii(sender) && hasAsciiRecipient();
    }

    boolean hasAsciiRecipient() {
        return isAscii(recipient);
    }

    private static boolean isAscii(String address) {
        return address.chars().allMatch(c -> c < 128);
    }

    void writeTo(OutputStream out) throws IOException {
        try (InputStream in = content.open()) {
            in.transferTo(out);
        }
    }
}
