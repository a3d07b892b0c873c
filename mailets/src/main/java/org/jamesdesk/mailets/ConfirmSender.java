package org.jamesdesk.mailets;

import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.sender.SenderVerification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an answer to a verification mail as the proof that it is ({@link SenderVerification#confirmByAnswer}) and ends its
 * way: it becomes no ticket. Where the same mail has other recipients of the desk, it goes on for these. Everything else
 * goes on as it came, an answer that proves nothing included. Stands after {@code ClassifyRecipients}.
 *
 * <ul>
 *   <li>{@code retryProcessor}, {@code failedProcessor}: where failures go; {@code desk-retry}, {@code desk-failed}
 * </ul>
 */
public final class ConfirmSender extends IntakeMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(ConfirmSender.class);

    private final SenderVerification verification;
    private final MessageReader reader;

    @Inject
    public ConfirmSender(SenderVerification verification, MessageReader reader) {
        this.verification = verification;
        this.reader = reader;
    }

    @Override
    protected void take(Mail mail) throws MessagingException {
        Optional<EmailAddress> envelopeSender = Envelope.sender(mail);
        boolean forOthers = false;
        for (MailAddress recipient : mail.getRecipients()) {
            Optional<EmailAddress> asked =
                    EmailAddress.tryParse(recipient.asString()).filter(verification::mayBeAnswer);
            forOthers |= asked.isEmpty()
                    || !verification.confirmByAnswer(
                            asked.get(),
                            envelopeSender,
                            reader.read(MessageBytes.of(mail.getMessage()), envelopeSender));
        }
        if (!forOthers) {
            LOGGER.info("Mail {}: confirmed a From address", mail.getName());
            DeskAttributes.forgetRetries(mail);
            mail.setState(Mail.GHOST);
        }
    }

    @Override
    public String getMailetInfo() {
        return "Takes answers to verification mails";
    }
}
