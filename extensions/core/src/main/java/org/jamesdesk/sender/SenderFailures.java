package org.jamesdesk.sender;

import java.util.Optional;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.configuration.Draft;
import org.jamesdesk.notice.AdministratorAlerts;

/** Takes senders out of use whose relay or provider does not let them in any more, and tells the administrators (R52, R53). */
public final class SenderFailures {
    private static final String WHO = "delivery";

    private final Configurations configurations;
    private final AdministratorAlerts alerts;

    public SenderFailures(Configurations configurations, AdministratorAlerts alerts) {
        this.configurations = configurations;
        this.alerts = alerts;
    }

    /**
     * Records that a sender was refused. A sender that was changed since it was tried is left alone: what was refused is not
     * what is set now.
     *
     * @param tried the sender as it was tried
     * @param reason what its relay or provider said, for an administrator
     * @return whether the sender cannot send now
     * @throws org.jamesdesk.StoreUnavailableException when the configuration cannot be changed now
     */
    public boolean record(Sender tried, String reason) {
        boolean unusable = configurations.change(WHO, draft -> failed(draft, tried, reason));
        if (unusable) {
            alerts.raise(
                    "sender/" + tried.id(),
                    "Mail from " + tried.address() + " waits: its login is refused",
                    reason + "\n\nMail from " + tried.address() + " (department " + tried.department()
                            + ") waits and goes out when the address is authenticated again: PUT /desk/departments/"
                            + tried.department() + "/senders/" + tried.address().key() + "/authentication\n");
        }
        return unusable;
    }

    private static boolean failed(Draft draft, Sender tried, String reason) {
        Optional<Sender> now = draft.find(Sender.KIND, tried.id().asString());
        if (now.isEmpty() || !now.get().isUsable()) {
            return true;
        }
        if (!now.get().equals(tried)) {
            return false;
        }
        draft.put(
                Sender.KIND,
                new Sender(
                        tried.department(),
                        tried.address(),
                        tried.friendlyName(),
                        tried.transport(),
                        tried.verified(),
                        tried.active(),
                        Optional.of(reason),
                        tried.verification()));
        return true;
    }
}
