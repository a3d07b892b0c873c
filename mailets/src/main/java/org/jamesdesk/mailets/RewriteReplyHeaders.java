package org.jamesdesk.mailets;

import java.io.IOException;
import java.time.Clock;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.jamesdesk.delivery.ReplyHeaders;
import org.jamesdesk.message.mime.RawMessage;

/**
 * Removes from an outgoing mail what must not leave the house and adds the fields every mail must have
 * ({@link ReplyHeaders}). First step of the processor {@code desk-outgoing}; takes no parameters.
 *
 * <pre>{@code <mailet match="All" class="org.jamesdesk.mailets.RewriteReplyHeaders"/>}</pre>
 */
public final class RewriteReplyHeaders extends GenericMailet {
    private final Clock clock;

    @Inject
    public RewriteReplyHeaders(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        RawMessage received = MessageBytes.of(mail.getMessage());
        try {
            RawMessage cleaned = ReplyHeaders.clean(received, messageId(mail), clock.instant());
            if (cleaned != received) {
                VerbatimMimeMessage.replace(mail, cleaned);
            }
        } catch (IOException e) {
            throw new MessagingException("the mail cannot be read: " + e.getMessage(), e);
        }
    }

    /** The mail's name is that of the delivery: every attempt of it gets the same Message-ID. */
    private static String messageId(Mail mail) {
        String domain = mail.getMaybeSender()
                .asOptional()
                .map(sender -> sender.getDomain().asString())
                .orElse("localhost");
        return mail.getName().replaceAll("[^A-Za-z0-9.-]", "-") + "@" + domain;
    }

    @Override
    public String getMailetInfo() {
        return "Makes the header of a reply fit to leave the house";
    }
}
