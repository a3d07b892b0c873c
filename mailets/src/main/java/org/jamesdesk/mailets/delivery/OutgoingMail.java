package org.jamesdesk.mailets.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.jamesdesk.message.mime.RawMessage;

/**
 * One mail on its way to one recipient.
 *
 * @param sender the reverse-path, empty for the null sender
 * @param recipient the recipient
 * @param content its bytes
 * @param eightBit whether any byte of it lies above 127
 */
record OutgoingMail(String sender, String recipient, RawMessage content, boolean eightBit) {
    OutgoingMail {
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(recipient, "recipient");
    }

    static OutgoingMail of(String sender, String recipient, RawMessage content) throws IOException {
        return new OutgoingMail(sender, recipient, content, hasEightBit(content));
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

    /** Whether both addresses can be written without SMTPUTF8 (RFC 6531). */
    boolean hasAsciiEnvelope() {
        return (sender + recipient).chars().allMatch(c -> c < 128);
    }

    void writeTo(OutputStream out) throws IOException {
        try (InputStream in = content.open()) {
            in.transferTo(out);
        }
    }
}
