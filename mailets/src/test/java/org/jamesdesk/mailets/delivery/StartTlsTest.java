package org.jamesdesk.mailets.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.mailet.base.test.FakeMailContext;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.testing.smtp.PeerCertificate;
import org.jamesdesk.testing.smtp.ScriptedSmtpPeer;
import org.jamesdesk.testing.smtp.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server of some domain, with a certificate that nobody signed and of another name. */
class StartTlsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Test
    void shouldEncryptWhenServerOffersIt(@TempDir Path folder) throws Exception {
        DeliverySettings settings = new DeliverySettings(DeliveryRoutes.none(), 25, "desk.example", TIMEOUT, TIMEOUT);
        byte[] mail = "Subject: Hello\r\n\r\nBody\r\n".getBytes(StandardCharsets.US_ASCII);
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                        .startTls(PeerCertificate.of("somebody.else.example", folder))
                        .onAnyEndOfData("250 2.0.0 Taken in secret")
                        .start();
                SmtpClient client = new SmtpClient(settings, FakeMailContext.defaultContext())) {
            Outcome outcome = client.send(
                    OutgoingMail.of("a@desk.example", "b@customer.example", Optional.empty(), RawMessage.of(mail)),
                    new InetSocketAddress("127.0.0.1", peer.port()));

            assertThat(outcome.state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(outcome.tls()).as(outcome.toString()).isTrue();
            assertThat(outcome.text()).isEqualTo("250 2.0.0 Taken in secret");
            Transaction taken = peer.awaitMailTo("b@customer.example", TIMEOUT);
            assertThat(taken.tls()).isTrue();
            assertThat(taken.text()).isEqualTo("Subject: Hello\r\n\r\nBody\r\n");
        }
    }
}
