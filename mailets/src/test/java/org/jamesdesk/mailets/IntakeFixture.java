package org.jamesdesk.mailets;

import java.time.Clock;
import java.util.List;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.DeskDomains;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.WhenStopped;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.contact.Contact;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.ticket.EnvelopeTargets;
import org.jamesdesk.ticket.TicketIntake;
import org.jamesdesk.ticket.TicketNumbers;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;

/** A desk with the addresses support@ (the default) and sales@desk.example, in two departments. */
final class IntakeFixture {
    final Clock clock = Clock.systemUTC();
    final InMemoryDesk desk = new InMemoryDesk(clock);
    final DeskTokens tokens = new DeskTokens(SigningKey.of(new byte[SigningKey.LENGTH]), "desk.example", clock);
    final EnvelopeTargets targets = new EnvelopeTargets(tokens);
    final Configurations configurations = new Configurations(desk.configuration(), clock);
    final AddressDirectory directory = new AddressDirectory(configurations);
    final RecordingMetricFactory metrics = new RecordingMetricFactory();
    final MemoryMailQueueFactory queues = new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory());

    IntakeFixture() {
        Configurations elsewhere = new Configurations(desk.configuration(), clock);
        new FirstStart(elsewhere).createDefaults("desk.example");
        DepartmentId sales = new DepartmentId("sales");
        elsewhere.edit("test", draft -> {
            draft.put(Department.KIND, new Department(sales, "Sales"));
            draft.put(
                    SupportAddress.KIND,
                    new SupportAddress(
                            EmailAddress.parse("sales@desk.example"),
                            "Sales",
                            sales,
                            true,
                            WhenStopped.PARK,
                            List.of()));
        });
    }

    /** As if the stores had answered. */
    IntakeFixture started() {
        configurations.refresh();
        return this;
    }

    IsDeskRecipient isDeskRecipient() {
        return new IsDeskRecipient(directory, targets, DeskDomains.of("Desk.Example"));
    }

    ClassifyRecipients classifyRecipients() throws Exception {
        ClassifyRecipients mailet = new ClassifyRecipients(directory, targets, queues);
        mailet.init(Mails.config());
        return mailet;
    }

    TicketIntake intake() {
        return new TicketIntake(
                new MessageReader(),
                desk.knownMessages(),
                desk.claims(),
                desk.tickets(),
                new TicketNumbers(desk.numberBlocks(), clock),
                tokens,
                ThreadingContext.withDefaults(address -> address.domain().equals("desk.example")),
                (message, department) -> Contact.author(message),
                mail -> {},
                work -> {},
                clock);
    }

    ThreadIntoTicket threadIntoTicket(String... parameters) throws Exception {
        ThreadIntoTicket mailet = new ThreadIntoTicket(intake(), metrics);
        mailet.init(Mails.config(parameters));
        return mailet;
    }
}
