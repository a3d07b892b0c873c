package org.jamesdesk.mailets.delivery;

import java.io.IOException;
import javax.inject.Inject;
import org.jamesdesk.mailets.delivery.Connections.Limits;
import org.jamesdesk.sender.Credentials;
import org.jamesdesk.sender.LoginRefusedException;
import org.jamesdesk.sender.RelayLogin;
import org.jamesdesk.sender.SmtpRelay;

/** Logs in at a relay by the way that its mails will go, and leaves. Whoever calls it has checked the port. */
public final class SmtpRelayLogin implements RelayLogin, AutoCloseable {
    private final Limits limits;
    private final RelayClient client;

    @Inject
    public SmtpRelayLogin(DeliverySettings settings, RelayTls tls) {
        this.limits = Limits.of(settings).whileSomebodyWaits();
        this.client = new RelayClient(settings.heloName(), tls);
    }

    @Override
    public void check(SmtpRelay relay, Credentials credentials) throws LoginRefusedException {
        try {
            client.loggedIn(RelayAccount.of(relay, credentials), limits, conversation -> true);
        } catch (RelayRefusedException e) {
            throw e.reason();
        } catch (IOException e) {
            throw LoginRefusals.failed(relay, e);
        }
    }

    /** Its only thread is a daemon: a server that ends need not call this. */
    @Override
    public void close() {
        client.close();
    }
}
