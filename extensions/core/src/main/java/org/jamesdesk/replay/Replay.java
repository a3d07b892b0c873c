package org.jamesdesk.replay;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.contact.Contact;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.ticket.IncomingMail;
import org.jamesdesk.ticket.IntakeResult;
import org.jamesdesk.ticket.IntakeTarget;
import org.jamesdesk.ticket.TicketIntake;
import org.jamesdesk.ticket.TicketNumbers;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;

/**
 * An empty desk in memory, through which mails are run one after the other as if they had come to its first support
 * address: the intake is the server's. It remembers of each mail what threading needs, and nothing of its content.
 */
public final class Replay {
    private static final DepartmentId DEPARTMENT = new DepartmentId("support");
    private static final String DOMAIN = "desk.example";

    private final List<IntakeTarget> targets;
    private final TicketIntake intake;

    /** @param settings what holds in that desk */
    public Replay(ReplaySettings settings) {
        Clock clock = Clock.systemUTC();
        InMemoryDesk desk = new InMemoryDesk(clock);
        // What this desk sends is never seen again, so any key will do.
        DeskTokens tokens = new DeskTokens(SigningKey.of(new byte[SigningKey.LENGTH]), DOMAIN, clock);
        List<EmailAddress> own = settings.supportAddresses();
        this.targets = List.of(new IntakeTarget(DEPARTMENT, own.get(0), Optional.empty()));
        this.intake = new TicketIntake(
                new MessageReader(),
                desk.knownMessages(),
                desk.claims(),
                new ContentlessTicketStore(desk.tickets()),
                new TicketNumbers(desk.numberBlocks(), clock),
                tokens,
                new ThreadingContext(own::contains, settings.agents()::contains, settings::threading),
                (message, department) -> Contact.author(message),
                mail -> {},
                work -> {},
                clock);
    }

    /** Takes the next mail in. */
    public IntakeResult take(RawMessage raw) {
        return intake.take(new IncomingMail(raw, Optional.empty(), targets)).get(0);
    }
}
