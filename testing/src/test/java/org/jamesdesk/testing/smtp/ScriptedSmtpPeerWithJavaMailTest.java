package org.jamesdesk.testing.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPSendFailedException;
import java.util.Properties;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.SendFailedException;
import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;

/** The delivery step uses JavaMail: the peer must be understood by it. */
class ScriptedSmtpPeerWithJavaMailTest {
    @Test
    void shouldReceiveTheMailWhenJavaMailSendsIt() throws MessagingException {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder().start()) {
            Transport.send(message(peer));

            assertThat(peer.mailsTo("b@y.example"))
                    .singleElement()
                    .returns("bounce@x.example", Transaction::sender)
                    .satisfies(mail -> assertThat(mail.text()).contains("Subject: Hello", "\r\n.hidden dot\r\n"));
        }
    }

    @Test
    void shouldGiveTheCodeToJavaMailWhenRecipientIsRefused() throws MessagingException {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                .onRecipient("b@y.example", "550 5.1.1 No such user")
                .start()) {
            Message message = message(peer);

            SendFailedException failure =
                    catchThrowableOfType(() -> Transport.send(message), SendFailedException.class);

            assertThat(failure.getNextException())
                    .isInstanceOfSatisfying(
                            SMTPAddressFailedException.class,
                            refused -> assertThat(refused.getReturnCode()).isEqualTo(550));
        }
    }

    @Test
    void shouldGiveTheCodeToJavaMailWhenContentIsRefused() throws MessagingException {
        try (ScriptedSmtpPeer peer =
                ScriptedSmtpPeer.builder().onAnyEndOfData("452 4.3.1 Disk full").start()) {
            Message message = message(peer);

            SMTPSendFailedException failure =
                    catchThrowableOfType(() -> Transport.send(message), SMTPSendFailedException.class);

            assertThat(failure.getReturnCode()).isEqualTo(452);
        }
    }

    private static Message message(ScriptedSmtpPeer peer) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(peer.port()));
        properties.setProperty("mail.smtp.from", "bounce@x.example");
        properties.setProperty("mail.smtp.reportsuccess", "false");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("a@x.example");
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("b@y.example"));
        message.setSubject("Hello");
        message.setText("Body\r\n.hidden dot\r\n");
        return message;
    }
}
