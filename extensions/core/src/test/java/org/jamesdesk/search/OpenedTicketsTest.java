package org.jamesdesk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.contact.ContactChoice;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.ticket.IncomingMail;
import org.jamesdesk.ticket.IntakeResult;
import org.jamesdesk.ticket.IntakeTarget;
import org.jamesdesk.ticket.TicketIntake;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketNumbers;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.jamesdesk.work.Work;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenedTicketsTest {
    private static final EmailAddress SUPPORT = EmailAddress.parse("support@desk.example");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T10:00:00Z"));
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final Configurations configurations = new Configurations(desk.configuration(), clock);
    private final OpenedTickets opened = new OpenedTickets();
    private final List<Work> signalled = new ArrayList<>();
    private final TicketIntake intake = new TicketIntake(
            new MessageReader(),
            desk.knownMessages(),
            desk.claims(),
            desk.tickets(),
            new TicketNumbers(desk.numberBlocks(), clock),
            new DeskTokens(SigningKey.of(new byte[SigningKey.LENGTH]), "desk.example", clock),
            ThreadingContext.withDefaults(SUPPORT::equals),
            ContactChoice.by(configurations),
            opened,
            signalled::addAll,
            clock);

    @BeforeEach
    void start() {
        new FirstStart(configurations).createDefaults("desk.example");
    }

    private IntakeResult take(String... lines) {
        RawMessage raw = RawMessage.of(String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII));
        return intake.take(new IncomingMail(
                        raw,
                        Optional.of(EmailAddress.parse("ana@customer.example")),
                        List.of(new IntakeTarget(new DepartmentId("support"), SUPPORT, Optional.empty()))))
                .get(0);
    }

    private IntakeResult takeQuestion(String messageId) {
        return take(
                "From: Ana <ana@customer.example>",
                "To: support@desk.example",
                "Subject: Invoice",
                "Message-ID: <" + messageId + ">",
                "",
                "It is wrong.");
    }

    @Test
    void shouldGiveOnceWhatTheStoreWouldGiveWhenAMailHasOpenedATicket() {
        takeQuestion("1@customer.example");
        Work work = signalled.get(0);
        TicketDocument stored = new TicketIndexer(desk.tickets(), desk.index(), new OpenedTickets())
                .documents(List.of(TicketNumber.parse(work.key())))
                .get(0);

        TicketDocument document = opened.take(work).orElseThrow();

        assertThat(document.asOpened()).isTrue();
        assertThat(document.ticket()).isEqualTo(stored.ticket());
        assertThat(document.conversations()).isEqualTo(stored.conversations());
        assertThat(opened.take(work)).isEmpty();
    }

    @Test
    void shouldGiveNothingWhenTheWorkIsThatOfALaterMail() {
        IntakeResult question = takeQuestion("1@customer.example");
        clock.advance(Duration.ofMillis(1));
        take("From: ana@customer.example", "Message-ID: <2@x>", "In-Reply-To: <1@customer.example>", "", "And late.");
        Work later = signalled.get(1);

        assertThat(later.key()).isEqualTo(question.ticket().toString());
        assertThat(opened.take(later)).isEmpty();
    }

    @Test
    void shouldGiveNothingWhenTheMailWasTakenBefore() {
        takeQuestion("1@customer.example");
        opened.take(signalled.get(0));
        clock.advance(Duration.ofMillis(1));
        takeQuestion("1@customer.example");

        assertThat(opened.take(signalled.get(1))).isEmpty();
    }

    @Test
    void shouldDropTheOldestWhenTheIndexIsAwayForLong() {
        String text = "long ".repeat(8_000);
        for (int i = 0; i < 700; i++) {
            take("From: ana@customer.example", "Message-ID: <" + i + "@customer.example>", "", text);
        }

        assertThat(opened.take(signalled.get(0)).isPresent()).isFalse();
        assertThat(opened.take(signalled.get(699)).isPresent()).isTrue();
        assertThat(signalled.stream()
                        .filter(work -> opened.take(work).isPresent())
                        .count())
                .isBetween(400L, 600L);
    }

    @Test
    void shouldKeepNothingOfATicketWhoseLaterWorkWasDone() {
        takeQuestion("1@customer.example");
        clock.advance(Duration.ofMillis(1));
        take("From: ana@customer.example", "Message-ID: <2@x>", "In-Reply-To: <1@customer.example>", "", "And late.");

        assertThat(opened.take(signalled.get(1))).isEmpty();
        assertThat(opened.take(signalled.get(0))).isEmpty();
    }

    @Test
    void shouldNotKeepAMailThatNamesAThousandPeople() {
        String people = IntStream.range(0, 1_000)
                .mapToObj(i -> "p" + i + "@customer.example")
                .collect(Collectors.joining(", "));
        take("From: ana@customer.example", "Cc: " + people, "Message-ID: <1@customer.example>", "", "Hello");

        assertThat(opened.take(signalled.get(0))).isEmpty();
    }

    @Test
    void shouldIndexAnAnswerWhenItCameBeforeItsTicketWasIndexed() {
        takeQuestion("1@customer.example");
        clock.advance(Duration.ofMillis(1));
        take("From: ana@customer.example", "Message-ID: <2@x>", "In-Reply-To: <1@customer.example>", "", "And late.");
        TicketIndexer indexer = new TicketIndexer(desk.tickets(), desk.index(), opened);

        indexer.handle(List.of(signalled.get(1)));
        indexer.handle(List.of(signalled.get(0)));

        assertThat(desk.index()
                        .search(new TicketQuery(
                                Optional.of("late"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                10,
                                Optional.empty()))
                        .tickets())
                .hasSize(1);
    }
}
