package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.Domain;
import org.apache.james.dnsservice.api.InMemoryDNSService;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.SmtpStage;
import org.jamesdesk.mailets.delivery.AttemptAttribute;
import org.jamesdesk.mailets.delivery.DeliveryRoutes;
import org.jamesdesk.mailets.delivery.DeliverySettings;
import org.jamesdesk.mailets.delivery.EnvelopeIdAttribute;
import org.jamesdesk.mailets.delivery.RelayTls;
import org.jamesdesk.mailets.delivery.SenderAttribute;
import org.jamesdesk.mailets.delivery.SmtpRelayLogin;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.Credentials;
import org.jamesdesk.sender.LoginRefusedException;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.sender.Transport;
import org.jamesdesk.sender.TransportType;
import org.jamesdesk.testing.smtp.PeerCertificate;
import org.jamesdesk.testing.smtp.Reaction;
import org.jamesdesk.testing.smtp.ScriptedSmtpPeer;
import org.jamesdesk.testing.smtp.Transaction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail of a From address with a relay of its own, against a server that demands a login and TLS (R37–R55). */
class RelayDeliveryTest {
    private static final String ANA = "ana@customer.example";
    private static final String USER = "sales";
    private static final String PASSWORD = "pass wórd of a test";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Credentials RIGHT = new Credentials.Password(new Secret(PASSWORD));

    private static PeerCertificate certificate;
    private static RelayTls trusting;

    private final SenderDesk desk = new SenderDesk();

    @BeforeAll
    static void certify(@TempDir Path folder) {
        certificate = PeerCertificate.of("localhost", folder);
        trusting = RelayTls.trusting(Optional.of(certificate.keyStore()));
    }

    private static DeliverySettings settings() {
        return new DeliverySettings(DeliveryRoutes.parse("*=127.0.0.1:1"), 25, "mail.desk.example", TIMEOUT, TIMEOUT);
    }

    private static ScriptedSmtpPeer.Builder relay(ConnectionSecurity security) {
        ScriptedSmtpPeer.Builder relay = ScriptedSmtpPeer.builder().password(USER, PASSWORD);
        return switch (security) {
            case PLAIN -> relay;
            case SSL -> relay.tls(certificate);
            case STARTTLS -> relay.startTls(certificate);
        };
    }

    private static SmtpRelay at(ScriptedSmtpPeer peer, ConnectionSecurity security) {
        return new SmtpRelay("localhost", peer.port(), security, USER);
    }

    private Attempt attempt(String recipient) throws Exception {
        return attempt(Mails.mail(Mails.PLAIN, recipient));
    }

    private Attempt attempt(MailImpl mail) throws Exception {
        MemoryDomainList domains = new MemoryDomainList(new InMemoryDNSService());
        domains.configure(DomainListConfiguration.builder()
                .autoDetect(false)
                .autoDetectIp(false)
                .defaultDomain(Domain.of("desk.example"))
                .build());
        DeliverReply mailet = new DeliverReply(
                settings(),
                new InMemoryDNSService(),
                host -> List.of(),
                domains,
                desk.transports(),
                trusting,
                Clock.systemUTC());
        mailet.init(FakeMailetConfig.builder()
                .mailetContext(FakeMailContext.defaultContext())
                .build());
        SenderAttribute.put(mail, SenderDesk.SALES);
        mailet.service(mail);
        mailet.destroy();
        return AttemptAttribute.of(mail).orElseThrow();
    }

    private static LoginRefusedException refusal(SmtpRelay relay, Credentials shown, RelayTls tls) {
        try (SmtpRelayLogin login = new SmtpRelayLogin(settings(), tls)) {
            login.check(relay, shown);
            throw new AssertionError("the login was not refused");
        } catch (LoginRefusedException e) {
            return e;
        }
    }

    @ParameterizedTest
    @EnumSource(ConnectionSecurity.class)
    void shouldSendByTheRelayWhenItsLoginIsRight(ConnectionSecurity security) throws Exception {
        try (ScriptedSmtpPeer peer = relay(security).start()) {
            desk.send(TransportType.SMTP, at(peer, security), RIGHT);

            Attempt attempt = attempt(ANA);

            assertThat(attempt.state()).as(attempt.text()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(attempt.host()).isEqualTo("localhost:" + peer.port());
            assertThat(attempt.address()).contains("127.0.0.1");
            assertThat(attempt.stage()).contains(SmtpStage.END_OF_DATA);
            assertThat(attempt.tls()).isEqualTo(security != ConnectionSecurity.PLAIN);
            Transaction taken = peer.awaitMailTo(ANA, TIMEOUT);
            assertThat(taken.login()).contains(USER);
            assertThat(taken.tls()).isEqualTo(security != ConnectionSecurity.PLAIN);
            assertThat(taken.sender()).isEqualTo("sales@zylker.example");
            assertThat(taken.text()).isEqualTo(Mails.PLAIN);
        }
    }

    @Test
    void shouldSendWithTheProvidersTokenWhenTheSenderGaveConsent() throws Exception {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                .startTls(certificate)
                .token(USER, "token-1")
                .start()) {
            desk.send(TransportType.GOOGLE, at(peer, ConnectionSecurity.STARTTLS), tokens("token-1"));

            assertThat(attempt(ANA).state()).isEqualTo(DeliveryState.DELIVERED);

            assertThat(peer.awaitMailTo(ANA, TIMEOUT).login()).contains(USER);
        }
    }

    private static Credentials tokens(String access) {
        return new Credentials.OAuthTokens(
                new Secret(access), Instant.parse("2030-01-01T00:00:00Z"), new Secret("refresh"));
    }

    @Test
    void shouldWaitForThePersonWhenTheServerRefusesTheToken() throws Exception {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                .startTls(certificate)
                .token(USER, "token-1")
                .start()) {
            desk.send(TransportType.GOOGLE, at(peer, ConnectionSecurity.STARTTLS), tokens("token-2"));

            Attempt attempt = attempt(ANA);

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING_FOR_SENDER);
            assertThat(attempt.text()).contains("give consent again").doesNotContain("token-2");
            assertThat(desk.failure()).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({"true, WAITING_FOR_SENDER", "false, WAITING"})
    void shouldWaitForThePersonOnlyWhenTheProviderRefusesForGood(boolean lasting, DeliveryState state)
            throws Exception {
        SmtpRelay relay = new SmtpRelay("localhost", 1, ConnectionSecurity.STARTTLS, USER);
        desk.send(TransportType.GOOGLE, relay, tokens("token-1"));
        desk.refuseTokens(new LoginRefusedException("consent was withdrawn", lasting));

        Attempt attempt = attempt(ANA);

        assertThat(attempt.state()).isEqualTo(state);
        assertThat(attempt.text()).contains("consent was withdrawn");
        assertThat(desk.failure().isPresent()).isEqualTo(lasting);
    }

    @Test
    void shouldTakeTheSenderOutOfUseAndTellWhenThePasswordIsWrong() throws Exception {
        try (ScriptedSmtpPeer peer = relay(ConnectionSecurity.STARTTLS).start()) {
            desk.send(
                    TransportType.SMTP,
                    at(peer, ConnectionSecurity.STARTTLS),
                    new Credentials.Password(new Secret("yesterday's")));

            Attempt attempt = attempt(ANA);
            Attempt next = attempt(ANA);

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING_FOR_SENDER);
            assertThat(attempt.text())
                    .contains("refuses the user name or the password")
                    .contains("535 5.7.8");
            assertThat(attempt.stage()).contains(SmtpStage.AUTH);
            assertThat(attempt.smtpCode()).contains(535);
            assertThat(attempt.enhancedStatus()).contains("4.7.0");
            assertThat(attempt.address()).contains("127.0.0.1");
            assertThat(attempt.tls()).isTrue();
            assertThat(desk.failure()).hasValueSatisfying(why -> assertThat(why).contains("535 5.7.8"));
            assertThat(desk.alerts()).singleElement().satisfies(alert -> assertThat(alert)
                    .startsWith("sender/support/sales@zylker.example")
                    .doesNotContain("yesterday"));
            assertThat(next.state()).isEqualTo(DeliveryState.WAITING_FOR_SENDER);
            assertThat(next.text()).contains("is failed");
            assertThat(peer.connections()).isEqualTo(1);
            assertThat(peer.transactions()).isEmpty();
        }
    }

    @Test
    void shouldNotShowAPasswordToAnotherRelayThanTheOneItIsFor() throws Exception {
        try (ScriptedSmtpPeer peer = relay(ConnectionSecurity.PLAIN).start()) {
            SmtpRelay relay = at(peer, ConnectionSecurity.PLAIN);
            SmtpRelay former = new SmtpRelay("former.example", relay.port(), relay.security(), relay.username());
            desk.send(TransportType.SMTP, former, RIGHT)
                    .put(new Transport(TransportType.SMTP, Optional.of(relay)), true, true);

            Attempt attempt = attempt(ANA);

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING_FOR_SENDER);
            assertThat(attempt.text()).contains("has no password or consent for " + relay.asString());
            assertThat(peer.connections()).isZero();
        }
    }

    @Test
    void shouldTryAgainLaterWhenTheRelayCannotCheckTheLoginNow() throws Exception {
        try (ScriptedSmtpPeer peer = relay(ConnectionSecurity.PLAIN)
                .onLogin("454 4.7.0 Temporary authentication failure", "235 2.7.0 Welcome")
                .start()) {
            desk.send(TransportType.SMTP, at(peer, ConnectionSecurity.PLAIN), RIGHT);

            assertThat(attempt(ANA).state()).isEqualTo(DeliveryState.WAITING);
            assertThat(attempt(ANA).state()).isEqualTo(DeliveryState.DELIVERED);

            assertThat(desk.failure()).isEmpty();
        }
    }

    @Test
    void shouldBounceWithTheRelaysWordsWhenItRefusesTheRecipient() throws Exception {
        try (ScriptedSmtpPeer peer = relay(ConnectionSecurity.PLAIN)
                .onRecipient(ANA, "550 5.1.1 No such user")
                .start()) {
            desk.send(TransportType.SMTP, at(peer, ConnectionSecurity.PLAIN), RIGHT);

            Attempt attempt = attempt(ANA);

            assertThat(attempt.state()).isEqualTo(DeliveryState.BOUNCED);
            assertThat(attempt.stage()).contains(SmtpStage.RCPT);
            assertThat(attempt.text()).isEqualTo("550 5.1.1 No such user");
        }
    }

    @Test
    void shouldAskForReportsByNameWhenTheRelayKnowsThem() throws Exception {
        try (ScriptedSmtpPeer peer =
                relay(ConnectionSecurity.PLAIN).extensions("DSN").start()) {
            desk.send(TransportType.SMTP, at(peer, ConnectionSecurity.PLAIN), RIGHT);
            MailImpl mail = Mails.mail(Mails.PLAIN, ANA);
            EnvelopeIdAttribute.put(mail, "0a1b");

            attempt(mail);

            Transaction taken = peer.awaitMailTo(ANA, TIMEOUT);
            assertThat(taken.senderParameters()).containsExactly("RET=HDRS", "ENVID=0a1b");
            assertThat(taken.recipients().get(0).parameters())
                    .containsExactly("NOTIFY=FAILURE,DELAY", "ORCPT=rfc822;ana@customer.example");
        }
    }

    @Test
    void shouldKeepTheNullSenderWhenANoticeLeavesByTheRelay() throws Exception {
        try (ScriptedSmtpPeer peer = relay(ConnectionSecurity.PLAIN).start()) {
            desk.send(TransportType.SMTP, at(peer, ConnectionSecurity.PLAIN), RIGHT);
            MailImpl mail = Mails.mail(Mails.PLAIN, ANA);
            mail.setSender(null);

            assertThat(attempt(mail).state()).isEqualTo(DeliveryState.DELIVERED);

            assertThat(peer.awaitMailTo(ANA, TIMEOUT).sender()).isEmpty();
        }
    }

    @Test
    void shouldBounceWhenTheRelayTakesNoMailWithoutASender() throws Exception {
        try (ScriptedSmtpPeer peer = relay(ConnectionSecurity.PLAIN)
                .onMail("550 5.7.60 SendAsDenied")
                .start()) {
            desk.send(TransportType.SMTP, at(peer, ConnectionSecurity.PLAIN), RIGHT);
            MailImpl mail = Mails.mail(Mails.PLAIN, ANA);
            mail.setSender(null);

            Attempt attempt = attempt(mail);

            assertThat(attempt.state()).isEqualTo(DeliveryState.BOUNCED);
            assertThat(attempt.stage()).contains(SmtpStage.MAIL);
            assertThat(attempt.smtpCode()).contains(550);
        }
    }

    @Test
    void shouldTryAgainLaterWhenTheRelayIsBusyOrGone() throws Exception {
        SmtpRelay relay;
        try (ScriptedSmtpPeer peer =
                relay(ConnectionSecurity.PLAIN).onConnect("421 4.3.2 Busy").start()) {
            relay = at(peer, ConnectionSecurity.PLAIN);
            desk.send(TransportType.SMTP, relay, RIGHT);

            Attempt busy = attempt(ANA);

            assertThat(busy.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(busy.stage()).contains(SmtpStage.EHLO);
            assertThat(busy.smtpCode()).contains(421);
        }
        Attempt gone = attempt(ANA);

        assertThat(gone.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(gone.stage()).contains(SmtpStage.CONNECT);
        assertThat(gone.address()).isPresent();
        assertThat(gone.smtpCode()).isEmpty();
        assertThat(gone.host()).isEqualTo(relay.asString());
    }

    @Test
    void shouldSayThatTheOutcomeIsUnknownWhenTheRelayHangsUpAfterTheMail() throws Exception {
        try (ScriptedSmtpPeer peer = relay(ConnectionSecurity.STARTTLS)
                .onAnyEndOfData(Reaction.drop())
                .start()) {
            desk.send(TransportType.SMTP, at(peer, ConnectionSecurity.STARTTLS), RIGHT);

            Attempt attempt = attempt(ANA);

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(attempt.stage()).contains(SmtpStage.END_OF_DATA);
            assertThat(attempt.tls()).isTrue();
            assertThat(attempt.text()).contains("the outcome is unknown");
        }
    }

    @ParameterizedTest
    @CsvSource({"false, true, unverified", "true, false, inactive"})
    void shouldWaitForThePersonWhenTheSenderMayNotSend(boolean verified, boolean active, String state)
            throws Exception {
        desk.put(Transport.SERVER, verified, active);

        Attempt attempt = attempt(ANA);

        assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING_FOR_SENDER);
        assertThat(attempt.text()).contains("sales@zylker.example is " + state);
    }

    @Test
    void shouldWaitForThePersonWhenTheSenderWasDeleted() throws Exception {
        assertThat(attempt(ANA).state()).isEqualTo(DeliveryState.WAITING_FOR_SENDER);
    }

    @Test
    void shouldStayHereWhenTheRecipientIsServedHere() throws Exception {
        SmtpRelay relay = new SmtpRelay("localhost", 1, ConnectionSecurity.PLAIN, USER);
        desk.send(TransportType.SMTP, relay, RIGHT);

        assertThat(attempt("staff@desk.example").host()).isEqualTo("local");
    }

    @Test
    void shouldSayNothingSecretWhenTheCertificateHasAnotherName() throws Exception {
        try (ScriptedSmtpPeer peer = relay(ConnectionSecurity.STARTTLS).start()) {
            SmtpRelay byAddress = new SmtpRelay("127.0.0.1", peer.port(), ConnectionSecurity.STARTTLS, USER);

            LoginRefusedException refusal = refusal(byAddress, RIGHT, trusting);

            assertThat(refusal).hasMessageContaining("is for another name than 127.0.0.1");
            assertThat(refusal.isLasting()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ConnectionSecurity.class,
            names = {"SSL", "STARTTLS"})
    void shouldSayNothingSecretWhenNobodyTrustsTheCertificate(ConnectionSecurity security) throws Exception {
        try (ScriptedSmtpPeer peer = relay(security).start()) {
            LoginRefusedException refusal = refusal(at(peer, security), RIGHT, RelayTls.trusting(Optional.empty()));

            assertThat(refusal).hasMessageContaining("does not trust").hasMessageContaining("delivery.trustStore");
        }
    }

    @Test
    void shouldNotLogInWhenStartTlsIsNotOffered() throws Exception {
        try (ScriptedSmtpPeer peer = relay(ConnectionSecurity.PLAIN).start()) {
            LoginRefusedException refusal = refusal(at(peer, ConnectionSecurity.STARTTLS), RIGHT, trusting);

            assertThat(refusal).hasMessageContaining("offers no STARTTLS");
        }
    }

    @Test
    void shouldSaySoWhenNoLoginIsOffered() throws Exception {
        try (ScriptedSmtpPeer peer =
                ScriptedSmtpPeer.builder().startTls(certificate).start()) {
            assertThat(refusal(at(peer, ConnectionSecurity.STARTTLS), RIGHT, trusting))
                    .hasMessageContaining("offers no login with a password");
            assertThat(refusal(at(peer, ConnectionSecurity.STARTTLS), tokens("t"), trusting))
                    .hasMessageContaining("XOAUTH2");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "534 5.7.9 Application-specific password required | app password",
                "535 5.7.8 Error: authentication failed: InvalidSecondFactor | app password",
                "535 5.7.139 Authentication unsuccessful, basic authentication is disabled | no passwords from programs",
                "535 5.7.8 Authentication credentials invalid | refuses the user name or the password",
                "500 5.5.1 What | refuses the user name or the password",
            })
    void shouldExplainWhatToDoWhenTheLoginIsRefused(String answer, String explanation) throws Exception {
        try (ScriptedSmtpPeer peer =
                relay(ConnectionSecurity.PLAIN).onLogin(answer).start()) {
            LoginRefusedException refusal = refusal(at(peer, ConnectionSecurity.PLAIN), RIGHT, trusting);

            assertThat(refusal).hasMessageContaining(explanation);
            assertThat(refusal.getMessage()).doesNotContain(PASSWORD);
            assertThat(refusal.isLasting()).isTrue();
        }
    }

    @Test
    void shouldNotQuoteTheServerWhenItRepeatsThePassword() throws Exception {
        try (ScriptedSmtpPeer peer = relay(ConnectionSecurity.PLAIN)
                .onLogin("535 5.7.8 '" + PASSWORD + "' is wrong")
                .start()) {
            LoginRefusedException refusal = refusal(at(peer, ConnectionSecurity.PLAIN), RIGHT, trusting);

            assertThat(refusal.getMessage())
                    .contains("refuses the user name or the password")
                    .doesNotContain("pass ");
        }
    }

    @Test
    void shouldLetInWhenAllIsRight() throws Exception {
        try (ScriptedSmtpPeer peer = relay(ConnectionSecurity.SSL).start();
                SmtpRelayLogin login = new SmtpRelayLogin(settings(), trusting)) {
            login.check(at(peer, ConnectionSecurity.SSL), RIGHT);

            assertThat(peer.connections()).isEqualTo(1);
            assertThat(peer.transactions()).isEmpty();
        }
    }

    @Test
    void shouldSayThatNobodyAnswersWhenThePortIsClosed() {
        LoginRefusedException refusal =
                refusal(new SmtpRelay("localhost", 1, ConnectionSecurity.PLAIN, USER), RIGHT, trusting);

        assertThat(refusal).hasMessageContaining("localhost:1 does not answer");
        assertThat(refusal.isLasting()).isFalse();
    }

    @Test
    void shouldSayThatTheNameIsUnknownWhenItHasNoAddress() {
        SmtpRelay nowhere = new SmtpRelay("no-such-host.invalid", 587, ConnectionSecurity.STARTTLS, USER);

        assertThat(refusal(nowhere, RIGHT, trusting)).hasMessageContaining("has no address");
    }

    @Test
    void shouldSuggestTheOtherKindOfConnectionWhenTheServerSpeaksNoTls() throws Exception {
        try (ScriptedSmtpPeer peer = relay(ConnectionSecurity.PLAIN).start()) {
            assertThat(refusal(at(peer, ConnectionSecurity.SSL), RIGHT, trusting))
                    .hasMessageContaining("No encrypted connection")
                    .hasMessageContaining("starttls");
        }
    }
}
