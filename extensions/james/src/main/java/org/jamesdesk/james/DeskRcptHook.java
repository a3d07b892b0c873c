package org.jamesdesk.james;

import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.RecipientAnswer;
import org.jamesdesk.address.RecipientAnswer.Accept;
import org.jamesdesk.address.RecipientAnswer.NotOurs;
import org.jamesdesk.address.RecipientAnswer.Refuse;
import org.jamesdesk.address.RecipientAnswer.TryLater;
import org.jamesdesk.address.RecipientPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers RCPT for the desk's addresses. It runs on the network thread, so it asks the snapshot in memory and never a
 * store. It stands in the handler chain before the handlers that check recipients: those know nothing of support
 * addresses and of addresses that carry a token.
 *
 * <p>Named in {@code smtpserver.xml}; the class name is public API.
 */
public final class DeskRcptHook implements RcptHook {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeskRcptHook.class);
    private static final HookResult ON_DOUBT = HookResult.builder()
            .hookReturnCode(HookReturnCode.denySoft())
            .smtpReturnCode("451")
            .smtpDescription("4.3.0 The help desk cannot tell about this address now, please try again")
            .build();

    private final RecipientPolicy policy;
    private final AddressDirectory directory;
    private final MetricFactory metrics;

    @Inject
    public DeskRcptHook(RecipientPolicy policy, AddressDirectory directory, MetricFactory metrics) {
        this.policy = policy;
        this.directory = directory;
        this.metrics = metrics;
    }

    @Override
    public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
        try {
            Optional<EmailAddress> address = EmailAddress.tryParse(recipient.asString());
            return address.isEmpty() ? HookResult.DECLINED : result(decide(address.get()));
        } catch (RuntimeException e) {
            LOGGER.error("Answered 451 to a recipient because the help desk failed on it", e);
            return ON_DOUBT;
        }
    }

    private RecipientAnswer decide(EmailAddress address) {
        RecipientAnswer answer = policy.decide(address, directory.snapshot());
        metrics.generate("desk-rcpt-" + answer.getClass().getSimpleName()).increment();
        return answer;
    }

    private static HookResult result(RecipientAnswer answer) {
        if (answer instanceof Accept) {
            return HookResult.OK;
        }
        if (answer instanceof NotOurs) {
            return HookResult.DECLINED;
        }
        if (answer instanceof Refuse refuse) {
            return refusal(HookReturnCode.deny(), refuse.code(), refuse.enhancedStatus(), refuse.text());
        }
        TryLater later = (TryLater) answer;
        return refusal(HookReturnCode.denySoft(), later.code(), later.enhancedStatus(), later.text());
    }

    private static HookResult refusal(HookReturnCode code, int smtpCode, String enhancedStatus, String text) {
        return HookResult.builder()
                .hookReturnCode(code)
                .smtpReturnCode(Integer.toString(smtpCode))
                .smtpDescription(enhancedStatus + " " + text)
                .build();
    }
}
