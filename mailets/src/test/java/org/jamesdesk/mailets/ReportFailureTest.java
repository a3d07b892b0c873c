package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.EnumSet;
import java.util.Optional;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.jamesdesk.delivery.report.StatusReportComposer;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.message.report.DeliveryAction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What local users are told whose mail did not arrive. */
class ReportFailureTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    private final FakeMailContext context = FakeMailContext.builder()
            .postmaster(address("postmaster@desk.example"))
            .build();
    private final ReportFailure mailet =
            new ReportFailure(new StatusReportComposer("mx.desk.example", new MessageReader()), CLOCK);

    private static MailAddress address(String text) {
        try {
            return new MailAddress(text);
        } catch (AddressException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @BeforeEach
    void configure() throws Exception {
        mailet.init(FakeMailetConfig.builder().mailetContext(context).build());
    }

    private FakeMail.Builder failed(String error) throws Exception {
        return FakeMail.builder()
                .name("m1")
                .recipient("gone@customer.example")
                .lastUpdated(Date.from(Instant.parse("2026-11-22T10:00:00Z")))
                .attribute(new Attribute(AttributeName.of("delivery-error"), AttributeValue.of(error)))
                .mimeMessage(Mails.mail(Mails.PLAIN, "gone@customer.example").getMessage());
    }

    private String sent(FakeMail mail) throws Exception {
        mailet.service(mail);
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(context.getSentMails()).hasSize(1);
        FakeMailContext.SentMail sent = context.getSentMails().get(0);
        assertThat(sent.getSender()).isNull();
        assertThat(sent.getRecipients()).containsExactly(address("ana@desk.example"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sent.getMsg().writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static ReadMessage read(String mail) {
        return new MessageReader().read(RawMessage.of(mail.getBytes(StandardCharsets.UTF_8)), Optional.empty());
    }

    @Test
    void shouldTellTheSenderWhenTheOtherServerRefused() throws Exception {
        String sent =
                sent(failed("550 5.1.1 No such user").sender("ana@desk.example").build());

        assertThat(sent)
                .contains("\r\nStatus: 5.1.1\r\n", "\r\nDiagnostic-Code: smtp; 550 5.1.1 No such user\r\n")
                .contains("\r\nReporting-MTA: dns; mx.desk.example\r\n", "\r\nAuto-Submitted: auto-replied\r\n")
                .doesNotContain("ticket");
        ReadMessage report = read(sent);
        assertThat(report.kind()).isEqualTo(MessageKind.DELIVERY_FAILURE);
        assertThat(report.answerable()).isFalse();
        assertThat(report.deliveryReports()).singleElement().satisfies(one -> {
            assertThat(one.recipient()).contains("gone@customer.example");
            assertThat(one.action()).isEqualTo(DeliveryAction.FAILED);
            assertThat(one.status()).contains("5.1.1");
            assertThat(one.originalMessageId()).contains("printer@customer.example");
        });
    }

    @Test
    void shouldKeepTheFieldsInOrderWhenTheAnswerHasSeveralLines() throws Exception {
        String sent = sent(failed("550-5.7.1 One\r\nFinal-Recipient: rfc822; other@customer.example\r\n550 5.7.1 Two")
                .sender("ana@desk.example")
                .build());

        assertThat(sent).doesNotContain("\nFinal-Recipient: rfc822; other@customer.example");
        assertThat(read(sent).deliveryReports()).singleElement().satisfies(one -> assertThat(one.recipient())
                .contains("gone@customer.example"));
    }

    @Test
    void shouldSaySoWhenTheMailWasGivenUpWithoutAnAnswer() throws Exception {
        String sent = sent(failed("Too many retries failure. Bouncing after 16 retries.")
                .sender("ana@desk.example")
                .build());

        assertThat(sent).contains("Too many retries failure.").containsPattern("\r\nStatus: 5\\.\\d+\\.\\d+\r\n");
    }

    @Test
    void shouldTellNobodyWhenTheMailHadTheNullSender() throws Exception {
        FakeMail mail = failed("550 5.1.1 No such user").build();

        mailet.service(mail);

        assertThat(context.getSentMails()).isEmpty();
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    }

    @Test
    void shouldTellNobodyWhenTheSenderAskedForNoReport() throws Exception {
        FakeMail mail =
                failed("550 5.1.1 No such user").sender("ana@desk.example").build();
        mail.setDsnParameters(DsnParameters.builder()
                .addRcptParameter(
                        address("gone@customer.example"),
                        DsnParameters.RecipientDsnParameters.of(EnumSet.of(DsnParameters.Notify.NEVER)))
                .build()
                .orElseThrow());

        mailet.service(mail);

        assertThat(context.getSentMails()).isEmpty();
    }
}
