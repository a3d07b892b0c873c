package org.jamesdesk.mailets;

import java.util.List;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jamesdesk.message.authentication.SenderAuthentication;
import org.jamesdesk.ticket.IncomingMail;
import org.jamesdesk.ticket.IntakeResult;
import org.jamesdesk.ticket.TicketIntake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a mail into the tickets of the departments that {@code ClassifyRecipients} found, then ends its processing. The
 * numbers of the tickets are in the attribute {@code desk.tickets}.
 *
 * <ul>
 *   <li>{@code passThrough}: {@code true} hands the mail to the next mailet instead; default {@code false}
 *   <li>{@code retryProcessor}, {@code failedProcessor}: where failures go; {@code desk-retry}, {@code desk-failed}
 * </ul>
 *
 * Metrics: timer {@code desk-intake}, counters {@code desk-intake-opened}, {@code -joined}, {@code -repeated} and
 * {@code -ownCopy}.
 */
public final class ThreadIntoTicket extends IntakeMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(ThreadIntoTicket.class);
    private static final String METRIC = "desk-intake";

    private final TicketIntake intake;
    private final MetricFactory metrics;
    private boolean passThrough;

    @Inject
    public ThreadIntoTicket(TicketIntake intake, MetricFactory metrics) {
        this.intake = intake;
        this.metrics = metrics;
    }

    @Override
    public void init() throws MessagingException {
        super.init();
        passThrough = getInitParameter("passThrough", false);
    }

    @Override
    protected void take(Mail mail) throws MessagingException {
        IncomingMail incoming = new IncomingMail(
                MessageBytes.of(mail.getMessage()),
                Envelope.sender(mail),
                DeskAttributes.text(mail, DeskAttributes.AUTHENTICATION).map(SenderAuthentication::parse),
                DeskAttributes.targets(mail));
        List<IntakeResult> results = metrics.decorateSupplierWithTimerMetric(METRIC, () -> intake.take(incoming));
        for (IntakeResult result : results) {
            metrics.generate(METRIC + "-" + result.decision().apiName()).increment();
            LOGGER.info(
                    "Mail {}: ticket {} {}",
                    mail.getName(),
                    result.ticket(),
                    result.decision().apiName());
        }
        DeskAttributes.forgetRetries(mail);
        DeskAttributes.putTickets(
                mail, results.stream().map(IntakeResult::ticket).toList());
        if (!passThrough) {
            mail.setState(Mail.GHOST);
        }
    }

    @Override
    public String getMailetInfo() {
        return "Makes a ticket of a mail or adds it to one";
    }
}
