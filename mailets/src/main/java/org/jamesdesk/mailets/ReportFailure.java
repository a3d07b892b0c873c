package org.jamesdesk.mailets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.bounce.SmtpVerdict;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.report.ReportedMail;
import org.jamesdesk.delivery.report.StatusReport;
import org.jamesdesk.delivery.report.StatusReportComposer;
import org.jamesdesk.delivery.report.StatusReportComposer.Letterhead;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.ticket.ConversationIds;

/**
 * Tells the sender of a mail that James' {@code RemoteDelivery} has given up what became of it: a delivery status notification
 * (RFC 3464) for each recipient, from the postmaster, with the null sender. Nobody is told of a mail from the null sender, nor
 * who asked not to be (RFC 3461 NOTIFY). Ends the processing of the mail; stands in the processor {@code bounces} in the place
 * of James' {@code DSNBounce}, which writes the whole answer of the other server where a status code belongs, line ends
 * included. Takes no parameters.
 *
 * <pre>{@code <mailet match="All" class="org.jamesdesk.mailets.ReportFailure"/>}</pre>
 */
public final class ReportFailure extends GenericMailet {
    private static final AttributeName ERROR = AttributeName.of("delivery-error");
    private static final Pattern ANSWER =
            Pattern.compile("(?:^|\\s)([245]\\d\\d)[ -](?:([245]\\.\\d{1,3}\\.\\d{1,3})\\s)?");
    private static final String NO_REASON = "the mail was given up";

    private final StatusReportComposer composer;
    private final Clock clock;

    @Inject
    public ReportFailure(StatusReportComposer composer, Clock clock) {
        this.composer = composer;
        this.clock = clock;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Optional<EmailAddress> sender = Envelope.sender(mail);
        if (sender.isPresent()) {
            RawMessage original = MessageBytes.of(mail.getMessage());
            for (MailAddress recipient : mail.getRecipients()) {
                Optional<EmailAddress> address = EmailAddress.tryParse(recipient.asString());
                if (address.isPresent() && isWanted(mail, recipient)) {
                    tell(mail, sender.get(), address.get(), original);
                }
            }
        }
        mail.setState(Mail.GHOST);
    }

    private static boolean isWanted(Mail mail, MailAddress recipient) {
        return mail.dsnParameters()
                .map(DsnParameters::getRcptParameters)
                .flatMap(parameters -> Optional.ofNullable(parameters.get(recipient)))
                .flatMap(DsnParameters.RecipientDsnParameters::getNotifyParameter)
                .map(wanted -> wanted.contains(Notify.FAILURE))
                .orElse(true);
    }

    private void tell(Mail mail, EmailAddress sender, EmailAddress recipient, RawMessage original)
            throws MessagingException {
        MailAddress postmaster = getMailetContext().getPostmaster();
        Attempt attempt = attempt(mail);
        ReportedMail reported = new ReportedMail(
                recipient,
                mail.dsnParameters()
                        .flatMap(DsnParameters::getEnvIdParameter)
                        .map(DsnParameters.EnvId::asString)
                        .map(ReportFailure::oneLine),
                Optional.empty(),
                mail.getLastUpdated().toInstant(),
                0);
        StatusReport report = new StatusReport(
                StatusReport.Kind.FAILED,
                reported,
                attempt,
                SmtpVerdict.of(attempt).reason(),
                Optional.empty());
        String id = ConversationIds.hash("failure", mail.getName(), recipient.key()) + "@"
                + postmaster.getDomain().asString();
        Letterhead head = new Letterhead(id, Mailbox.of(EmailAddress.parse(postmaster.asString())), Mailbox.of(sender));
        send(id, sender, composer.compose(report, head, original));
    }

    /** The other server's answer, as far as RemoteDelivery leaves it. */
    private Attempt attempt(Mail mail) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String error = oneLine(AttributeUtils.getValueAndCastFromMail(mail, ERROR, String.class)
                .filter(text -> !text.isBlank())
                .orElse(NO_REASON));
        Matcher answer = ANSWER.matcher(error);
        boolean answered = answer.find();
        return new Attempt(
                now,
                "",
                false,
                answered ? Optional.of(Integer.valueOf(answer.group(1))) : Optional.empty(),
                answered ? Optional.ofNullable(answer.group(2)) : Optional.empty(),
                error.length() <= Attempt.MAX_TEXT ? error : error.substring(0, Attempt.MAX_TEXT),
                DeliveryState.BOUNCED,
                Duration.ZERO);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
    }

    private void send(String id, EmailAddress to, RawMessage report) throws MessagingException {
        MailImpl mail = MailImpl.builder()
                .name(id)
                .sender(MaybeSender.nullSender())
                .addRecipient(to.asString())
                .build();
        try {
            mail.setMessageNoCopy(VerbatimMimeMessage.copyOf(report));
            getMailetContext().sendMail(mail);
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    @Override
    public String getMailetInfo() {
        return "Tells a sender what became of a mail";
    }
}
