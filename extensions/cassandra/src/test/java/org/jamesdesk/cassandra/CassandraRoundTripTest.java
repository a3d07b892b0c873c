package org.jamesdesk.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.agent.Agent;
import org.jamesdesk.agent.AgentAdministration;
import org.jamesdesk.bounce.Block;
import org.jamesdesk.bounce.BlockCause;
import org.jamesdesk.bounce.BounceBuilder;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.contact.ContactChoice;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.DeliveryWork;
import org.jamesdesk.delivery.DeliveryWorker;
import org.jamesdesk.delivery.RestingDestinations;
import org.jamesdesk.delivery.RetrySchedule;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.notification.Notifications;
import org.jamesdesk.settings.Setting;
import org.jamesdesk.settings.SettingsAdministration;
import org.jamesdesk.testing.CassandraExtension;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.ticket.Claim;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.EntryBuilder;
import org.jamesdesk.ticket.IncomingMail;
import org.jamesdesk.ticket.IntakeTarget;
import org.jamesdesk.ticket.TicketIntake;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketNumbers;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.jamesdesk.work.HeldLeases;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many requests what happens all day costs; the stores' Javadoc says the same figures. */
class CassandraRoundTripTest {
    @RegisterExtension
    static final CassandraExtension CASSANDRA = new CassandraExtension();

    private static final Logger LOGGER = LoggerFactory.getLogger(CassandraRoundTripTest.class);
    private static final RequestCounter REQUESTS = new RequestCounter();
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final String SMALL_ROWS =
            "BATCH of 5: UPDATE tickets, INSERT conversations, INSERT known_messages, INSERT signs_of_life, INSERT work";
    private static final String TINY_MAIL =
            "BATCH of 6: INSERT raw_mails, UPDATE tickets, INSERT conversations, INSERT known_messages,"
                    + " INSERT signs_of_life, INSERT work";
    private static DeskSession session;
    private static CassandraDesk desk;

    @BeforeAll
    static void connect() {
        session = new DeskKeyspace(CASSANDRA).connect(REQUESTS);
        desk = new CassandraDesk(session);
        desk.numberBlocks().reserve(1);
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @BeforeEach
    void forget() {
        REQUESTS.drain();
    }

    private static void assertRequests(TestInfo test, String... expected) {
        List<String> seen = new ArrayList<>();
        // the driver tells its trackers a moment after it has completed the call
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            seen.addAll(REQUESTS.drain());
            assertThat(seen).hasSizeGreaterThanOrEqualTo(expected.length);
        });
        seen.addAll(REQUESTS.drain());
        LOGGER.info("{}: {} requests: {}", test.getDisplayName(), seen.size(), seen);
        assertThat(seen).containsExactlyInAnyOrder(expected);
    }

    private static Work index(TicketNumber number) {
        return new Work(WorkKind.INDEX, number.toString(), NOON);
    }

    private static EntryBuilder opening() {
        TicketNumber number = EntryBuilder.unusedNumber();
        return EntryBuilder.opening(number).work(index(number));
    }

    @Test
    void shouldTakeOneCompareAndSetWhenAMailIsClaimed(TestInfo test) {
        Entry entry = opening().build();

        desk.claims()
                .claim(new Claim(entry.conversation().id(), entry.conversation().ticket(), true, entry.at()));

        assertRequests(test, "INSERT claims IF");
    }

    @Test
    void shouldTakeOneCompareAndSetWhenNumbersAreReserved(TestInfo test) {
        desk.numberBlocks().reserve(8);

        assertRequests(test, "UPDATE ticket_numbers IF");
    }

    @Test
    void shouldTakeTwoRequestsAtOnceWhenANewMailIsStored(TestInfo test) {
        desk.tickets().append(opening().raw(new byte[60_000]).build());

        assertRequests(test, "INSERT raw_mails", SMALL_ROWS);
    }

    @Test
    void shouldTakeFourMoreRequestsWhenAMailHasTwoMegabytesMore(TestInfo test) {
        desk.tickets().append(opening().raw(new byte[5 * 512 * 1024]).build());

        assertRequests(
                test,
                "INSERT raw_mails",
                "INSERT raw_mails",
                "INSERT raw_mails",
                "INSERT raw_mails",
                "INSERT raw_mails",
                SMALL_ROWS);
    }

    @Test
    void shouldTakeOneMoreRequestForEachMailThatIsMissing(TestInfo test) {
        desk.tickets()
                .append(opening()
                        .raw(new byte[60_000])
                        .missing(List.of("a@x", "b@x"), "ana@customer.example", "bo@customer.example")
                        .build());

        assertRequests(
                test,
                "INSERT raw_mails",
                SMALL_ROWS,
                "BATCH of 2: INSERT awaited_messages",
                "BATCH of 2: INSERT awaited_messages");
    }

    @Test
    void shouldTakeOneRequestWhenAskingWhetherANewMailIsAwaited(TestInfo test) {
        desk.knownMessages()
                .findAwaited(
                        List.of("new@x"), Set.of(EmailAddress.parse("a@x.example"), EmailAddress.parse("b@x.example")));

        assertRequests(test, "SELECT awaited_messages");
    }

    @Test
    void shouldTakeThreeRequestsWhenTheTextIsLong(TestInfo test) {
        desk.tickets()
                .append(opening()
                        .text("t".repeat(Conversation.MAX_TEXT))
                        .raw(new byte[60_000])
                        .build());

        assertRequests(
                test,
                "INSERT raw_mails",
                "INSERT conversations",
                "BATCH of 4: UPDATE tickets, INSERT known_messages, INSERT signs_of_life, INSERT work");
    }

    @Test
    void shouldTakeTwoRequestsAndThenOneWhenAReplyToThreeIsStored(TestInfo test) {
        TicketNumber number = EntryBuilder.unusedNumber();
        desk.tickets()
                .append(EntryBuilder.joining(number)
                        .raw(new byte[60_000])
                        .sentTo("a@customer.example")
                        .sentTo("b@customer.example")
                        .sentTo("c@customer.example")
                        .work(
                                index(number),
                                new Work(WorkKind.DELIVERY, number + "/a", NOON),
                                new Work(WorkKind.DELIVERY, number + "/b", NOON),
                                new Work(WorkKind.DELIVERY, number + "/c", NOON))
                        .build());

        assertRequests(
                test,
                "INSERT raw_mails",
                "BATCH of 7: UPDATE tickets, INSERT conversations, INSERT known_messages, INSERT deliveries, INSERT work",
                "BATCH of 3: INSERT work");
    }

    @Test
    void shouldTakeOneRequestWhenAMailIsTiny(TestInfo test) {
        desk.tickets().append(opening().build());

        assertRequests(test, TINY_MAIL);
    }

    @Test
    void shouldAskTwiceMoreWhenAMailIsCompletedThatCameBefore(TestInfo test) {
        Entry entry = opening().raw(new byte[60_000]).build();
        desk.tickets().append(entry);
        assertRequests(test, "INSERT raw_mails", SMALL_ROWS);

        desk.tickets().complete(entry, NOON);

        assertRequests(
                test,
                "SELECT conversations",
                "SELECT raw_mails",
                "BATCH of 4: UPDATE tickets, INSERT known_messages, INSERT signs_of_life, INSERT work");
    }

    @Test
    void shouldAskOnceForEachIdentifierWhenAReplyIsThreaded(TestInfo test) {
        desk.knownMessages().find(List.of("parent@customer.example", "grandparent@customer.example"));

        assertRequests(test, "SELECT known_messages", "SELECT known_messages");
    }

    @Test
    void shouldTakeOneRequestForAllWhenWorkOfAMinuteIsDone(TestInfo test) {
        desk.work()
                .done(IntStream.rangeClosed(1, 100)
                        .mapToObj(i -> index(new TicketNumber(i)))
                        .toList());

        assertRequests(test, "BATCH of 100: DELETE work");
    }

    @Test
    void shouldTakeThreeRequestsWhenAConversationIsRead(TestInfo test) {
        Entry entry = opening().raw(new byte[60_000]).build();
        desk.claims()
                .claim(new Claim(entry.conversation().id(), entry.conversation().ticket(), true, entry.at()));
        desk.tickets().append(entry);
        assertRequests(test, "INSERT claims IF", "INSERT raw_mails", SMALL_ROWS);

        desk.tickets()
                .conversation(
                        entry.conversation().ticket(), entry.conversation().id());
        desk.tickets().raw(entry.conversation().id());

        assertRequests(test, "SELECT claims", "SELECT conversations", "SELECT raw_mails");
    }

    @Test
    void shouldTakeTwoRequestsForEachTicketThatIsReadForTheIndex(TestInfo test) {
        Entry one = opening().build();
        Entry other = opening().build();
        desk.tickets().append(one);
        desk.tickets().append(other);
        assertRequests(test, TINY_MAIL, TINY_MAIL);

        desk.tickets()
                .open(List.of(one.conversation().ticket(), other.conversation().ticket()), 500);

        assertRequests(test, "SELECT tickets", "SELECT tickets", "SELECT conversations", "SELECT conversations");
    }

    /** Without the watches, of which each says what it costs, and the permit, which asks for one row. */
    @Test
    void shouldTakeEightRequestsWhenAMailIsDelivered(TestInfo test) {
        Entry entry =
                opening().raw(new byte[60_000]).sentTo("ana@customer.example").build();
        Delivery delivery = entry.deliveries().get(0);
        desk.claims()
                .claim(new Claim(entry.conversation().id(), entry.conversation().ticket(), true, entry.at()));
        desk.tickets().append(entry);
        Configurations configurations = new Configurations(new InMemoryDesk().configuration(), Clock.systemUTC());
        new FirstStart(configurations).createDefaults("desk.example");
        Work work = DeliveryWork.of(delivery, configurations.inForce()).due(NOON);
        assertRequests(
                test,
                "INSERT claims IF",
                "INSERT raw_mails",
                "BATCH of 5: UPDATE tickets, INSERT conversations, INSERT known_messages, INSERT deliveries, INSERT work");

        try (HeldLeases leases = new HeldLeases(desk.work(), "node", Duration.ofMinutes(1), Clock.systemUTC())) {
            desk.work().done(worker(leases, configurations).handle(List.of(work)));
        }

        assertRequests(
                test,
                "INSERT leases IF",
                "SELECT deliveries",
                "SELECT delivery_attempts",
                "SELECT raw_mails",
                "INSERT delivery_attempts",
                "INSERT delivery_attempts",
                "DELETE leases IF",
                "DELETE work");
    }

    private static DeliveryWorker worker(HeldLeases leases, Configurations configurations) {
        return new DeliveryWorker(
                desk.deliveries(),
                desk.tickets(),
                desk.waitingDeliveries(),
                desk.work(),
                leases,
                configurations,
                delivery -> Optional.empty(),
                (dispatch, raw) -> new Attempt(
                        NOON,
                        "mx.customer.example:25",
                        false,
                        Optional.of(250),
                        Optional.empty(),
                        "Ok",
                        DeliveryState.DELIVERED,
                        Duration.ofMillis(20)),
                RetrySchedule.parse("1m"),
                new RestingDestinations(Clock.systemUTC()),
                List.of(),
                Clock.systemUTC());
    }

    @Test
    void shouldAskOnceForEachRecipientWhetherItIsBlockedWhenAReplyIsSentR103(TestInfo test) {
        desk.blocklist()
                .findAll(Set.of(
                        EmailAddress.parse("a@customer.example"),
                        EmailAddress.parse("b@customer.example"),
                        EmailAddress.parse("c@customer.example")));

        assertRequests(test, "SELECT blocklist", "SELECT blocklist", "SELECT blocklist");
    }

    private static Block block(String address) {
        return new Block(
                EmailAddress.parse(address), BlockCause.MANUAL, "x", NOON, "boss", Optional.empty(), List.of());
    }

    @Test
    void shouldTakeTwoRequestsWhenAnAddressIsBlockedOrTakenOffTheList(TestInfo test) {
        desk.blocklist().block(block("round@trip.example"));
        desk.blocklist().remove(EmailAddress.parse("round@trip.example"), NOON.plusSeconds(1), "boss", "y");

        assertRequests(
                test, "INSERT blocklist", "INSERT blocklist_history", "DELETE blocklist", "INSERT blocklist_history");
    }

    @Test
    void shouldTakeOneRequestForEachPartitionWhenThreeThousandBlocksAreListedInPages(TestInfo test) {
        List<Block> blocks = IntStream.range(0, 3_000)
                .mapToObj(i -> block("c" + i + "@list.example"))
                .toList();
        desk.blocklist().blockAll(blocks);
        await().until(() -> REQUESTS.drain().isEmpty());

        List<Block> page = desk.blocklist().list(Optional.of(EmailAddress.parse("b@list.example")), 1_000);

        assertThat(page).hasSize(1_000);
        assertRequests(test, Collections.nCopies(16, "SELECT blocklist").toArray(String[]::new));
    }

    @Test
    void shouldTakeACompareAndSetAndOneRequestWhenABounceIsRecorded(TestInfo test) {
        desk.bounces().record(BounceBuilder.ofSomebody().build());

        assertRequests(
                test,
                "INSERT bounces IF",
                "BATCH of 4: INSERT bounces_by_address, INSERT bounces_by_ticket, INSERT bounces_by_day,"
                        + " INSERT bounce_days");
    }

    @Test
    void shouldTakeTwoRequestsMoreWhenAMailHasArrived(TestInfo test) {
        EmailAddress ana = EmailAddress.parse("ana@customer.example");

        desk.signsOfLife().add(ana, NOON, "delivery");
        desk.domainHealth().delivered(ana.domain(), NOON);

        assertRequests(test, "INSERT signs_of_life", "INSERT domain_successes");
    }

    private static final EmailAddress SUPPORT = EmailAddress.parse("support@desk.example");

    /** An intake whose configuration lies elsewhere, so that only what it asks of the stores is counted. */
    private static TicketIntake intake(Map<String, JsonNode> settings) {
        Clock clock = Clock.systemUTC();
        Configurations configurations = new Configurations(new InMemoryDesk(clock).configuration(), clock);
        new FirstStart(configurations).createDefaults("desk.example");
        configurations.edit("test", draft -> {
            SettingsAdministration.change(draft, Optional.empty(), settings);
            AgentAdministration.put(
                    draft,
                    new Agent(
                            EmailAddress.parse("bruno@agents.example"),
                            "Bruno",
                            "",
                            false,
                            true,
                            List.of(new DepartmentId("support")),
                            List.of()));
        });
        DeskTokens tokens = new DeskTokens(SigningKey.of(new byte[SigningKey.LENGTH]), "desk.example", clock);
        return new TicketIntake(
                new MessageReader(),
                desk.knownMessages(),
                desk.claims(),
                desk.tickets(),
                new TicketNumbers(new InMemoryDesk(clock).numberBlocks(), clock),
                tokens,
                ThreadingContext.withDefaults(SUPPORT::equals),
                ContactChoice.by(configurations),
                new Notifications(
                        desk.tickets(),
                        desk.deliveries(),
                        desk.ticketHistory(),
                        configurations,
                        tokens,
                        desk.blocklist(),
                        Optional::empty,
                        desk.work(),
                        work -> {},
                        clock),
                work -> {},
                clock);
    }

    private static void take(TicketIntake intake) {
        String word = EntryBuilder.randomId();
        String mail = "From: " + word + "@customer.example\r\nMessage-ID: <" + word + "@customer.example>\r\n\r\nHelp";
        intake.take(new IncomingMail(
                RawMessage.of(mail.getBytes(StandardCharsets.US_ASCII)),
                Optional.of(EmailAddress.parse(word + "@customer.example")),
                List.of(new IntakeTarget(new DepartmentId("support"), SUPPORT, Optional.empty()))));
    }

    @Test
    void shouldTakeNotOneMoreRequestWhileNobodyIsToldOfANewMail(TestInfo test) {
        take(intake(Map.of()));

        assertRequests(test, "SELECT awaited_messages", "INSERT claims IF", TINY_MAIL);
    }

    @Test
    void shouldTakeFiveMoreRequestsWhenANewMailIsAcknowledged(TestInfo test) {
        take(intake(Map.of(Setting.ACKNOWLEDGE_NEW_TICKETS.name(), BooleanNode.TRUE)));

        assertRequests(
                test,
                "SELECT awaited_messages",
                "INSERT claims IF",
                TINY_MAIL,
                "SELECT blocklist",
                "INSERT leases IF",
                "INSERT leases IF",
                "BATCH of 4: INSERT raw_mails, INSERT known_messages, INSERT deliveries, INSERT work",
                "INSERT ticket_history");
    }

    @Test
    void shouldTakeThreeMoreRequestsWhenAnAgentIsToldOfANewMail(TestInfo test) {
        take(intake(Map.of(Setting.NOTIFY_AGENTS.name(), BooleanNode.TRUE)));

        assertRequests(
                test,
                "SELECT awaited_messages",
                "INSERT claims IF",
                TINY_MAIL,
                "SELECT blocklist",
                "BATCH of 4: INSERT raw_mails, INSERT known_messages, INSERT deliveries, INSERT work",
                "INSERT ticket_history");
    }
}
