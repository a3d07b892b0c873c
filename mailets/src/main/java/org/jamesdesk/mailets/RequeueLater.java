package org.jamesdesk.mailets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.jamesdesk.delivery.RetrySchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a mail off that could not be taken in because the stores did not answer. Stands alone in the processor
 * {@code desk-retry}. The mail is in the queue again before its processing ends here: a crash in between makes it run
 * twice, which intake survives, and never loses it.
 *
 * <ul>
 *   <li>{@code delays}: the pauses, such as {@code 5s, 30s, 1m*3, 1h}; the last one is repeated. Default:
 *       {@code intake.retryDelays} of {@code desk.properties}. Each pause is made longer by up to a half at random, so
 *       that mails which were put off together do not come back together
 *   <li>{@code giveUpAfter}: how many days a mail is put off before it goes to {@code failedProcessor}; default: no end
 *   <li>{@code processor}: where the mail goes then; {@code desk-intake}
 *   <li>{@code failedProcessor}: {@code desk-failed}
 * </ul>
 */
public final class RequeueLater extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(RequeueLater.class);

    private final MailQueueFactory<?> queues;
    private final IntakeRetries configured;
    private final Clock clock;
    private SpoolQueue spool;
    private List<Duration> delays;
    private Optional<Duration> giveUpAfter;
    private String processor;
    private String failedProcessor;

    @Inject
    public RequeueLater(MailQueueFactory<?> queues, IntakeRetries configured, Clock clock) {
        this.queues = queues;
        this.configured = configured;
        this.clock = clock;
    }

    @Override
    public void init() throws MessagingException {
        try {
            delays = getInitParameterAsOptional("delays")
                    .map(RetrySchedule::parse)
                    .orElse(configured.pauses())
                    .delays();
        } catch (IllegalArgumentException e) {
            throw new MessagingException("RequeueLater: delays: " + e.getMessage(), e);
        }
        giveUpAfter = giveUpAfter();
        processor = getInitParameter("processor", "desk-intake");
        failedProcessor = getInitParameter("failedProcessor", "desk-failed");
        spool = new SpoolQueue(queues);
    }

    private Optional<Duration> giveUpAfter() throws MessagingException {
        Optional<String> days = getInitParameterAsOptional("giveUpAfter").map(String::trim);
        if (days.isPresent() && !days.get().matches("[1-9]\\d{0,3}")) {
            throw new MessagingException("RequeueLater: giveUpAfter: a number of days from 1 to 9999 expected");
        }
        return days.map(Long::parseLong).map(Duration::ofDays);
    }

    @Override
    public void service(Mail mail) {
        Instant since = DeskAttributes.text(mail, DeskAttributes.RETRIED_SINCE)
                .map(Instant::parse)
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
        int retries = DeskAttributes.number(mail, DeskAttributes.RETRIES) + 1;
        boolean exhausted = giveUpAfter
                .map(limit -> since.plus(limit).isBefore(clock.instant()))
                .orElse(false);
        if (exhausted) {
            giveUp(mail, "Given up after " + retries + " attempts since " + since);
            return;
        }
        DeskAttributes.put(mail, DeskAttributes.RETRIES, retries);
        DeskAttributes.put(mail, DeskAttributes.RETRIED_SINCE, since.toString());
        mail.setErrorMessage(null);
        putOff(mail, pause(retries));
    }

    private Duration pause(int retries) {
        long millis = delays.get(Math.min(retries, delays.size()) - 1).toMillis();
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    private void putOff(Mail mail, Duration pause) {
        try {
            spool.put(mail, processor, pause);
            mail.setState(Mail.GHOST);
            LOGGER.warn("Mail {} waits {} s: {}", mail.getName(), pause.toSeconds(), reason(mail));
        } catch (MessagingException e) {
            LOGGER.error("Mail {} cannot be put off and goes to {}", mail.getName(), failedProcessor, e);
            giveUp(mail, "The mail queue did not take it again");
        }
    }

    private void giveUp(Mail mail, String why) {
        DeskAttributes.put(mail, DeskAttributes.REASON, Reasons.sentence(why + ". " + reason(mail)));
        DeskAttributes.forgetRetries(mail);
        mail.setErrorMessage(null);
        mail.setState(failedProcessor);
        VerbatimMimeMessage.protect(mail);
    }

    private static String reason(Mail mail) {
        return DeskAttributes.text(mail, DeskAttributes.REASON).orElse("The stores did not answer");
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        return List.of(new ProcessingState(processor), new ProcessingState(failedProcessor));
    }

    @Override
    public String getMailetInfo() {
        return "Puts a mail off until the stores answer";
    }
}
