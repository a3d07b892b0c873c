package org.jamesdesk.mailets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.AddressSnapshot;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.BounceReports;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.ticket.EnvelopeTargets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes reports about mails that the desk sent ({@link BounceReports}). One about a notification ends here; where the same
 * mail has other recipients of the desk, it goes on for these. Everything else goes on as it came: a report about a reply,
 * which is a conversation of its ticket, and every mail that is no report. Stands after {@code ClassifyRecipients}.
 *
 * <ul>
 *   <li>{@code retryProcessor}, {@code failedProcessor}: where failures go; {@code desk-retry}, {@code desk-failed}
 * </ul>
 */
public final class RecordBounce extends IntakeMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecordBounce.class);

    private final BounceReports reports;
    private final MessageReader reader;
    private final EnvelopeTargets targets;
    private final AddressDirectory directory;

    @Inject
    public RecordBounce(
            BounceReports reports, MessageReader reader, EnvelopeTargets targets, AddressDirectory directory) {
        this.reports = reports;
        this.reader = reader;
        this.targets = targets;
        this.directory = directory;
    }

    @Override
    protected void take(Mail mail) throws MessagingException {
        Optional<ReadMessage> message = Optional.empty();
        List<MailAddress> others = new ArrayList<>();
        for (MailAddress recipient : mail.getRecipients()) {
            Optional<EmailAddress> reported =
                    EmailAddress.tryParse(recipient.asString()).filter(reports::mayConcern);
            if (reported.isPresent() && message.isEmpty()) {
                message = Optional.of(read(mail));
            }
            if (reported.isEmpty() || !reports.take(reported.get(), message.get())) {
                others.add(recipient);
            }
        }
        if (others.isEmpty()) {
            LOGGER.info("Mail {}: a report about mail of the desk", mail.getName());
            DeskAttributes.forgetRetries(mail);
            mail.setState(Mail.GHOST);
        } else if (others.size() < mail.getRecipients().size()) {
            goOnFor(mail, others);
        }
    }

    private ReadMessage read(Mail mail) throws MessagingException {
        return reader.read(MessageBytes.of(mail.getMessage()), Envelope.sender(mail));
    }

    private void goOnFor(Mail mail, List<MailAddress> others) {
        AddressSnapshot snapshot = directory
                .snapshot()
                .orElseThrow(() -> new StoreUnavailableException(
                        "The list of support addresses", new IllegalStateException("never read since the start")));
        mail.setRecipients(others);
        DeskAttributes.putTargets(
                mail,
                targets.of(
                        others.stream()
                                .flatMap(other -> EmailAddress.tryParse(other.asString()).stream())
                                .toList(),
                        snapshot));
    }

    @Override
    public String getMailetInfo() {
        return "Takes reports about mails that the desk sent";
    }
}
