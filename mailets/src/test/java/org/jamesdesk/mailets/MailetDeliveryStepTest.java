package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.Domain;
import org.apache.james.dnsservice.api.InMemoryDNSService;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.mailet.base.test.FakeMailContext;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.Dispatch;
import org.jamesdesk.mailets.delivery.AttemptAttribute;
import org.jamesdesk.mailets.delivery.DeliveryRoutes;
import org.jamesdesk.mailets.delivery.DeliverySettings;
import org.jamesdesk.mailets.delivery.MailetDeliveryStep;
import org.jamesdesk.mailets.delivery.RelayTls;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.testing.smtp.ScriptedSmtpPeer;
import org.jamesdesk.testing.smtp.Transaction;
import org.junit.jupiter.api.Test;

class MailetDeliveryStepTest {
    private static final String PROCESSOR =
            """
            <processor state="desk-outgoing">
              <mailet match="All" class="RewriteReplyHeaders"/>
              <mailet match="All" class="DeliverReply"/>
            </processor>
            """;
    private static final String SENDER = "bounce+1.abc@desk.example";

    private final Clock clock = Clock.systemUTC();
    private final FakeMailContext context = FakeMailContext.defaultContext();
    private final RawMessage raw =
            RawMessage.of(("Bcc: boss@desk.example\r\n" + Mails.PLAIN).getBytes(StandardCharsets.US_ASCII));

    private static Dispatch dispatch(String recipient) {
        return new Dispatch(
                "desk-1",
                Optional.of(EmailAddress.parse(SENDER)),
                Optional.empty(),
                EmailAddress.parse(recipient),
                Optional.empty());
    }

    private MailProcessor container(String processors, String routes) throws Exception {
        InMemoryDNSService dns = new InMemoryDNSService();
        MemoryDomainList domains = new MemoryDomainList(dns);
        domains.configure(DomainListConfiguration.builder()
                .autoDetect(false)
                .autoDetectIp(false)
                .defaultDomain(Domain.of("desk.example"))
                .build());
        Duration timeout = Duration.ofSeconds(5);
        DeliverySettings settings =
                new DeliverySettings(DeliveryRoutes.parse(routes), 25, "desk.example", timeout, timeout);
        return MailetContainer.of(
                processors,
                context,
                Map.of(
                        "RewriteReplyHeaders",
                        () -> new RewriteReplyHeaders(clock),
                        "DeliverReply",
                        () -> new DeliverReply(
                                settings,
                                dns,
                                host -> List.of(),
                                domains,
                                new SenderDesk().transports(),
                                RelayTls.trusting(Optional.empty()),
                                clock)),
                Map.of());
    }

    @Test
    void shouldDeliverCleanedMailWhenPeerTakesIt() throws Exception {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder().start()) {
            MailProcessor container = container(PROCESSOR, "*.example=" + peer.address());

            Attempt attempt =
                    new MailetDeliveryStep(() -> container, clock).attempt(dispatch("ana@customer.example"), raw);

            assertThat(attempt.state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(attempt.host()).isEqualTo(peer.address());
            Transaction taken = peer.awaitMailTo("ana@customer.example", Duration.ofSeconds(5));
            assertThat(taken.text()).isEqualTo(Mails.PLAIN);
            assertThat(taken.sender()).isEqualTo(SENDER);
        }
    }

    @Test
    void shouldAskForReportsByTheNameOfTheDeliveryWhenPeerKnowsThem() throws Exception {
        Dispatch dispatch = new Dispatch(
                "desk-1",
                Optional.of(EmailAddress.parse(SENDER)),
                Optional.of("0a1b"),
                EmailAddress.parse("ana+shop@customer.example"),
                Optional.empty());
        try (ScriptedSmtpPeer peer =
                ScriptedSmtpPeer.builder().extensions("DSN").start()) {
            MailProcessor container = container(PROCESSOR, "*.example=" + peer.address());

            new MailetDeliveryStep(() -> container, clock).attempt(dispatch, raw);

            Transaction taken = peer.awaitMailTo("ana+shop@customer.example", Duration.ofSeconds(5));
            assertThat(taken.senderParameters()).containsExactly("RET=HDRS", "ENVID=0a1b");
            assertThat(taken.recipients().get(0).parameters())
                    .containsExactly("NOTIFY=FAILURE,DELAY", "ORCPT=rfc822;ana+2Bshop@customer.example");
        }
    }

    private static Dispatch notice(String recipient) {
        return new Dispatch(
                "notice-1", Optional.empty(), Optional.empty(), EmailAddress.parse(recipient), Optional.empty());
    }

    @Test
    void shouldSendFromNobodyAndWantNoReportWhenItIsANotice() throws Exception {
        try (ScriptedSmtpPeer peer =
                ScriptedSmtpPeer.builder().extensions("DSN").start()) {
            MailProcessor container = container(PROCESSOR, "*.example=" + peer.address());

            Attempt attempt = new MailetDeliveryStep(() -> container, clock)
                    .attempt(
                            notice("ana@customer.example"),
                            RawMessage.of("Subject: x\r\n\r\ny\r\n".getBytes(StandardCharsets.US_ASCII)));

            assertThat(attempt.state()).isEqualTo(DeliveryState.DELIVERED);
            Transaction taken = peer.awaitMailTo("ana@customer.example", Duration.ofSeconds(5));
            assertThat(taken.sender()).isEmpty();
            assertThat(taken.senderParameters()).isEmpty();
            assertThat(taken.recipients().get(0).parameters()).containsExactly("NOTIFY=NEVER");
            assertThat(taken.text()).contains("Message-ID: <notice-1@");
        }
    }

    @Test
    void shouldDeliverHereFromNobodyWhenANoticeIsForALocalMailbox() throws Exception {
        MailProcessor container = container(PROCESSOR, "");

        Attempt attempt = new MailetDeliveryStep(() -> container, clock).attempt(notice("staff@desk.example"), raw);

        assertThat(attempt.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(attempt.host()).isEqualTo("local");
        assertThat(attempt.address()).isEmpty();
        assertThat(attempt.stage()).isEmpty();
        assertThat(context.getSentMails()).singleElement().satisfies(sent -> assertThat(sent.getSender())
                .isNull());
    }

    @Test
    void shouldWaitAndSaySoWhenProcessorMakesNoAttempt() throws Exception {
        MailProcessor container = container("", "");

        Attempt attempt = new MailetDeliveryStep(() -> container, clock).attempt(dispatch("ana@customer.example"), raw);

        assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(attempt.text()).contains("desk-outgoing made no attempt");
    }

    @Test
    void shouldWaitAndSaySoWhenProcessorFails() {
        MailProcessor broken = mail -> {
            throw new MessagingException("queue\r\n\tbroken");
        };

        Attempt attempt = new MailetDeliveryStep(() -> broken, clock).attempt(dispatch("ana@customer.example"), raw);

        assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(attempt.text()).contains("queue broken").doesNotContain("\n");
    }

    @Test
    void shouldBelieveTheAttemptWhenProcessingFailsAfterIt() {
        Attempt delivered = new Attempt(
                Instant.parse("2026-03-04T05:06:07Z"),
                "mx.customer.example:25",
                false,
                Optional.of(250),
                Optional.of("2.0.0"),
                "250 2.0.0 Taken",
                DeliveryState.DELIVERED,
                Duration.ofMillis(5));
        MailProcessor broken = mail -> {
            AttemptAttribute.put(mail, delivered);
            throw new MessagingException("too late");
        };

        assertThat(new MailetDeliveryStep(() -> broken, clock).attempt(dispatch("ana@customer.example"), raw))
                .isEqualTo(delivered);
    }
}
