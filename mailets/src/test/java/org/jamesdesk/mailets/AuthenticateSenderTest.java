package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jamesdesk.mailets.authentication.FakeDns;
import org.jamesdesk.mailets.authentication.SignedMails;
import org.jamesdesk.message.authentication.SenderAuthentication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticateSenderTest {
    private static final String OUTSIDE = "203.0.113.7";
    private static final String KEY = "s1._domainkey.customer.example";
    private static SignedMails signer;

    private final FakeDns dns = new FakeDns();
    private AuthenticateSender mailet;

    @BeforeAll
    static void makeKey() {
        signer = new SignedMails();
    }

    @AfterEach
    void stop() {
        if (mailet != null) {
            mailet.destroy();
        }
    }

    private static MailImpl mail(String text) throws Exception {
        MailImpl mail = Mails.mail(text, "support@desk.example");
        mail.setRemoteAddr(OUTSIDE);
        mail.setRemoteHost("mx.customer.example");
        mail.setAttribute(new Attribute(Mail.SMTP_HELO, AttributeValue.of("mx.customer.example")));
        return mail;
    }

    private AuthenticateSender mailet(String... settings) throws MessagingException {
        if (mailet == null) {
            mailet = new AuthenticateSender(dns);
            mailet.init(Mails.config(settings));
        }
        return mailet;
    }

    private String result(MailImpl mail) throws MessagingException {
        mailet().service(mail);
        assertThat(mail.getState()).isEqualTo("desk-intake");
        return DeskAttributes.text(mail, DeskAttributes.AUTHENTICATION).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=spf1 ip4:203.0.113.0/24 -all | pass aligned spf=pass:customer.example",
                "v=spf1 mx -all | pass aligned spf=pass:customer.example",
                "v=spf1 a:mx.customer.example -all | pass aligned spf=pass:customer.example",
                "v=spf1 include:provider.example -all | pass aligned spf=pass:customer.example",
                "v=spf1 ptr -all | pass aligned spf=pass:customer.example",
                "v=spf1 exists:%{ir}.list.customer.example -all | pass aligned spf=pass:customer.example",
                "v=spf1 ip4:192.0.2.1 -all | fail spf=fail:customer.example",
                "v=spf1 ip4:192.0.2.1 ~all | none spf=softfail:customer.example",
                "v=spf1 ?all | none spf=neutral:customer.example",
                "v=spf1 what:is:this | none spf=permerror:customer.example",
                "some other text | none spf=none:customer.example",
            })
    void shouldAskSpf(String record, String expected) throws Exception {
        dns.text("customer.example", record)
                .text("provider.example", "v=spf1 ip4:203.0.113.7 -all")
                .mailHost("customer.example", "mx.customer.example")
                .address("mx.customer.example", OUTSIDE)
                .address("7.113.0.203.list.customer.example", "127.0.0.2");

        assertThat(result(mail(Mails.PLAIN))).isEqualTo(expected);
    }

    @Test
    void shouldAskSpfForAnIpv6Host() throws Exception {
        dns.text("customer.example", "v=spf1 ip6:2001:db8::/32 -all");
        MailImpl mail = mail(Mails.PLAIN);
        mail.setRemoteAddr("2001:db8:0:0:0:0:0:7");

        assertThat(result(mail)).isEqualTo("pass aligned spf=pass:customer.example");
    }

    @Test
    void shouldAskForWhatTheHostCallsItselfWhenTheSenderIsNull() throws Exception {
        dns.text("mx.customer.example", "v=spf1 ip4:203.0.113.7 -all");
        MailImpl mail = mail(Mails.PLAIN);
        mail.setSender(null);

        assertThat(result(mail)).isEqualTo("pass aligned spf=pass:mx.customer.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "10.1.2.3", "192.168.7.7", "172.16.0.9", "0:0:0:0:0:0:0:1", "fd00:0:0:0:0:0:0:1"})
    void shouldNotAskAboutHostsOfOurOwnNetwork(String address) throws Exception {
        dns.text("customer.example", "v=spf1 -all");
        MailImpl mail = mail(Mails.PLAIN);
        mail.setRemoteAddr(address);

        assertThat(result(mail)).isEqualTo("none");
        assertThat(dns.questions()).isZero();
    }

    @Test
    void shouldProveTheAuthorByHisSignature() throws Exception {
        dns.text(KEY, signer.record());
        MailImpl mail = mail(signer.signed(Mails.PLAIN, "customer.example", "s1"));

        assertThat(result(mail)).isEqualTo("pass aligned spf=none:customer.example dkim=pass:customer.example:s1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple/simple", "relaxed/simple", "simple/relaxed"})
    void shouldCheckTheBytesThatWereReceived(String canonicalization) throws Exception {
        dns.text(KEY, signer.record());
        String odd = Mails.PLAIN
                .replace("Subject: Printer", "subject:  Impress\u00e3o  and\r\n\tprinter")
                .replace("It burns.", "It  burns \u00e0 lot. \r\n\r\n\r\n");
        MailImpl mail = mail(signer.signed(
                odd,
                "v=1; a=rsa-sha256; c=" + canonicalization + "; d=customer.example; s=s1; h=From:Subject; bh=; b=;"));

        assertThat(result(mail)).startsWith("pass aligned");
    }

    @Test
    void shouldCheckAMailThatDoesNotFitIntoMemory() throws Exception {
        dns.text(KEY, signer.record());
        String large = Mails.PLAIN + "All work and no play makes Jack a dull boy.\r\n".repeat(20_000);
        MailImpl mail = mail(signer.signed(large, "customer.example", "s1"));

        assertThat(result(mail)).startsWith("pass aligned");
    }

    @Test
    void shouldProveNothingWhenTheMailWasChanged() throws Exception {
        dns.text(KEY, signer.record());
        String signed = signer.signed(Mails.PLAIN, "customer.example", "s1");

        assertThat(result(mail(signed.replace("It burns", "It is fine")))).endsWith("dkim=fail:customer.example:s1");
        assertThat(result(mail(signed.replace("on fire", "is fine")))).endsWith("dkim=fail:customer.example:s1");
        assertThat(result(mail(signed.replace("It burns", "Ok")))).startsWith("none ");
    }

    @Test
    void shouldProveNothingWhenASignatureIsSomebodyElses() throws Exception {
        dns.text("s1._domainkey.provider.example", signer.record());
        MailImpl mail = mail(signer.signed(Mails.PLAIN, "provider.example", "s1"));

        assertThat(result(mail)).isEqualTo("none spf=none:customer.example dkim=pass:provider.example:s1");
    }

    @Test
    void shouldJudgeEachSignatureForItself() throws Exception {
        dns.text(KEY, signer.record());
        String once = signer.signed(Mails.PLAIN, "customer.example", "s1");
        String twice = signer.signed(once, "provider.example", "gone");

        assertThat(result(mail(twice)))
                .isEqualTo("pass aligned spf=none:customer.example dkim=fail:provider.example:gone"
                        + " dkim=pass:customer.example:s1");
    }

    @Test
    void shouldNotRelyOnASignatureOverTheBeginningOfTheBody() throws Exception {
        dns.text(KEY, signer.record());
        String signed = signer.signed(
                Mails.PLAIN,
                "v=1; a=rsa-sha256; c=relaxed/relaxed; d=customer.example; s=s1; l=4; h=From:Subject; bh=; b=;");

        assertThat(result(mail(signed + "Send me the money.\r\n"))).endsWith("dkim=policy:customer.example:s1");
    }

    @Test
    void shouldNotRelyOnAShortKey() throws Exception {
        SignedMails weak = new SignedMails(768);
        dns.text(KEY, weak.record());

        assertThat(result(mail(weak.signed(Mails.PLAIN, "customer.example", "s1"))))
                .endsWith("dkim=fail:customer.example:s1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DKIM-Signature: v=1; a=ed25519-sha256; d=customer.example; s=s1; h=From; bh=x; b=x",
                "DKIM-Signature: nonsense",
                "DKIM-Signature:",
                "DKIM-Signature: v=1; a=rsa-sha256; d=customer.example; s=s1; h=Subject; bh=AAAA; b=AAAA",
                "DKIM-Signature: v=1; a=rsa-sha256; d=customer.example; s=s1; h=From; l=x; bh=AAAA; b=AAAA",
            })
    void shouldProveNothingWhenASignatureIsNone(String field) throws Exception {
        dns.text(KEY, "v=DKIM1; k=rsa; p=broken");

        String result = result(mail(field + "\r\n" + Mails.PLAIN));

        assertThat(result).startsWith("none ").doesNotContain("dkim=pass");
        assertThat(SenderAuthentication.parse(result).isTemporary()).isFalse();
    }

    @Test
    void shouldNotBelieveWhatTheMailSaysOfItself() throws Exception {
        String boasting = "Authentication-Results: desk.example; spf=pass smtp.mailfrom=customer.example\r\n"
                + "Received-SPF: pass envelope-from=ana@customer.example\r\n" + Mails.PLAIN;

        assertThat(result(mail(boasting))).isEqualTo("none spf=none:customer.example");
    }

    @Test
    void shouldProveNothingWhenThereAreTwoAuthors() throws Exception {
        dns.text("customer.example", "v=spf1 ip4:203.0.113.7 -all");
        String two = "From: boss@desk.example\r\n" + Mails.PLAIN;

        assertThat(result(mail(two))).isEqualTo("none spf=pass:customer.example");
    }

    @Test
    void shouldGiveATemporaryResultWhenNobodyAnswers() throws Exception {
        String signed = signer.signed(Mails.PLAIN, "customer.example", "s1");
        dns.down();

        assertThat(result(mail(signed)))
                .isEqualTo("none spf=temperror:customer.example dkim=temperror:customer.example:s1");
    }

    @Test
    void shouldAskOnceWhenManySignaturesNameAKeyThatIsNotThere() throws Exception {
        String signed = signer.signed(Mails.PLAIN, "customer.example", "gone");
        MailImpl first = mail(signed);
        first.setRemoteAddr("127.0.0.1");
        assertThat(result(first)).isEqualTo("none dkim=fail:customer.example:gone");
        int asked = dns.questions();
        assertThat(asked).isPositive();

        for (int i = 0; i < 100; i++) {
            MailImpl another = mail(signed);
            another.setRemoteAddr("127.0.0.1");
            assertThat(result(another)).isEqualTo("none dkim=fail:customer.example:gone");
        }

        assertThat(dns.questions()).isEqualTo(asked);
    }

    @Test
    void shouldNotWaitLongerThanItMay() throws Exception {
        MailImpl mail = mail(signer.signed(Mails.PLAIN, "customer.example", "s1"));
        dns.silent();
        mailet("timeout", "200ms");

        String result = Assertions.assertTimeout(Duration.ofSeconds(5), () -> result(mail));

        assertThat(SenderAuthentication.parse(result).isTemporary()).isTrue();
        assertThat(SenderAuthentication.parse(result).verdict()).isEqualTo(SenderAuthentication.Verdict.NONE);
    }

    @Test
    void shouldLetMailsPassWhenOthersHoldTheirPlacesByDomainsThatNobodyAnswersFor() throws Exception {
        dns.silent();
        mailet("timeout", "60s");
        List<String> results = Collections.synchronizedList(new ArrayList<>());
        List<Thread> spoolers = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            MailImpl mail = mail(signer.signed(Mails.PLAIN, "hole" + i + ".example", "s1"));
            Thread spooler = new Thread(() -> {
                try {
                    results.add(result(mail));
                } catch (MessagingException e) {
                    results.add(e.toString());
                }
            });
            spooler.setDaemon(true);
            spoolers.add(spooler);
            spooler.start();
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> results.size() >= 16);
        assertThat(results)
                .allMatch(result -> SenderAuthentication.parse(result).isTemporary());
        spoolers.forEach(Thread::interrupt);
    }

    @Test
    void shouldAskAgainOnlyWhenTheFirstResultWasTemporary() throws Exception {
        MailImpl mail = mail(Mails.PLAIN);
        dns.text("customer.example", "v=spf1 ip4:203.0.113.7 -all").down();
        assertThat(result(mail)).isEqualTo("none spf=temperror:customer.example");

        dns.up();
        assertThat(result(mail)).isEqualTo("pass aligned spf=pass:customer.example");

        dns.text("customer.example", "v=spf1 -all");
        assertThat(result(mail)).isEqualTo("pass aligned spf=pass:customer.example");
    }

    @ParameterizedTest
    @CsvSource({
        "ana@customer.example, pass aligned user=ana%40customer.example",
        "ANA@Customer.example, pass aligned user=ANA%40Customer.example",
        "bob@customer.example, none user=bob%40customer.example",
        // A user without a domain is one of this server, which does not serve the author's domain.
        "ana, none user=ana",
    })
    void shouldBelieveAUserWhoLoggedInAboutHimself(String user, String expected) throws Exception {
        MailImpl mail = mail(Mails.PLAIN);
        mail.setAttribute(new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of(user)));

        assertThat(result(mail)).isEqualTo(expected);
        assertThat(dns.questions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "no header", "From: <<<>>>\r\n\r\nx", "DKIM-Signature: \r\n\r\n"})
    void shouldLetEveryMailPass(String odd) throws Exception {
        assertThat(result(mail(odd))).startsWith("none");
    }

    @Test
    void shouldLetAMailPassWithoutAResultWhenItHasNoMessage() throws Exception {
        MailImpl mail = MailImpl.builder().name("Mail1").state("desk-intake").build();

        mailet().service(mail);

        assertThat(mail.getState()).isEqualTo("desk-intake");
        assertThat(DeskAttributes.text(mail, DeskAttributes.AUTHENTICATION)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "0s", "-3s"})
    void shouldStopTheStartWhenTheTimeoutIsNone(String timeout) {
        assertThatThrownBy(() -> mailet("timeout", timeout))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("timeout");
    }
}
