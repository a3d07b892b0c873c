package org.jamesdesk.mailets;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.credentials.EncryptedCredentialsStore;
import org.jamesdesk.credentials.TinkVault;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.mailets.delivery.SenderTransports;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.sender.AccessTokens;
import org.jamesdesk.sender.Credentials;
import org.jamesdesk.sender.CredentialsStore;
import org.jamesdesk.sender.LoginRefusedException;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderFailures;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.sender.Transport;
import org.jamesdesk.sender.TransportType;

/** A desk in memory with one From address, for tests of what leaves by its transport. */
public final class SenderDesk {
    /** The From address. */
    public static final SenderId SALES = SenderId.parse("support/sales@zylker.example");

    private final InMemoryDesk stores = new InMemoryDesk();
    private final Configurations configurations = new Configurations(stores.configuration(), Clock.systemUTC());
    private final CredentialsStore credentials =
            new EncryptedCredentialsStore(TinkVault.of(TinkVault.newKeyset()), stores.sealedCredentials());
    private final List<String> alerts = new ArrayList<>();
    private Optional<LoginRefusedException> noToken = Optional.empty();

    public SenderDesk() {
        new FirstStart(configurations).createDefaults("desk.example");
    }

    /** Sets the From address, verified and active. */
    public SenderDesk send(TransportType type, SmtpRelay relay, Credentials shown) {
        credentials.put(SALES, relay, shown);
        return put(new Transport(type, Optional.of(relay)), true, true);
    }

    /** As {@link #send}, by this server itself. */
    public SenderDesk put(Transport transport, boolean verified, boolean active) {
        configurations.edit(
                "test",
                draft -> draft.put(
                        Sender.KIND,
                        new Sender(
                                new DepartmentId("support"),
                                EmailAddress.parse("sales@zylker.example"),
                                "Sales",
                                transport,
                                verified,
                                active,
                                Optional.empty(),
                                Optional.empty())));
        return this;
    }

    /** The provider gives no token any more. */
    public void refuseTokens(LoginRefusedException reason) {
        noToken = Optional.of(reason);
    }

    /** Why the From address cannot send. */
    public Optional<String> failure() {
        return configurations.inForce().find(Sender.KIND, SALES.asString()).flatMap(Sender::failure);
    }

    /** The keys and texts of the alerts that were raised. */
    public List<String> alerts() {
        return List.copyOf(alerts);
    }

    public SenderTransports transports() {
        AccessTokens tokens = sender -> token(sender.transport().relay().orElseThrow());
        return new SenderTransports(
                configurations,
                credentials,
                tokens,
                new SenderFailures(configurations, (key, subject, text) -> alerts.add(key + ": " + text)));
    }

    private Secret token(SmtpRelay relay) throws LoginRefusedException {
        if (noToken.isPresent()) {
            throw noToken.get();
        }
        return credentials
                .find(SALES, relay)
                .map(kept -> ((Credentials.OAuthTokens) kept.credentials()).accessToken())
                .orElseThrow();
    }
}
