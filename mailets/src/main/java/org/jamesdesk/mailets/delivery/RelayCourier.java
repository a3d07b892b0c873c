package org.jamesdesk.mailets.delivery;

import java.io.IOException;
import java.util.Optional;
import org.apache.mailet.MailetContext;
import org.jamesdesk.mailets.delivery.Connections.Limits;
import org.jamesdesk.mailets.delivery.Outcome.Kind;
import org.jamesdesk.mailets.delivery.RelayRefusedException.Progress;
import org.jamesdesk.mailets.delivery.SenderTransports.Login;
import org.jamesdesk.sender.LoginRefusedException;
import org.jamesdesk.sender.Sender;

/**
 * Hands a mail to its sender's relay. The envelope sender is the sender's own address, if there is to be one: see {@code
 * docs/decisions/0009-envelope-sender-of-relays.md}.
 */
final class RelayCourier implements AutoCloseable {
    /** Whatever the server answers to a login, it says nothing against the mail or its recipient. */
    private static final String LATER = "4.7.0";

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

    /** @throws IOException when the mail itself cannot be read; never because of the server */
    Visit send(Sender sender, OutgoingMail mail) throws IOException {
        String relay = sender.transport().relay().orElseThrow().asString();
        Login login;
        try {
            login = senders.login(sender);
        } catch (LoginRefusedException e) {
            Kind kind = kind(senders.refused(sender, e));
            return new Visit(relay, Optional.empty(), Outcome.failed(kind, LATER, e.getMessage(), false));
        }
        OutgoingMail outgoing =
                mail.hasNullSender() ? mail : mail.from(sender.address().asString());
        try {
            return client.loggedIn(
                    login.account(),
                    limits,
                    conversation -> new Visit(
                            relay, Optional.of(conversation.address()), conversation.handOver(outgoing, sevenBit)));
        } catch (RelayRefusedException e) {
            Progress progress = e.progress();
            Outcome refused = new Outcome(
                    kind(senders.refused(login, e.reason())),
                    Optional.of(progress.stage()),
                    progress.smtpCode(),
                    Optional.of(LATER),
                    e.getMessage(),
                    progress.tls());
            return new Visit(relay, progress.address(), refused);
        }
    }

    private static Kind kind(boolean waits) {
        return waits ? Kind.SENDER_REFUSED : Kind.DEFERRED;
    }

    @Override
    public void close() {
        client.close();
    }
}
