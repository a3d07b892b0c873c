package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;

class KeptHeaderTest {
    private static final String EIGHT_BIT = Mails.PLAIN.replace("Printer", "Impress\u00e3o");

    private static String text(Mail mail) throws Exception {
        try (InputStream in = MessageBytes.of(mail.getMessage()).open()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** What James does to a mail that it reads from a repository. */
    private static Mail readBack(Mail stored) throws Exception {
        MailImpl mail = MailImpl.duplicateWithoutMessage(stored).build();
        mail.setMessage(stored.getMessage());
        return mail;
    }

    @Test
    void shouldBeAsReceivedAfterARepositoryWhenTheHeaderHasEightBits() throws Exception {
        Mail mail = Mails.mail(EIGHT_BIT, "support@desk.example");

        KeptHeader.keep(mail);
        Mail again = Mails.mail(EIGHT_BIT.replace('\u00e3', '?'), "support@desk.example");
        mail.attributes().forEach(again::setAttribute);
        KeptHeader.restore(again);

        assertThat(text(again)).isEqualTo(EIGHT_BIT);
        assertThat(again.attributes()).isEmpty();
    }

    @Test
    void shouldNoteNothingWhenTheHeaderIsPlain() throws Exception {
        Mail mail = Mails.mail(Mails.PLAIN, "support@desk.example");

        KeptHeader.keep(mail);
        Mail again = readBack(mail);
        KeptHeader.restore(again);

        assertThat(mail.attributes()).isEmpty();
        assertThat(text(again)).isEqualTo(Mails.PLAIN);
    }
}
