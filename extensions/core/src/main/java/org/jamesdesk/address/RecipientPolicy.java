package org.jamesdesk.address;

import java.util.Optional;
import java.util.Set;
import org.jamesdesk.address.RecipientAnswer.Accept;
import org.jamesdesk.address.RecipientAnswer.NotOurs;
import org.jamesdesk.address.RecipientAnswer.Refuse;
import org.jamesdesk.address.RecipientAnswer.TryLater;
import org.jamesdesk.token.DeskTokens;

/**
 * Decides in the SMTP dialogue about a recipient, so that nothing is refused later (R16–R22). Accepts only what is
 * proven to be the desk's, because an acceptance here overrides the server's own checks.
 */
public final class RecipientPolicy {
    private final Set<String> deskDomains;
    private final DeskTokens tokens;

    /** @param deskDomains domains in which every address is the desk's or the mail server's own, in lower case */
    public RecipientPolicy(Set<String> deskDomains, DeskTokens tokens) {
        this.deskDomains = Set.copyOf(deskDomains);
        this.tokens = tokens;
    }

    /** @param snapshot what is known of the addresses; empty when they could not be read since the start */
    public RecipientAnswer decide(EmailAddress recipient, Optional<AddressSnapshot> snapshot) {
        if (tokens.looksLikeEnvelopeSender(recipient)) {
            return tokens.signedDelivery(recipient).isPresent()
                    ? new Accept()
                    : new Refuse(550, "5.7.1", "This bounce address was not issued by this server, or has expired");
        }
        if (snapshot.isEmpty()) {
            return deskDomains.contains(recipient.domain())
                    ? new TryLater(451, "4.3.0", "The help desk is starting, please try again")
                    : new NotOurs();
        }
        return snapshot.get().find(recipient).map(RecipientPolicy::forAddress).orElseGet(NotOurs::new);
    }

    private static RecipientAnswer forAddress(SupportAddress address) {
        if (address.takesMail() || address.whenStopped() == WhenStopped.PARK) {
            return new Accept();
        }
        return new TryLater(450, "4.2.1", "This address does not take mail at the moment");
    }
}
