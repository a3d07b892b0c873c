package org.jamesdesk.distribution.queue;

import java.io.IOException;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.Session;
import javax.mail.MessagingException;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.activemq.ActiveMQCacheableMailQueue;
import org.apache.james.queue.activemq.ActiveMQMailQueueItem;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;
import reactor.core.publisher.Mono;

/**
 * James' ActiveMQ queue with other ways in and out: threads that enqueue at the same time do not wait for each other's
 * disk sync, small mails lie in the broker's journal (one sync), large or delayed ones in files beside it, so that
 * neither fills the heap, and a mail comes out byte for byte as it went in.
 */
final class DurableMailQueue extends ActiveMQCacheableMailQueue {
    private static final long LARGE_BYTES = 256L * 1024;

    private final ActiveMQConnectionFactory connections;
    private final Deque<MailSender> idleSenders = new ConcurrentLinkedDeque<>();

    DurableMailQueue(
            ActiveMQConnectionFactory connections,
            MailQueueItemDecoratorFactory decorators,
            MailQueueName name,
            MetricFactory metrics,
            GaugeRegistry gauges) {
        super(connections, decorators, name, metrics, gauges);
        this.connections = connections;
    }

    @Override
    protected void produceMail(Map<String, Object> properties, int priority, Mail mail)
            throws JMSException, MessagingException, IOException {
        MailSender sender = idleSender();
        try {
            if (isDelayed(properties) || mail.getMessageSize() > LARGE_BYTES) {
                sender.sendAsFile(properties, priority, mail.getMessage());
            } else {
                sender.sendInJournal(properties, priority, mail.getMessage(), mail.getMessageSize());
            }
        } catch (JMSException | MessagingException | IOException | RuntimeException e) {
            sender.close();
            throw e;
        }
        idleSenders.push(sender);
    }

    /** Like the original, without its copy of the mail, which turns 8-bit bytes of the header into question marks. */
    @Override
    protected Mono<MailQueueItem> createMailQueueItem(Session session, MessageConsumer consumer, Message message)
            throws JMSException, MessagingException {
        MailImpl mail = populateMail(message).build();
        mail.setMessageNoCopy((MimeMessageWrapper) mimeMessage(message));
        return Mono.just(mailQueueItemDecoratorFactory.decorate(
                new ActiveMQMailQueueItem(mail, session, consumer, message), queueName));
    }

    @Override
    public void dispose() {
        for (MailSender sender = idleSenders.poll(); sender != null; sender = idleSenders.poll()) {
            sender.close();
        }
        super.dispose();
    }

    private MailSender idleSender() throws JMSException {
        MailSender idle = idleSenders.poll();
        return idle == null ? MailSender.open(connections, queueName.asString()) : idle;
    }

    private static boolean isDelayed(Map<String, Object> properties) {
        return ((Number) properties.get(JAMES_NEXT_DELIVERY)).longValue() > System.currentTimeMillis();
    }
}
