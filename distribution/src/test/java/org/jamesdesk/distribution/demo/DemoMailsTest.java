package org.jamesdesk.distribution.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoMailsTest {
    private static final DemoMails MAILS = new DemoMails("support@desk.example", "run.example");

    static List<DemoMail> openingMails() {
        return MAILS.openingMails();
    }

    @ParameterizedTest
    @MethodSource("openingMails")
    void shouldReadAsAnnouncedWhenReadLikeTheServer(DemoMail mail) {
        ReadMessage read = new MessageReader().read(RawMessage.of(mail.bytes()));

        assertThat(read.subject()).isEqualTo(mail.subject());
        assertThat(read.text()).contains(mail.phrase());
        assertThat(read.attachments()).hasSize(mail.attachments());
        assertThat(read.from().map(Mailbox::address).orElseThrow().asString()).isEqualTo(mail.customer());
    }

    @Test
    void shouldHaveAsManyCustomersAsOpeningMails() {
        List<String> customers = openingMails().stream().map(DemoMail::customer).toList();

        assertThat(new HashSet<>(customers)).hasSameSizeAs(customers);
    }

    @Test
    void shouldReferToFirstMailWhenTheCustomerWritesAgain() {
        ReadMessage first = read(MAILS.plain());
        ReadMessage second = read(MAILS.secondThought());

        assertThat(second.ancestors()).containsExactly(first.messageId().orElseThrow());
    }

    private static ReadMessage read(DemoMail mail) {
        return new MessageReader().read(RawMessage.of(mail.bytes()));
    }
}
