package org.jamesdesk.mailets;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.AddressSnapshot;
import org.jamesdesk.address.DeskDomains;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.ticket.EnvelopeTargets;

/**
 * Matches the recipients whose mail belongs to the desk: support addresses, with or without {@code +detail}, and the
 * envelope senders it signed. As long as the addresses could not be read since the start, it matches every recipient in
 * a desk domain: {@code ClassifyRecipients} lets them wait and gives back those that are not the desk's.
 *
 * <pre>{@code
 * <mailet match="org.jamesdesk.mailets.IsDeskRecipient" class="ToProcessor">
 *     <processor>desk-intake</processor>
 * </mailet>
 * }</pre>
 *
 * Stands in {@code transport} before every mailet that changes or parses mails, {@code RemoveMimeHeader} included, so
 * that the desk keeps the bytes that were received.
 */
public final class IsDeskRecipient extends GenericMatcher {
    private final AddressDirectory directory;
    private final EnvelopeTargets targets;
    private final DeskDomains domains;

    @Inject
    public IsDeskRecipient(AddressDirectory directory, EnvelopeTargets targets, DeskDomains domains) {
        this.directory = directory;
        this.targets = targets;
        this.domains = domains;
    }

    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        Optional<AddressSnapshot> snapshot = directory.snapshot();
        List<MailAddress> matched = mail.getRecipients().stream()
                .filter(recipient -> belongsToDesk(recipient, snapshot))
                .toList();
        if (!matched.isEmpty()) {
            if (snapshot.isEmpty()) {
                DeskAttributes.put(mail, DeskAttributes.UNDECIDED, "true");
            }
            if (matched.size() < mail.getRecipients().size()) {
                // James is about to copy the mail for the two groups of recipients.
                VerbatimMimeMessage.protect(mail);
            }
        }
        return matched;
    }

    private boolean belongsToDesk(MailAddress recipient, Optional<AddressSnapshot> snapshot) {
        if (snapshot.isEmpty()) {
            return domains.contains(recipient.getDomain().asString());
        }
        return EmailAddress.tryParse(recipient.asString())
                .filter(address -> targets.isDeskAddress(address, snapshot.get()))
                .isPresent();
    }

    @Override
    public String getMatcherInfo() {
        return "Recipients that belong to the desk";
    }
}
