package org.jamesdesk.mailets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.AddressSnapshot;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.ticket.EnvelopeTargets;

/**
 * Finds out which departments a mail came to, by its envelope, and writes them into the attribute {@code desk.targets}.
 * First step of the processor {@code desk-intake}; what an earlier run left on the mail is wiped out, so that a mail may
 * be replayed from a repository as it is.
 *
 * <ul>
 *   <li>{@code retryProcessor}, {@code failedProcessor}: where failures go; {@code desk-retry}, {@code desk-failed}
 *   <li>{@code otherProcessor}: where recipients go that were taken for the desk's while its addresses were not known;
 *       {@code transport}
 * </ul>
 */
public final class ClassifyRecipients extends IntakeMailet {
    private final AddressDirectory directory;
    private final EnvelopeTargets targets;
    private final MailQueueFactory<?> queues;
    private SpoolQueue spool;
    private String otherProcessor;

    @Inject
    public ClassifyRecipients(AddressDirectory directory, EnvelopeTargets targets, MailQueueFactory<?> queues) {
        this.directory = directory;
        this.targets = targets;
        this.queues = queues;
    }

    @Override
    public void init() throws MessagingException {
        super.init();
        otherProcessor = getInitParameter("otherProcessor", "transport");
        spool = new SpoolQueue(queues);
    }

    @Override
    protected void take(Mail mail) throws MessagingException {
        mail.setErrorMessage(null);
        mail.removeAttribute(DeskAttributes.REASON);
        AddressSnapshot snapshot = directory
                .snapshot()
                .orElseThrow(() -> new StoreUnavailableException(
                        "The list of support addresses", new IllegalStateException("never read since the start")));
        boolean undecided = mail.removeAttribute(DeskAttributes.UNDECIDED).isPresent();
        List<EmailAddress> ours = new ArrayList<>();
        List<MailAddress> kept = new ArrayList<>();
        List<MailAddress> others = new ArrayList<>();
        for (MailAddress recipient : mail.getRecipients()) {
            Optional<EmailAddress> address = EmailAddress.tryParse(recipient.asString())
                    .filter(parsed -> targets.isDeskAddress(parsed, snapshot));
            address.ifPresent(ours::add);
            (address.isPresent() ? kept : others).add(recipient);
        }
        if (ours.isEmpty()) {
            turnAway(mail, undecided);
            return;
        }
        if (!others.isEmpty()) {
            split(mail, others, undecided);
            mail.setRecipients(kept);
        }
        DeskAttributes.putTargets(mail, targets.of(ours, snapshot));
    }

    private void turnAway(Mail mail, boolean undecided) {
        if (undecided) {
            DeskAttributes.forgetRetries(mail);
            mail.setState(otherProcessor);
        } else {
            toFailed(mail, gone(mail.getRecipients()));
        }
    }

    /** Named after the mail, so that a second run after a crash does not leave a second copy in a repository. */
    private void split(Mail mail, List<MailAddress> others, boolean undecided) throws MessagingException {
        MailImpl copy = MailImpl.duplicateWithoutMessage(mail).build();
        try {
            copy.setMessageNoCopy(VerbatimMimeMessage.copyOf(MessageBytes.of(mail.getMessage())));
            copy.setName(mail.getName() + "-others");
            copy.setRecipients(others);
            turnAway(copy, undecided);
            spool.put(copy, copy.getState(), Duration.ZERO);
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }

    private static String gone(Collection<MailAddress> recipients) {
        return "Not an address of the desk any more: "
                + recipients.stream().map(MailAddress::asString).collect(Collectors.joining(", "));
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        List<ProcessingState> states = new ArrayList<>(super.requiredProcessingState());
        states.add(new ProcessingState(otherProcessor));
        return states;
    }

    @Override
    public String getMailetInfo() {
        return "Finds the departments that a mail came to";
    }
}
