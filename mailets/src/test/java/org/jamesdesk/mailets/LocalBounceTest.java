package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.InMemoryDNSService;
import org.apache.james.transport.mailets.DSNBounce;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.message.report.DeliveryAction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What James' DSNBounce, configured as in the processor {@code bounces} of conf/mailetcontainer.xml, tells local users. */
class LocalBounceTest {
    private final FakeMailContext context = FakeMailContext.builder()
            .postmaster(address("postmaster@desk.example"))
            .build();
    private final DSNBounce bounces = new DSNBounce(new InMemoryDNSService());

    private static MailAddress address(String text) {
        try {
            return new MailAddress(text);
        } catch (AddressException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @BeforeEach
    void configure() throws Exception {
        bounces.init(FakeMailetConfig.builder()
                .mailetContext(context)
                .setProperty("passThrough", "false")
                .setProperty("defaultStatus", "5.0.0")
                .setProperty("messageString", "Your mail could not be delivered. The answer of the other server:")
                .build());
    }

    private List<FakeMailContext.SentMail> bounced(Optional<String> sender) throws Exception {
        FakeMail.Builder mail = FakeMail.builder()
                .name("m1")
                .recipient("gone@customer.example")
                .lastUpdated(Date.from(Instant.parse("2026-11-22T10:00:00Z")))
                .attribute(
                        new Attribute(AttributeName.of("delivery-error"), AttributeValue.of("550 5.1.1 No such user")))
                .mimeMessage(Mails.mail(Mails.PLAIN, "gone@customer.example").getMessage());
        sender.map(LocalBounceTest::address).ifPresent(mail::sender);
        bounces.service(mail.build());
        return context.getSentMails();
    }

    @Test
    void shouldTellALocalSenderWhoseMailFailed() throws Exception {
        List<FakeMailContext.SentMail> sent = bounced(Optional.of("ana@desk.example"));

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).getSender()).isNull();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sent.get(0).getMsg().writeTo(bytes);
        ReadMessage read = new MessageReader().read(RawMessage.of(bytes.toByteArray()), Optional.empty());
        assertThat(read.kind()).isEqualTo(MessageKind.DELIVERY_FAILURE);
        assertThat(read.answerable()).isFalse();
        assertThat(read.deliveryReports()).singleElement().satisfies(report -> {
            assertThat(report.recipient()).contains("gone@customer.example");
            assertThat(report.action()).isEqualTo(DeliveryAction.FAILED);
            assertThat(report.status()).contains("5.1.1");
            assertThat(report.originalMessageId()).contains("printer@customer.example");
        });
    }

    @Test
    void shouldTellNobodyOfAMailFromTheNullSender() throws Exception {
        assertThat(bounced(Optional.empty())).isEmpty();
    }
}
