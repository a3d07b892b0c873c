package org.jamesdesk.mailets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;
import org.jamesdesk.message.mime.RawMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message that writes itself byte for byte. James' own class, which it extends because James asks for it, writes its
 * header anew whenever it is copied (a split mail, a mail repository), and turns every 8-bit byte of it into '?'.
 * Releases its bytes with {@code LifecycleUtil.dispose}.
 */
public final class VerbatimMimeMessage extends MimeMessageWrapper {
    private static final Logger LOGGER = LoggerFactory.getLogger(VerbatimMimeMessage.class);

    private final MimeMessageSource bytes;

    private VerbatimMimeMessage(MimeMessageSource bytes) {
        super(bytes);
        this.bytes = bytes;
    }

    /**
     * A message with these bytes, which are copied: into memory, or into a temporary file when there are many.
     *
     * @throws UncheckedIOException when the bytes cannot be read
     */
    public static VerbatimMimeMessage copyOf(RawMessage raw) throws MessagingException {
        try {
            return new VerbatimMimeMessage(
                    MimeMessageInputStreamSource.create("desk-" + UUID.randomUUID(), raw.open()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Gives the mail a message that James' next copy of it will not change. Where that fails the mail goes on as it is:
     * a header with question marks is better than no mail.
     */
    static void protect(Mail mail) {
        try {
            MimeMessage message = mail.getMessage();
            if (message != null && !(message instanceof VerbatimMimeMessage)) {
                replace(mail, MessageBytes.of(message));
            }
        } catch (MessagingException | RuntimeException e) {
            LOGGER.warn("Mail {} may be copied with a rewritten header: {}", mail.getName(), e.getMessage());
        }
    }

    /** Gives the mail another message; the former one is released. */
    static void replace(Mail mail, RawMessage raw) throws MessagingException {
        VerbatimMimeMessage message = copyOf(raw);
        if (mail instanceof MailImpl impl) {
            impl.setMessageNoCopy(message);
        } else {
            mail.setMessage(message);
        }
    }

    /** Overrides the method all other forms of {@code writeTo} lead to. */
    @Override
    public void writeTo(OutputStream headerOut, OutputStream bodyOut, String[] without, boolean loaded)
            throws IOException, MessagingException {
        boolean complete = headerOut == bodyOut && (without == null || without.length == 0);
        if (!complete || isModified()) {
            super.writeTo(headerOut, bodyOut, without, loaded);
            return;
        }
        try (InputStream in = bytes.getInputStream()) {
            in.transferTo(headerOut);
        }
    }
}
