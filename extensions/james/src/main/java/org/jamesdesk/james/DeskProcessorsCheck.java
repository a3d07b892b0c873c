package org.jamesdesk.james;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.Multimap;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.mailetcontainer.impl.CompositeProcessorImpl;
import org.apache.james.mailetcontainer.impl.MailetProcessorImpl;
import org.apache.james.mailetcontainer.impl.MatcherMailetPair;
import org.apache.james.modules.server.MailetContainerModule.ProcessorsCheck;
import org.apache.mailet.Mailet;
import org.jamesdesk.mailets.ClassifyRecipients;
import org.jamesdesk.mailets.ConfirmSender;
import org.jamesdesk.mailets.DeliverReply;
import org.jamesdesk.mailets.ParkStopped;
import org.jamesdesk.mailets.RecordBounce;
import org.jamesdesk.mailets.RequeueLater;
import org.jamesdesk.mailets.SignWithDkim;
import org.jamesdesk.mailets.ThreadIntoTicket;
import org.jamesdesk.mailets.delivery.MailetDeliveryStep;

/** Lets James start only when {@code mailetcontainer.xml} has the processors without which the desk cannot work. */
final class DeskProcessorsCheck implements ProcessorsCheck {
    /** Checks a mailet container that is complete. */
    void check(CompositeProcessorImpl container) throws ConfigurationException {
        Multimap<String, MatcherMailetPair> processors = ArrayListMultimap.create();
        for (String state : container.getProcessorStates()) {
            if (container.getProcessor(state) instanceof MailetProcessorImpl processor) {
                processors.putAll(state, processor.getPairs());
            }
        }
        check(processors);
    }

    @Override
    public void check(Multimap<String, MatcherMailetPair> processors) throws ConfigurationException {
        require(processors, "desk-intake", ParkStopped.class);
        require(processors, "desk-intake", ClassifyRecipients.class);
        require(processors, "desk-intake", RecordBounce.class);
        require(processors, "desk-intake", ConfirmSender.class);
        require(processors, "desk-intake", ThreadIntoTicket.class);
        require(processors, "desk-retry", RequeueLater.class);
        require(processors, MailetDeliveryStep.PROCESSOR, SignWithDkim.class);
        require(processors, MailetDeliveryStep.PROCESSOR, DeliverReply.class);
    }

    private static void require(
            Multimap<String, MatcherMailetPair> processors, String processor, Class<? extends Mailet> mailet)
            throws ConfigurationException {
        boolean there = processors.get(processor).stream().anyMatch(pair -> mailet.isInstance(pair.getMailet()));
        if (!there) {
            throw new ConfigurationException("mailetcontainer.xml: the processor " + processor
                    + " is needed by the help desk, with the mailet " + mailet.getName());
        }
    }
}
