package org.jamesdesk.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import java.time.Clock;
import javax.inject.Singleton;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.DeskDomains;
import org.jamesdesk.address.RecipientPolicy;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.contact.ContactChoice;
import org.jamesdesk.james.configuration.DeskConfiguration;
import org.jamesdesk.mailets.IntakeRetries;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.notification.Notifications;
import org.jamesdesk.search.OpenedTickets;
import org.jamesdesk.threading.KnownMessages;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.ticket.ClaimStore;
import org.jamesdesk.ticket.EnvelopeTargets;
import org.jamesdesk.ticket.NumberBlockStore;
import org.jamesdesk.ticket.TicketIntake;
import org.jamesdesk.ticket.TicketNumbers;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.work.WorkSignal;

/** How mail gets in: which recipients there are, and how a mail becomes a conversation. */
final class IntakeModule extends AbstractModule {
    @Provides
    DeskDomains domains(DeskConfiguration configuration) {
        return configuration.domains();
    }

    @Provides
    @Singleton
    RecipientPolicy recipientPolicy(DeskDomains domains, DeskTokens tokens) {
        return new RecipientPolicy(domains.all(), tokens);
    }

    @Provides
    @Singleton
    EnvelopeTargets envelopeTargets(DeskTokens tokens) {
        return new EnvelopeTargets(tokens);
    }

    @Provides
    @Singleton
    MessageReader reader() {
        return new MessageReader();
    }

    @Provides
    @Singleton
    TicketNumbers numbers(NumberBlockStore blocks, Clock clock) {
        return new TicketNumbers(blocks, clock);
    }

    @Provides
    @Singleton
    TicketIntake intake(
            MessageReader reader,
            KnownMessages knownMessages,
            ClaimStore claims,
            TicketStore tickets,
            TicketNumbers numbers,
            DeskTokens tokens,
            AddressDirectory directory,
            Configurations configurations,
            OpenedTickets opened,
            Notifications notifications,
            WorkSignal signal,
            Clock clock) {
        return new TicketIntake(
                reader,
                knownMessages,
                claims,
                tickets,
                numbers,
                tokens,
                ThreadingContext.withDefaults(directory::isOurs),
                ContactChoice.by(configurations),
                opened.andThen(notifications),
                signal,
                clock);
    }

    @Provides
    @Singleton
    OpenedTickets openedTickets() {
        return new OpenedTickets();
    }

    @Provides
    IntakeRetries intakeRetries(DeskConfiguration configuration) {
        return configuration.intakeRetries();
    }
}
