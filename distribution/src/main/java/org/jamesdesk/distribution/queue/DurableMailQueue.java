package org.jamesdesk.distribution.queue;

import java.io.IOException;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.jms.JMSException;
import javax.mail.MessagingException;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.activemq.ActiveMQCacheableMailQueue;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.Mail;

/**
 * James' ActiveMQ queue with another way in: threads that enqueue at the same time do not wait for each other's disk
 * sync, and small mails lie in the broker's journal (one sync), large or delayed ones in files beside it, so that
 * neither fills the heap.
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
