package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.james.server.core.MailImpl;
import org.junit.jupiter.api.Test;

class RewriteReplyHeadersTest {
    private final RewriteReplyHeaders mailet =
            new RewriteReplyHeaders(Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC));

    @Test
    void shouldRemoveBlindRecipientsWhenThereAreAny() throws Exception {
        MailImpl mail = Mails.mail("Bcc: boss@desk.example\r\n" + Mails.PLAIN, "ana@customer.example");

        mailet.service(mail);

        assertThat(Mails.bytes(mail)).isEqualTo(Mails.PLAIN.getBytes(StandardCharsets.US_ASCII));
        assertThat(mail.getMessage().getHeader("Bcc")).isNull();
    }

    @Test
    void shouldKeepSameMessageWhenNothingIsToChange() throws Exception {
        MailImpl mail = Mails.mail(Mails.PLAIN, "ana@customer.example");
        var before = mail.getMessage();

        mailet.service(mail);

        assertThat(mail.getMessage()).isSameAs(before);
    }

    @Test
    void shouldGiveSameMessageIdWhenDeliveryIsAttemptedAgain() throws Exception {
        String without = "Subject: Re: Caf\u00e9\r\n\r\nYes, caf\u00e9.\r\n";
        MailImpl first = Mails.mail(without, "ana@customer.example");
        MailImpl second = Mails.mail(without, "ana@customer.example");

        mailet.service(first);
        mailet.service(second);

        assertThat(new String(Mails.bytes(first), StandardCharsets.ISO_8859_1))
                .isEqualTo("Subject: Re: Caf\u00e9\r\n"
                        + "Message-ID: <Mail1@customer.example>\r\n"
                        + "Date: Wed, 4 Mar 2026 05:06:07 +0000\r\n"
                        + "MIME-Version: 1.0\r\n\r\nYes, caf\u00e9.\r\n");
        assertThat(Mails.bytes(second)).isEqualTo(Mails.bytes(first));
    }
}
