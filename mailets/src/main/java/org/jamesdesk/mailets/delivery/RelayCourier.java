package org.jamesdesk.mailets.delivery;

import java.io.IOException;
import org.apache.mailet.MailetContext;
import org.jamesdesk.mailets.delivery.Connections.Limits;
import org.jamesdesk.mailets.delivery.Outcome.Kind;
import org.jamesdesk.mailets.delivery.SenderTransports.Login;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.sender.LoginRefusedException;
import org.jamesdesk.sender.Sender;

/**
 * Hands a mail to its sender's relay. The envelope sender is the sender's own address: see {@code
 * docs/decisions/0009-envelope-sender-of-relays.md}.
 */
final class RelayCourier implements AutoCloseable {
    private final Limits limits;
    private final RelayClient client;
    private final SenderTransports senders;
    private final SevenBit sevenBit;

    RelayCourier(DeliverySettings settings, RelayTls tls, SenderTransports senders, MailetContext context) {
        this.limits = Limits.of(settings);
        this.client = new RelayClient(settings.heloName(), tls);
        this.senders = senders;
        this.sevenBit = new SevenBit(context);
    }

    Outcome send(Sender sender, String recipient, RawMessage content) throws IOException {
        Login login;
        try {
            login = senders.login(sender);
        } catch (LoginRefusedException e) {
            return outcome(senders.refused(sender, e), e);
        }
        OutgoingMail mail = OutgoingMail.of(sender.address().asString(), recipient, content);
        try {
            return client.loggedIn(login.account(), limits, conversation -> conversation.handOver(mail, sevenBit));
        } catch (LoginRefusedException e) {
            return outcome(senders.refused(login, e), e);
        }
    }

    private static Outcome outcome(boolean waits, LoginRefusedException refusal) {
        return Outcome.failed(waits ? Kind.SENDER_REFUSED : Kind.DEFERRED, "4.7.0", refusal.getMessage(), false);
    }

    @Override
    public void close() {
        client.close();
    }
}
