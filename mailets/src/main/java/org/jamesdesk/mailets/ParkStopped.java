package org.jamesdesk.mailets;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;

/**
 * Puts the mail of support addresses whose intake is stopped aside, one copy for each address (R19–R22); the other
 * recipients go on. First step of the processor {@code desk-intake}. A mail that was accepted before the intake was stopped
 * is put aside even where new ones are refused: it got its {@code 250}.
 *
 * <ul>
 *   <li>{@code retryProcessor}, {@code failedProcessor}: where failures go; {@code desk-retry}, {@code desk-failed}
 *   <li>{@code parkedProcessor}: keeps the mails put aside, in a repository with the path {@code var/mail/desk-parked};
 *       {@code desk-parked}
 * </ul>
 */
public final class ParkStopped extends IntakeMailet {
    private final AddressDirectory directory;
    private final MailQueueFactory<?> queues;
    private final Clock clock;
    private SpoolQueue spool;
    private String parkedProcessor;

    @Inject
    public ParkStopped(AddressDirectory directory, MailQueueFactory<?> queues, Clock clock) {
        this.directory = directory;
        this.queues = queues;
        this.clock = clock;
    }

    @Override
    public void init() throws MessagingException {
        super.init();
        parkedProcessor = getInitParameter("parkedProcessor", "desk-parked");
        spool = new SpoolQueue(queues);
    }

    @Override
    protected void take(Mail mail) throws MessagingException {
        mail.removeAttribute(DeskAttributes.SUPPORT_ADDRESS);
        mail.removeAttribute(DeskAttributes.PARKED_AT);
        Map<EmailAddress, List<MailAddress>> stopped = new LinkedHashMap<>();
        List<MailAddress> others = new ArrayList<>();
        for (MailAddress recipient : mail.getRecipients()) {
            stoppedAddress(recipient)
                    .ifPresentOrElse(
                            address -> stopped.computeIfAbsent(address, any -> new ArrayList<>())
                                    .add(recipient),
                            () -> others.add(recipient));
        }
        for (Map.Entry<EmailAddress, List<MailAddress>> entry : stopped.entrySet()) {
            park(mail, entry.getKey(), entry.getValue());
        }
        if (others.isEmpty()) {
            mail.setState(Mail.GHOST);
        } else if (!stopped.isEmpty()) {
            mail.setRecipients(others);
        }
    }

    /** Addresses that were never read stop nobody: {@code ClassifyRecipients} lets the mail wait for them. */
    private Optional<EmailAddress> stoppedAddress(MailAddress recipient) {
        return directory
                .snapshot()
                .flatMap(snapshot -> EmailAddress.tryParse(recipient.asString()).flatMap(snapshot::find))
                .filter(address -> !address.takesMail())
                .map(SupportAddress::address);
    }

    private void park(Mail mail, EmailAddress address, List<MailAddress> recipients) throws MessagingException {
        MailImpl copy = MailImpl.duplicateWithoutMessage(mail).build();
        try {
            copy.setMessageNoCopy(VerbatimMimeMessage.copyOf(MessageBytes.of(mail.getMessage())));
            copy.setName(ParkedName.of(mail.getName(), address));
            copy.setRecipients(recipients);
            copy.setErrorMessage(null);
            DeskAttributes.forgetRetries(copy);
            DeskAttributes.put(copy, DeskAttributes.SUPPORT_ADDRESS, address.asString());
            DeskAttributes.put(
                    copy,
                    DeskAttributes.PARKED_AT,
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
            spool.put(copy, parkedProcessor, Duration.ZERO);
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        List<ProcessingState> states = new ArrayList<>(super.requiredProcessingState());
        states.add(new ProcessingState(parkedProcessor));
        return states;
    }

    @Override
    public String getMailetInfo() {
        return "Puts the mail of stopped support addresses aside";
    }
}
