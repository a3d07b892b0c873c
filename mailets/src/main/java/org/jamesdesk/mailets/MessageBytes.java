package org.jamesdesk.mailets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.server.core.MimeMessageInputStream;
import org.jamesdesk.message.mime.RawMessage;

/**
 * The bytes behind a {@link MimeMessage} of James: those received, as long as no mailet before has changed or parsed
 * the message. Small mails are read once into memory, larger ones stream from James' own copy at every use, and are
 * valid only while the {@code Mail} is.
 */
public final class MessageBytes implements RawMessage {
    private static final int IN_MEMORY = 256 * 1024;

    private final MimeMessage message;
    private final long size;

    private MessageBytes(MimeMessage message, long size) {
        this.message = message;
        this.size = size;
    }

    /**
     * The bytes of a message.
     *
     * @throws UncheckedIOException when James cannot read its copy
     */
    public static RawMessage of(MimeMessage message) {
        try (InputStream in = stream(message)) {
            byte[] beginning = in.readNBytes(IN_MEMORY + 1);
            if (beginning.length <= IN_MEMORY) {
                return RawMessage.of(beginning);
            }
            // Counted, because James' own figure is an estimate once a mailet has touched the header.
            return new MessageBytes(message, beginning.length + in.transferTo(OutputStream.nullOutputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open() throws IOException {
        return stream(message);
    }

    @Override
    public long size() {
        return size;
    }

    private static InputStream stream(MimeMessage message) throws IOException {
        try {
            return new MimeMessageInputStream(message);
        } catch (MessagingException e) {
            throw new IOException("the message cannot be read: " + e.getMessage(), e);
        }
    }
}
