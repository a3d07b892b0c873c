package org.jamesdesk.mailets;

import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.jamesdesk.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step of intake. Decides what becomes of a mail on which the step failed: stores being down is never the mail's
 * fault, it goes to the processor of the parameter {@code retryProcessor} ({@code desk-retry}); every other failure
 * sends it to {@code failedProcessor} ({@code desk-failed}). In both cases the attribute {@code desk.reason} says why.
 */
abstract class IntakeMailet extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(IntakeMailet.class);

    private String retryProcessor = "desk-retry";
    private String failedProcessor = "desk-failed";

    @Override
    public void init() throws MessagingException {
        retryProcessor = getInitParameter("retryProcessor", retryProcessor);
        failedProcessor = getInitParameter("failedProcessor", failedProcessor);
    }

    /** The step itself; whatever it throws decides where the mail goes. */
    protected abstract void take(Mail mail) throws Exception;

    @Override
    public final void service(Mail mail) {
        try {
            // A mail that comes back from a repository.
            KeptHeader.restore(mail);
            take(mail);
        } catch (StackOverflowError e) {
            fail(mail, e);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            if (isStoreTrouble(e)) {
                putOff(mail, e);
            } else {
                fail(mail, e);
            }
        }
    }

    private static boolean isStoreTrouble(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 32; depth++) {
            if (cause instanceof StoreUnavailableException || cause instanceof UncheckedIOException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private void putOff(Mail mail, Throwable why) {
        DeskAttributes.put(mail, DeskAttributes.REASON, Reasons.sentence(why.getMessage()));
        mail.setErrorMessage(null);
        mail.setState(retryProcessor);
    }

    private void fail(Mail mail, Throwable why) {
        LOGGER.error("Mail {} failed in {} and goes to {}", mail.getName(), name(), failedProcessor, why);
        toFailed(mail, name() + " failed: " + Reasons.of(why));
    }

    /** Ends intake of a mail with a reason for the administrator. */
    protected final void toFailed(Mail mail, String reason) {
        DeskAttributes.put(mail, DeskAttributes.REASON, Reasons.sentence(reason));
        DeskAttributes.forgetRetries(mail);
        mail.setErrorMessage(null);
        mail.setState(failedProcessor);
        VerbatimMimeMessage.protect(mail);
    }

    private String name() {
        return getClass().getSimpleName();
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        return List.of(new ProcessingState(retryProcessor), new ProcessingState(failedProcessor));
    }
}
