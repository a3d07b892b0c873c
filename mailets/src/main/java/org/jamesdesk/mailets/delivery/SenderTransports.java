package org.jamesdesk.mailets.delivery;

import java.util.Optional;
import javax.inject.Inject;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.sender.AccessTokens;
import org.jamesdesk.sender.Credentials.Password;
import org.jamesdesk.sender.CredentialsStore;
import org.jamesdesk.sender.CredentialsStore.Kept;
import org.jamesdesk.sender.LoginRefusedException;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderFailures;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.SmtpRelay;

/**
 * By which way the mails of senders leave, as it is set at the moment of the attempt; and what follows when that way is
 * closed.
 */
public final class SenderTransports {
    private final Configurations configurations;
    private final CredentialsStore credentials;
    private final AccessTokens tokens;
    private final SenderFailures failures;

    @Inject
    public SenderTransports(
            Configurations configurations, CredentialsStore credentials, AccessTokens tokens, SenderFailures failures) {
        this.configurations = configurations;
        this.credentials = credentials;
        this.tokens = tokens;
        this.failures = failures;
    }

    /** The sender, if there is one that may send now. */
    Optional<Sender> usable(SenderId id) {
        return configurations.inForce().find(Sender.KIND, id.asString()).filter(Sender::isUsable);
    }

    /** Why a sender cannot send, for those who read the attempt. */
    String whyNot(SenderId id) {
        return configurations
                .inForce()
                .find(Sender.KIND, id.asString())
                .map(sender -> id.address() + " is " + sender.state().apiName()
                        + sender.failure().map(why -> ": " + why).orElse(""))
                .orElse(id.address() + " is no From address of the desk any more");
    }

    /** What is shown to a sender's relay. */
    Login login(Sender sender) throws LoginRefusedException {
        SmtpRelay relay = sender.transport().relay().orElseThrow();
        if (sender.transport().type().isOAuth()) {
            return new Login(sender, Optional.empty(), RelayAccount.withToken(relay, tokens.accessToken(sender)));
        }
        Optional<Kept> kept = credentials.find(sender.id(), relay);
        if (kept.isPresent() && kept.get().credentials() instanceof Password password) {
            return new Login(sender, kept, RelayAccount.of(relay, password));
        }
        throw LoginRefusals.noCredentials(relay);
    }

    /** A login about to be tried. */
    record Login(Sender sender, Optional<Kept> kept, RelayAccount account) {}

    /**
     * Takes note that what was tried was refused.
     *
     * @return whether mails of the sender have to wait for a person
     */
    boolean refused(Login tried, LoginRefusedException refusal) {
        boolean isOld = tried.kept().isPresent()
                && !credentials
                        .find(
                                tried.sender().id(),
                                tried.sender().transport().relay().orElseThrow())
                        .map(Kept::version)
                        .equals(tried.kept().map(Kept::version));
        return refusal.isLasting() && !isOld && failures.record(tried.sender(), refusal.getMessage());
    }

    /** As {@link #refused(Login, LoginRefusedException)}, when there was nothing to show. */
    boolean refused(Sender sender, LoginRefusedException refusal) {
        return refusal.isLasting() && failures.record(sender, refusal.getMessage());
    }
}
