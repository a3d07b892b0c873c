package org.jamesdesk.distribution.queue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageProducer;
import javax.jms.ObjectMessage;
import javax.jms.Session;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQSession;
import org.apache.activemq.BlobMessage;
import org.apache.activemq.command.ActiveMQBlobMessage;
import org.apache.james.server.core.MimeMessageInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of its own to one queue, because the broker serves the commands of one connection one after the other.
 * Used by one thread at a time.
 */
final class MailSender {
    private static final Logger LOGGER = LoggerFactory.getLogger(MailSender.class);

    private final ActiveMQConnection connection;
    private final ActiveMQSession session;
    private final MessageProducer producer;

    private MailSender(ActiveMQConnection connection, ActiveMQSession session, MessageProducer producer) {
        this.connection = connection;
        this.session = session;
        this.producer = producer;
    }

    static MailSender open(ActiveMQConnectionFactory connections, String queue) throws JMSException {
        ActiveMQConnection connection = (ActiveMQConnection) connections.createConnection();
        connection.start();
        ActiveMQSession session = (ActiveMQSession) connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        return new MailSender(connection, session, session.createProducer(session.createQueue(queue)));
    }

    /** Returns when the mail lies synced in the broker's journal. */
    void sendInJournal(Map<String, Object> properties, int priority, MimeMessage mail, long expectedSize)
            throws JMSException, MessagingException, IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream((int) Math.max(expectedSize, 1024));
        // MimeMessage.writeTo would turn every 8-bit byte of the header into a question mark.
        try (InputStream verbatim = new MimeMessageInputStream(mail)) {
            verbatim.transferTo(content);
        }
        ObjectMessage message = session.createObjectMessage(content.toByteArray());
        send(message, properties, priority);
    }

    /** Returns when the mail lies synced in a file and its envelope in the broker's journal. */
    void sendAsFile(Map<String, Object> properties, int priority, MimeMessage mail)
            throws JMSException, MessagingException, IOException {
        BlobMessage message = session.createBlobMessage(new MimeMessageInputStream(mail));
        try {
            send(message, properties, priority);
        } catch (JMSException e) {
            ((ActiveMQBlobMessage) message).deleteFile();
            throw e;
        }
    }

    void close() {
        try {
            connection.close();
        } catch (JMSException e) {
            LOGGER.debug("A connection to the embedded broker did not close cleanly", e);
        }
    }

    private void send(Message message, Map<String, Object> properties, int priority) throws JMSException {
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        producer.send(message, DeliveryMode.PERSISTENT, priority, Message.DEFAULT_TIME_TO_LIVE);
    }
}
