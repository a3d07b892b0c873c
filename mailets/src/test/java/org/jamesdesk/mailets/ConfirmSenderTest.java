package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.SenderRelease;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.notice.Notices;
import org.jamesdesk.sender.RelayPorts;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.SenderVerification;
import org.jamesdesk.sender.Transport;
import org.jamesdesk.sender.Verification;
import org.jamesdesk.sender.VerificationMails;
import org.jamesdesk.token.SigningKey;
import org.jamesdesk.token.VerificationTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmSenderTest {
    private static final SenderId ANA = SenderId.parse("sales/ana@zylker.example");
    private static final EmailAddress SUPPORT = EmailAddress.parse("support@desk.example");

    private final IntakeFixture fixture = new IntakeFixture().started();
    private final VerificationTokens tokens = new VerificationTokens(SigningKey.of(new byte[SigningKey.LENGTH]));
    private final Verification sent = sent(Instant.now().plus(Duration.ofDays(15)));
    private ConfirmSender mailet;

    private Verification sent(Instant expiry) {
        return new Verification(tokens.freshNonce(), Instant.now(), expiry, 0);
    }

    @BeforeEach
    void setUp() throws Exception {
        waitsFor(sent);
        SenderVerification verification = new SenderVerification(
                fixture.configurations,
                RelayPorts.DEFAULT,
                tokens,
                new VerificationMails(
                        new Notices(fixture.desk.notices(), fixture.configurations, work -> {}, fixture.clock),
                        fixture.configurations,
                        tokens,
                        URI.create("https://desk.example")),
                new SenderRelease(fixture.desk.waitingDeliveries(), fixture.desk.work(), work -> {}, fixture.clock),
                fixture.clock);
        mailet = new ConfirmSender(verification, new MessageReader());
        mailet.init(Mails.config());
    }

    private void waitsFor(Verification verification) {
        fixture.configurations.edit(
                "test",
                draft -> draft.put(
                        Sender.KIND,
                        new Sender(
                                ANA.department(),
                                ANA.address(),
                                "Ana",
                                Transport.SERVER,
                                false,
                                true,
                                Optional.empty(),
                                Optional.of(verification))));
    }

    private String replyAddress() {
        return tokens.replyAddress(SUPPORT, ANA, sent).orElseThrow().asString();
    }

    private static MailImpl answer(String envelopeSender, String from, String more, String... recipients)
            throws Exception {
        MailImpl mail = Mails.mail(
                "From: " + from + "\r\nTo: support@desk.example\r\nSubject: Re: Confirme\r\n" + more
                        + "MIME-Version: 1.0\r\n\r\nSim.\r\n",
                recipients);
        mail.setSender(envelopeSender.isEmpty() ? MailAddress.nullSender() : new MailAddress(envelopeSender));
        return mail;
    }

    private boolean isVerified() {
        return fixture.configurations
                .inForce()
                .find(Sender.KIND, ANA.asString())
                .orElseThrow()
                .verified();
    }

    @Test
    void shouldVerifyAndMakeNoTicketWhenTheAddressItselfAnswers() throws Exception {
        MailImpl mail = answer("Ana@Zylker.example", "Ana <ana@zylker.example>", "", replyAddress());

        mailet.service(mail);

        assertThat(isVerified()).isTrue();
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    }

    @Test
    void shouldTakeAShoutedAddressToo() throws Exception {
        MailImpl mail = answer(
                "ana@zylker.example", "ana@zylker.example", "", replyAddress().toUpperCase(Locale.ROOT));

        mailet.service(mail);

        assertThat(isVerified()).isTrue();
    }

    @Test
    void shouldTakeASecondAnswerForAnOrdinaryMail() throws Exception {
        mailet.service(answer("ana@zylker.example", "ana@zylker.example", "", replyAddress()));
        MailImpl second = answer("ana@zylker.example", "ana@zylker.example", "", replyAddress());

        mailet.service(second);

        assertThat(second.getState()).isEqualTo("desk-intake");
    }

    @Test
    void shouldGoOnForTheOtherRecipientsOfTheDesk() throws Exception {
        MailImpl mail = answer("ana@zylker.example", "ana@zylker.example", "", replyAddress(), "sales@desk.example");

        mailet.service(mail);

        assertThat(isVerified()).isTrue();
        assertThat(mail.getState()).isEqualTo("desk-intake");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied\r\n",
                "Auto-Submitted: auto-generated\r\n",
                "Precedence: bulk\r\n",
                "X-Autoreply: yes\r\n"
            })
    void shouldNotBelieveAMachine(String header) throws Exception {
        MailImpl mail = answer("ana@zylker.example", "ana@zylker.example", header, replyAddress());

        mailet.service(mail);

        assertThat(isVerified()).isFalse();
        assertThat(mail.getState()).isEqualTo("desk-intake");
    }

    @Test
    void shouldNotBelieveABounce() throws Exception {
        mailet.service(answer("", "ana@zylker.example", "", replyAddress()));

        assertThat(isVerified()).isFalse();
    }

    @Test
    void shouldNotBelieveSomebodyElse() throws Exception {
        mailet.service(answer("eve@evil.example", "ana@zylker.example", "", replyAddress()));
        mailet.service(answer("ana@zylker.example", "eve@evil.example", "", replyAddress()));

        assertThat(isVerified()).isFalse();
    }

    @Test
    void shouldNotBelieveAnAddressThatWasNotSigned() throws Exception {
        String signed = replyAddress();
        int at = signed.indexOf('@');
        String forged = signed.substring(0, at - 1) + (signed.charAt(at - 1) == 'a' ? "b" : "a") + signed.substring(at);

        mailet.service(answer("ana@zylker.example", "ana@zylker.example", "", forged));
        mailet.service(answer("ana@zylker.example", "ana@zylker.example", "", "support@desk.example"));

        assertThat(isVerified()).isFalse();
    }

    @Test
    void shouldNotBelieveAnAnswerThatComesTooLateOrToAnOldMail() throws Exception {
        Verification expired = sent(Instant.now().minusSeconds(1));
        waitsFor(expired);

        mailet.service(answer("ana@zylker.example", "ana@zylker.example", "", replyAddress()));
        mailet.service(answer(
                "ana@zylker.example",
                "ana@zylker.example",
                "",
                tokens.replyAddress(SUPPORT, ANA, expired).orElseThrow().asString()));

        assertThat(isVerified()).isFalse();
    }
}
