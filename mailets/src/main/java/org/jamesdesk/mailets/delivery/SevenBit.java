package org.jamesdesk.mailets.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.Converter7Bit;
import org.jamesdesk.message.mime.RawMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes 8-bit bodies: for the few servers that do not announce 8BITMIME (RFC 6152), and before a mail is signed, so that
 * no server on its way has to change what was signed (RFC 6376 section 5.3).
 */
public final class SevenBit {
    private static final Logger LOGGER = LoggerFactory.getLogger(SevenBit.class);

    private final Converter7Bit converter;

    /** @param context tells James' converter how the server calls itself */
    public SevenBit(MailetContext context) {
        this.converter = new Converter7Bit(context);
    }

    /** The mail in seven bits; as it is when it cannot be converted, which such servers mostly take nevertheless. */
    public RawMessage encode(RawMessage mail) throws IOException {
        try (InputStream in = mail.open()) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in) {
                @Override
                protected void updateMessageID() {
                    // The identifier it has is the one by which answers and bounces find their ticket.
                }
            };
            converter.convertTo7Bit(message);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            message.writeTo(out);
            byte[] converted = out.toByteArray();
            return RawMessage.of(converted);
        } catch (MessagingException | RuntimeException e) {
            LOGGER.warn("A mail is sent in 8 bits to a server that does not announce them: {}", e.getMessage());
            return mail;
        }
    }
}
