package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.jamesdesk.message.mime.RawMessage;

/** Mails as James hands them to mailets: its own classes around the bytes that SMTP received. */
final class Mails {
    static final String PLAIN = "From: Ana <ana@customer.example>\r\n"
            + "To: support@desk.example\r\n"
            + "Subject: Printer on fire\r\n"
            + "Message-ID: <printer@customer.example>\r\n"
            + "Date: Wed, 4 Mar 2026 05:06:07 +0000\r\n"
            + "MIME-Version: 1.0\r\n"
            + "\r\n"
            + "It burns.\r\n";

    private Mails() {}

    static MailImpl mail(String text, String... recipients) throws MessagingException {
        return mail(text.getBytes(StandardCharsets.ISO_8859_1), recipients);
    }

    static MailImpl mail(byte[] bytes, String... recipients) throws MessagingException {
        MailImpl mail = MailImpl.builder()
                .name("Mail1")
                .sender("ana@customer.example")
                .addRecipients(recipients)
                .state("desk-intake")
                .build();
        mail.setMessageNoCopy(
                new MimeMessageWrapper(MimeMessageInputStreamSource.create("test", new ByteArrayInputStream(bytes))));
        return mail;
    }

    static FakeMailetConfig config(String... keysAndValues) {
        FakeMailetConfig.Builder config = FakeMailetConfig.builder().mailetContext(FakeMailContext.defaultContext());
        for (int i = 0; i < keysAndValues.length; i += 2) {
            config.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return config.build();
    }

    static byte[] bytes(RawMessage raw) throws IOException {
        try (InputStream in = raw.open()) {
            return in.readAllBytes();
        }
    }

    static byte[] bytes(Mail mail) throws IOException, MessagingException {
        return bytes(MessageBytes.of(mail.getMessage()));
    }

    static byte[] bytesOfOnlyFile(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(found).hasSize(1);
            return Files.readAllBytes(found.get(0));
        }
    }

    static MailAddress address(String text) throws MessagingException {
        return new MailAddress(text);
    }
}
