package org.jamesdesk.mailets;

import java.time.Duration;
import javax.mail.MessagingException;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.mailet.Mail;

/**
 * The queue from which James' processors are fed. {@code MailetContext.sendMail} leads there as well, but marks every
 * mail as made by this server, which a mail from outside is not and which opens the relay to it.
 */
final class SpoolQueue {
    private final MailQueue queue;

    SpoolQueue(MailQueueFactory<?> queues) {
        this.queue = queues.createQueue(MailQueueFactory.SPOOL);
    }

    /** Stores the mail for a processor; when it returns, the queue has it as safely as it has any mail. */
    void put(Mail mail, String processor, Duration delay) throws MessagingException {
        mail.setState(processor);
        if (delay.isZero()) {
            queue.enQueue(mail);
        } else {
            queue.enQueue(mail, delay);
        }
    }
}
