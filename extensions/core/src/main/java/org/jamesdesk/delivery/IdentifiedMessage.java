package org.jamesdesk.delivery;

import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;

/** A mail to be written with a Message-ID that is given: JavaMail would invent one of its own, another for every run. */
public final class IdentifiedMessage extends MimeMessage {
    private final String messageId;

    /** @param messageId without angle brackets */
    public IdentifiedMessage(String messageId) {
        super(Session.getInstance(new Properties()));
        this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", "<" + messageId + ">");
    }
}
