package org.jamesdesk.mailets;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.jamesdesk.message.mime.RawMessage;

/**
 * Carries a header with 8-bit bytes through a mail repository, as an attribute of the mail: what is read back from a
 * repository James has copied, with a question mark for each of these bytes. Most headers have none and need nothing.
 */
final class KeptHeader {
    /** The header as it was received, up to its empty line, in base64. */
    private static final AttributeName HEADER = AttributeName.of("desk.header");

    /** Longer headers are nobody's text; such a mail is kept with question marks. */
    private static final int MOST_BYTES = 256 * 1024;

    private KeptHeader() {}

    /** Notes the header on a mail that is about to be stored, if James would change it. */
    static void keep(Mail mail) throws MessagingException {
        byte[] header = header(MessageBytes.of(mail.getMessage()));
        if (header.length < MOST_BYTES && hasEightBit(header)) {
            DeskAttributes.put(mail, HEADER, Base64.getEncoder().encodeToString(header));
        }
    }

    /** Gives a mail that was read back the header that was noted on it. */
    static void restore(Mail mail) throws MessagingException {
        Optional<String> kept = DeskAttributes.text(mail, HEADER);
        if (kept.isPresent()) {
            VerbatimMimeMessage.replace(
                    mail, new Restored(Base64.getDecoder().decode(kept.get()), MessageBytes.of(mail.getMessage())));
            mail.removeAttribute(HEADER);
        }
    }

    private static boolean hasEightBit(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return true;
            }
        }
        return false;
    }

    private static byte[] header(RawMessage mail) {
        try (InputStream in = mail.open()) {
            return readHeader(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the header, its empty line included, and no byte more. */
    private static byte[] readHeader(InputStream in) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        boolean lineIsEmpty = true;
        for (int next = in.read(); next >= 0 && header.size() < MOST_BYTES; next = in.read()) {
            header.write(next);
            if (next == '\n' && lineIsEmpty) {
                break;
            }
            lineIsEmpty = next == '\n' || lineIsEmpty && next == '\r';
        }
        return header.toByteArray();
    }

    private record Restored(byte[] kept, RawMessage changed) implements RawMessage {
        @Override
        public InputStream open() throws IOException {
            InputStream body = changed.open();
            readHeader(body);
            return new SequenceInputStream(new ByteArrayInputStream(kept), body);
        }

        @Override
        public long size() {
            return kept.length + changed.size() - header(changed).length;
        }
    }
}
