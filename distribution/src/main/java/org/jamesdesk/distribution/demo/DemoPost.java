package org.jamesdesk.distribution.demo;

import com.sun.mail.smtp.SMTPTransport;
import java.io.ByteArrayInputStream;
import java.util.Properties;
import javax.mail.Address;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.URLName;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;

/** Hands mails to the desk by SMTP, byte for byte. */
final class DemoPost {
    private static final String TIMEOUT_MILLIS = "60000";

    private final int port;

    DemoPost(int port) {
        this.port = port;
    }

    /** Sends one mail; returns when the desk has answered 250. */
    void send(String envelopeSender, String recipient, byte[] mail) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.from", envelopeSender);
        properties.setProperty("mail.smtp.localhost", "customers.example");
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        Session session = Session.getInstance(properties);
        try (SMTPTransport transport =
                new SMTPTransport(session, new URLName("smtp", "127.0.0.1", port, null, null, null))) {
            transport.connect();
            transport.sendMessage(
                    new MimeMessage(session, new ByteArrayInputStream(mail)),
                    new Address[] {new InternetAddress(recipient)});
        } catch (MessagingException e) {
            throw new DemoFailedException(
                    "The desk did not take the mail of " + envelopeSender + ": " + e.getMessage());
        }
    }
}
