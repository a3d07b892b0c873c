package org.jamesdesk.ticket;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.address.AddressSnapshot;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SignedDelivery;

/** Says which departments a mail came to, by its envelope and nothing else (R10). */
public final class EnvelopeTargets {
    private final DeskTokens tokens;

    public EnvelopeTargets(DeskTokens tokens) {
        this.tokens = tokens;
    }

    /** Whether mail to this recipient belongs to the desk: a support address, or a reverse-path that the desk signed. */
    public boolean isDeskAddress(EmailAddress recipient, AddressSnapshot snapshot) {
        return tokens.signedDelivery(recipient).isPresent()
                || snapshot.find(recipient).isPresent();
    }

    /**
     * The departments among the recipients, each once, in the order of the recipients. A bounce comes to the default
     * department, with the ticket it is about as its token.
     */
    public List<IntakeTarget> of(Collection<EmailAddress> recipients, AddressSnapshot snapshot) {
        Map<DepartmentId, IntakeTarget> targets = new LinkedHashMap<>();
        for (EmailAddress recipient : recipients) {
            target(recipient, snapshot)
                    .ifPresent(target -> targets.merge(target.department(), target, EnvelopeTargets::merge));
        }
        return List.copyOf(targets.values());
    }

    private Optional<IntakeTarget> target(EmailAddress recipient, AddressSnapshot snapshot) {
        Optional<SignedDelivery> bounced = tokens.signedDelivery(recipient);
        if (bounced.isPresent()) {
            return Optional.of(new IntakeTarget(
                    snapshot.defaultDepartment(), snapshot.defaultAddress(), bounced.map(SignedDelivery::ticket)));
        }
        Optional<SupportAddress> found = snapshot.find(recipient);
        return found.map(address ->
                new IntakeTarget(address.department(), address.address(), tokens.ticketOfReplyAddress(recipient)));
    }

    private static IntakeTarget merge(IntakeTarget first, IntakeTarget second) {
        return first.token().isPresent()
                ? first
                : new IntakeTarget(first.department(), first.supportAddress(), second.token());
    }
}
