package org.jamesdesk.sender;

import java.util.Optional;
import org.jamesdesk.address.FriendlyName;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ConfigurationView;

/**
 * Takes senders to another desk, or back to the same one. What was proven there is not proven here, and secrets never travel:
 * a sender that comes in new has to be verified, or its relay or provider authenticated again, before it sends.
 */
public final class SenderTransfer {
    /** Why a sender that came in without its secret does not send. */
    static final String NEEDS_AUTHENTICATION = "It was imported without its secret: authenticate it";

    private SenderTransfer() {}

    /** A sender without what was proven about it. */
    public static Sender shown(Sender sender) {
        return with(sender, sender.friendlyName(), false, Optional.empty(), Optional.empty());
    }

    /**
     * A sender that comes in. One that this desk has already, with the same transport, keeps what was proven about it.
     *
     * @throws ChangeRefusedException naming the field and the rule
     */
    public static Sender taken(Sender given, ConfigurationView before) {
        String name = friendlyName(given);
        return before.find(Sender.KIND, given.id().asString())
                .filter(known -> known.transport().equals(given.transport()))
                .map(known -> with(given, name, known.verified(), known.failure(), known.verification()))
                .orElseGet(() -> unproven(given, name));
    }

    private static String friendlyName(Sender given) {
        try {
            return new FriendlyName(given.friendlyName()).value();
        } catch (IllegalArgumentException e) {
            throw ChangeRefusedException.invalid("friendlyName: " + e.getMessage());
        }
    }

    private static Sender unproven(Sender given, String name) {
        boolean server = given.transport().type() == TransportType.SERVER;
        return with(
                given, name, !server, server ? Optional.empty() : Optional.of(NEEDS_AUTHENTICATION), Optional.empty());
    }

    private static Sender with(
            Sender sender,
            String name,
            boolean verified,
            Optional<String> failure,
            Optional<Verification> verification) {
        return new Sender(
                sender.department(),
                sender.address(),
                name,
                sender.transport(),
                verified,
                sender.active(),
                failure,
                verification);
    }
}
