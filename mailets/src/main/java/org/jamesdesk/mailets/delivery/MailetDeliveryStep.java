package org.jamesdesk.mailets.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Provider;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.server.core.MailImpl;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.DeliveryStep;
import org.jamesdesk.delivery.Dispatch;
import org.jamesdesk.mailets.VerbatimMimeMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts a delivery by running James' processor {@value #PROCESSOR} on it, in the caller's thread: what an
 * administrator puts into that processor (a signer, a footer) happens to every attempt.
 */
public final class MailetDeliveryStep implements DeliveryStep {
    /** The processor that ends with {@code DeliverReply}. */
    public static final String PROCESSOR = "desk-outgoing";

    private static final Logger LOGGER = LoggerFactory.getLogger(MailetDeliveryStep.class);

    private final Provider<MailProcessor> processors;
    private final Clock clock;

    /**
     * @param processors James' mailet container; asked for at the first delivery, when it is complete
     * @param clock stamps attempts that never reached {@code DeliverReply}
     */
    @Inject
    public MailetDeliveryStep(Provider<MailProcessor> processors, Clock clock) {
        this.processors = processors;
        this.clock = clock;
    }

    @Override
    public Attempt attempt(Dispatch dispatch, RawMessage raw) {
        Instant began = clock.instant();
        try {
            return process(dispatch, raw)
                    .orElseGet(() -> notMade(
                            dispatch,
                            began,
                            "the processor " + PROCESSOR + " made no attempt; see mailetcontainer.xml and the log"));
        } catch (MessagingException | RuntimeException e) {
            LOGGER.error("Mail {} could not be attempted", dispatch.name(), e);
            return notMade(dispatch, began, "the attempt could not be made: " + e);
        }
    }

    private Optional<Attempt> process(Dispatch dispatch, RawMessage raw) throws MessagingException {
        MailImpl mail = MailImpl.builder()
                .name(dispatch.name())
                .sender(sender(dispatch))
                .addRecipient(new MailAddress(dispatch.recipient().asString()))
                .state(PROCESSOR)
                .build();
        try {
            dispatch.sender().ifPresent(sender -> SenderAttribute.put(mail, sender));
            dispatch.envelopeId().ifPresent(id -> EnvelopeIdAttribute.put(mail, id));
            mail.setMessageNoCopy(VerbatimMimeMessage.copyOf(raw));
            processors.get().service(mail);
            return AttemptAttribute.of(mail);
        } catch (MessagingException | RuntimeException e) {
            Optional<Attempt> made = AttemptAttribute.of(mail);
            if (made.isEmpty()) {
                throw e;
            }
            LOGGER.error("Mail {} was attempted, then its processing failed", dispatch.name(), e);
            return made;
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    private static MaybeSender sender(Dispatch dispatch) throws AddressException {
        return dispatch.envelopeSender().isPresent()
                ? MaybeSender.of(new MailAddress(dispatch.envelopeSender().get().asString()))
                : MaybeSender.nullSender();
    }

    private Attempt notMade(Dispatch dispatch, Instant began, String why) {
        LOGGER.debug("Mail {} waits: {}", dispatch.name(), why);
        Outcome outcome = Outcome.failed(Outcome.Kind.DEFERRED, "4.3.0", why, false);
        return new Attempt(
                began.truncatedTo(ChronoUnit.MICROS),
                "",
                false,
                outcome.smtpCode(),
                outcome.enhancedStatus(),
                outcome.text(),
                DeliveryState.WAITING,
                Duration.between(began, clock.instant()));
    }
}
