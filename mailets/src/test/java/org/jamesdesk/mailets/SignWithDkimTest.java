package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.mail.MessagingException;
import org.apache.james.dnsservice.api.InMemoryDNSService;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.dkim.DkimKey;
import org.jamesdesk.dkim.DkimKeys;
import org.jamesdesk.dns.DomainName;
import org.jamesdesk.mailets.delivery.DeliveryRoutes;
import org.jamesdesk.mailets.delivery.DeliverySettings;
import org.jamesdesk.mailets.delivery.RelayTls;
import org.jamesdesk.mailets.delivery.SenderAttribute;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.secret.EphemeralVault;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.sender.Transport;
import org.jamesdesk.sender.TransportType;
import org.jamesdesk.testing.smtp.ScriptedSmtpPeer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R36: what is signed here is checked by jDKIM's verifier, as another server would. */
class SignWithDkimTest {
    private static final String ANA = "ana@customer.example";
    private static final String REPLY = "From: \"Support, Zylker\" <support@desk.example>\r\n"
            + "To: Ana <ana@customer.example>,\r\n Bob <bob@customer.example>\r\n"
            + "Cc: carla@customer.example\r\n"
            + "Subject: Re: Printer on fire\r\n"
            + "Message-ID: <answer@desk.example>\r\n"
            + "In-Reply-To: <printer@customer.example>\r\n"
            + "References: <printer@customer.example>\r\n"
            + "Reply-To: support+token@desk.example\r\n"
            + "Date: Wed, 4 Mar 2026 05:06:07 +0000\r\n"
            + "MIME-Version: 1.0\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\n"
            + "X-Other: not signed\r\n"
            + "\r\n"
            + "Use water.  \r\n.\r\n\r\n";

    private final InMemoryDesk stores = new InMemoryDesk();
    private final Configurations configurations = new Configurations(stores.configuration(), Clock.systemUTC());
    private final DkimKeys keys = keys(new EphemeralVault());
    private final FakeMailContext context = FakeMailContext.defaultContext();

    private DkimKeys keys(EphemeralVault vault) {
        return new DkimKeys(
                configurations,
                stores.dkimKeys(),
                vault,
                Set.of("desk.example", "xn--mnchen-3ya.example"),
                Clock.systemUTC());
    }

    @BeforeEach
    void firstStart() {
        new FirstStart(configurations).createDefaults("desk.example");
    }

    private SignWithDkim mailet(DkimKeys with) throws MessagingException {
        SignWithDkim mailet = new SignWithDkim(configurations, with);
        mailet.init(FakeMailetConfig.builder().mailetContext(context).build());
        return mailet;
    }

    private byte[] signed(String text) throws Exception {
        MailImpl mail = Mails.mail(text, ANA);
        mailet(keys).service(mail);
        return Mails.bytes(mail);
    }

    private List<SignatureRecord> verify(byte[] mail) throws Exception {
        var published = configurations.inForce().all(DkimKey.KIND).stream()
                .collect(Collectors.toMap(
                        key -> key.record().name(), key -> key.record().value()));
        DKIMVerifier verifier = new DKIMVerifier((method, selector, domain) ->
                Optional.ofNullable(published.get(selector + "._domainkey." + domain)).stream()
                        .toList());
        return verifier.verify(new ByteArrayInputStream(mail));
    }

    @Test
    void shouldSignSoThatAnotherServerCanCheckIt() throws Exception {
        keys.create(new DomainName("desk.example"), "test");

        byte[] signed = signed(REPLY);

        assertThat(verify(signed)).singleElement().satisfies(signature -> {
            assertThat(signature.getDToken()).hasToString("desk.example");
            assertThat(signature.getHeaderCanonicalisationMethod()).isEqualTo("relaxed");
            assertThat(signature.getBodyCanonicalisationMethod()).isEqualTo("relaxed");
            assertThat(signature.getHashMethod()).hasToString("sha256");
            assertThat(signature.getHeaders().stream().map(CharSequence::toString))
                    .containsExactly(
                            "From",
                            "From",
                            "To",
                            "Cc",
                            "Subject",
                            "Date",
                            "Message-ID",
                            "In-Reply-To",
                            "References",
                            "Reply-To",
                            "MIME-Version",
                            "Content-Type");
        });
    }

    @Test
    void shouldSignByTheAuthorWhenTheMailHasNoEnvelopeSender() throws Exception {
        keys.create(new DomainName("desk.example"), "test");
        MailImpl mail = Mails.mail(REPLY, ANA);
        mail.setSender(null);

        mailet(keys).service(mail);

        assertThat(verify(Mails.bytes(mail))).hasSize(1);
    }

    @Test
    void shouldChangeNoByteOfAMailWhenItSigns() throws Exception {
        keys.create(new DomainName("desk.example"), "test");

        String signed = new String(signed(REPLY), StandardCharsets.ISO_8859_1);

        assertThat(signed).startsWith("DKIM-Signature: ").endsWith("\r\n" + REPLY);
        assertThat(signed.substring(0, signed.length() - REPLY.length()).lines())
                .allMatch(line -> line.length() < 998);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: Re: Printer on fire|Subject: Send money",
                "Use water.|Use oil.",
                "To: Ana|To: Eve",
                "Reply-To: support+token@desk.example|Reply-To: eve@evil.example",
                "From: \"Support|From: ceo@desk.example\r\nFrom: \"Support"
            })
    void shouldNotPassAnyMoreWhenSomebodyChangesTheMail(String change) throws Exception {
        keys.create(new DomainName("desk.example"), "test");
        String signed = new String(signed(REPLY), StandardCharsets.ISO_8859_1);
        String[] parts = change.split("\\|");
        String changed = signed.replace("\r\n" + parts[0], "\r\n" + parts[1]);
        assertThat(changed).isNotEqualTo(signed);

        assertThatThrownBy(() -> verify(changed.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(FailException.class);
    }

    @Test
    void shouldPassWhenAListServerFoldsAndAddsTraceFields() throws Exception {
        keys.create(new DomainName("desk.example"), "test");
        String signed = new String(signed(REPLY), StandardCharsets.ISO_8859_1);

        String relayed = "Received: from a by b;\r\n Wed, 4 Mar 2026 05:06:08 +0000\r\n"
                + signed.replace(
                        "To: Ana <ana@customer.example>,\r\n Bob", "To:   Ana <ana@customer.example>,\r\n\t Bob");

        assertThat(verify(relayed.getBytes(StandardCharsets.ISO_8859_1))).hasSize(1);
    }

    @Test
    void shouldLeaveAMailAsItIsWhenItsDomainHasNoKey() throws Exception {
        keys.create(new DomainName("desk.example"), "test");
        String other = REPLY.replace("<support@desk.example>", "<support@other.example>");

        assertThat(signed(other)).isEqualTo(other.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: no author\r\n\r\nx\r\n",
                "From: a@desk.example, b@desk.example\r\n\r\nx\r\n",
                "From: a@desk.example\r\nFrom: b@desk.example\r\n\r\nx\r\n",
                "From: a@[192.0.2.1]\r\n\r\nx\r\n",
                "From: nonsense\r\n\r\nx\r\n"
            })
    void shouldLeaveAMailAsItIsWhenItHasNotOneAuthor(String mail) throws Exception {
        keys.create(new DomainName("desk.example"), "test");

        assertThat(signed(mail)).isEqualTo(mail.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSignByTransportServerOnly(boolean server) throws Exception {
        keys.create(new DomainName("desk.example"), "test");
        Transport relay = new Transport(
                TransportType.SMTP,
                Optional.of(new SmtpRelay("relay.example", 587, ConnectionSecurity.STARTTLS, "user")));
        Sender sender = new Sender(
                new DepartmentId("support"),
                EmailAddress.parse("support@desk.example"),
                "Support",
                server ? Transport.SERVER : relay,
                true,
                true,
                Optional.empty(),
                Optional.empty());
        configurations.edit("test", draft -> draft.put(Sender.KIND, sender));
        MailImpl mail = Mails.mail(REPLY, ANA);
        SenderAttribute.put(mail, sender.id());

        mailet(keys).service(mail);

        boolean signed = new String(Mails.bytes(mail), StandardCharsets.ISO_8859_1).startsWith("DKIM-Signature");
        assertThat(signed).isEqualTo(server);
    }

    @Test
    void shouldLetTheMailWaitWhenTheKeyCannotBeOpened() throws Exception {
        keys.create(new DomainName("desk.example"), "test");
        SignWithDkim mailet = mailet(keys(new EphemeralVault()));

        assertThatThrownBy(() -> mailet.service(Mails.mail(REPLY, ANA)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be opened");
    }

    /** The bytes that arrive at a server which takes 7 bits only must still have a good signature. */
    @Test
    void shouldStillPassWhenTheOtherServerTakesSevenBitsOnly() throws Exception {
        keys.create(new DomainName("desk.example"), "test");
        String eightBit = REPLY.replace(
                        "charset=utf-8\r\n", "charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n")
                .replace("Use water.", "Fogo e fuma\u00e7a.");
        MailImpl mail = Mails.mail(eightBit, ANA);
        mailet(keys).service(mail);
        InMemoryDNSService dns = new InMemoryDNSService();
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder().extensions().start()) {
            DeliverReply delivery = new DeliverReply(
                    new DeliverySettings(
                            DeliveryRoutes.parse("*.example=" + peer.address()),
                            25,
                            "mail.desk.example",
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(5)),
                    dns,
                    host -> List.of(),
                    new MemoryDomainList(dns),
                    new SenderDesk().transports(),
                    RelayTls.trusting(Optional.empty()),
                    Clock.systemUTC());
            delivery.init(FakeMailetConfig.builder().mailetContext(context).build());
            delivery.service(mail);
            delivery.destroy();

            String sent = peer.awaitMailTo(ANA, Duration.ofSeconds(5)).text();
            assertThat(sent).contains("Content-Transfer-Encoding: quoted-printable", "fuma=E7a", "DKIM-Signature: ");
            assertThat(verify(sent.getBytes(StandardCharsets.ISO_8859_1))).hasSize(1);
        }
    }

    @Test
    void shouldSignInTheAsciiFormWhenTheDomainHasOtherLetters() throws Exception {
        keys.create(DomainName.parse("münchen.example"), "test");

        byte[] signed = signed(REPLY.replace("support@desk.example>", "support@xn--mnchen-3ya.example>"));

        assertThat(verify(signed)).singleElement().satisfies(signature -> assertThat(signature.getDToken())
                .hasToString("xn--mnchen-3ya.example"));
    }
}
