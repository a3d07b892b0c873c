package org.jamesdesk.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.agent.Agent;
import org.jamesdesk.agent.AgentAdministration;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.contact.ContactChoice;
import org.jamesdesk.delivery.report.StatusReportComposer;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.IncomingMail;
import org.jamesdesk.ticket.IntakeResult;
import org.jamesdesk.ticket.IntakeTarget;
import org.jamesdesk.ticket.TicketIntake;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketNumbers;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.jamesdesk.work.Work;

/** A desk in memory with one ticket, which an agent answers. */
public final class AnsweredTicket {
    public static final EmailAddress SUPPORT = EmailAddress.parse("support@desk.example");
    public static final EmailAddress AGENT = EmailAddress.parse("bia@zylker.example");
    public static final EmailAddress CUSTOMER = EmailAddress.parse("gone@customer.example");

    public final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    public final InMemoryDesk desk = new InMemoryDesk(clock);
    public final Configurations configurations = new Configurations(desk.configuration(), clock);
    public final MessageReader reader = new MessageReader();
    public final DeskTokens tokens = new DeskTokens(SigningKey.of(new byte[32]), "desk.example", clock);
    public final StatusReportComposer composer = new StatusReportComposer("mx.desk.example", reader);
    public final List<Work> signalled = new ArrayList<>();
    public final Replies replies = new Replies(
            desk.tickets(),
            desk.claims(),
            desk.blocklist(),
            desk.ticketHistory(),
            configurations,
            reader,
            tokens,
            signalled::addAll,
            clock);
    public final TicketNumber number;

    private final TicketIntake intake = new TicketIntake(
            reader,
            desk.knownMessages(),
            desk.claims(),
            desk.tickets(),
            new TicketNumbers(desk.numberBlocks(), clock),
            tokens,
            ThreadingContext.withDefaults(SUPPORT::equals),
            ContactChoice.by(configurations),
            mail -> {},
            signalled::addAll,
            clock);

    public AnsweredTicket() {
        new FirstStart(configurations).createDefaults("desk.example");
        put(AGENT, true);
        number = take("From: Gil <" + CUSTOMER + ">", "Subject: Fatura", "Message-ID: <1@c>", "", "x")
                .ticket();
    }

    /** Makes somebody an agent. */
    public void put(EmailAddress address, boolean active) {
        configurations.change(
                "test",
                draft -> AgentAdministration.put(
                        draft, new Agent(address, "Bia", "Lima", false, active, List.of(), List.of())));
    }

    /** A mail to the support address comes in. */
    public IntakeResult take(String... lines) {
        clock.advance(Duration.ofSeconds(1));
        RawMessage raw = RawMessage.of(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
        return intake.take(new IncomingMail(
                        raw,
                        Optional.of(CUSTOMER),
                        List.of(new IntakeTarget(new DepartmentId("support"), SUPPORT, Optional.empty()))))
                .get(0);
    }

    /** The delivery of an answer to the customer. */
    public Delivery answer(Optional<EmailAddress> agent, boolean isPrivate) {
        clock.advance(Duration.ofSeconds(1));
        return replies.reply(
                        number,
                        new ReplyRequest(
                                Optional.empty(),
                                agent,
                                List.of(),
                                List.of(),
                                List.of(),
                                Optional.of("Olá"),
                                Optional.empty(),
                                isPrivate,
                                List.of(),
                                Optional.empty()))
                .deliveries()
                .get(0);
    }

    public Delivery answer() {
        return answer(Optional.of(AGENT), false);
    }

    /** The delivery after another attempt that went so. */
    public Delivery attempted(Delivery delivery, DeliveryState state, int code, String text) {
        return recorded(
                delivery,
                new Attempt(
                        clock.instant(),
                        "mx.customer.example:25",
                        false,
                        Optional.of(code),
                        Optional.of(text.substring(4, 9)),
                        text,
                        state,
                        Duration.ofSeconds(2)));
    }

    /** The delivery after another entry of its timeline. */
    public Delivery recorded(Delivery delivery, Attempt entry) {
        desk.deliveries().record(number, delivery.id(), entry);
        clock.advance(Duration.ofSeconds(10));
        return desk.deliveries().find(number, delivery.id()).orElseThrow();
    }

    public List<Conversation> conversations() {
        return desk.tickets().conversations(number, Optional.empty(), 100).conversations();
    }
}
