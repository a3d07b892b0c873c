package org.jamesdesk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jamesdesk.DeskStores;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.authentication.SenderAuthentication;
import org.jamesdesk.message.mime.Attachment;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.threading.MissingAncestors;
import org.jamesdesk.ticket.TicketStore.ConversationPage;
import org.jamesdesk.ticket.TicketStore.OpenedTicket;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link TicketStore} does. */
public interface TicketStoreContract {
    /** NUL, controls, 8-bit, quotes, combining, right-to-left, beyond the BMP, a non-character, and CQL and JSON bait. */
    String ODD =
            "\u0000\u0001\b\u007f\u0080\u00ff \"'\\/{}[]:,; e\u0301 \u05d0\u202e\u0627 \ud83d\ude00\ud800\udf48 \uffff\ufeff"
                    + " $$ ? :name -- */ \r\n\t";

    DeskStores stores();

    private TicketStore tickets() {
        return stores().tickets();
    }

    /** Claims and stores, as intake does. */
    private Entry stored(Entry entry) {
        Conversation conversation = entry.conversation();
        stores().claims()
                .claim(new Claim(
                        conversation.id(), conversation.ticket(), entry.opened().isPresent(), entry.at()));
        tickets().append(entry);
        return entry;
    }

    private List<Conversation> conversations(TicketNumber number, int pageSize) {
        List<Conversation> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            ConversationPage page = tickets().conversations(number, after, pageSize);
            assertThat(page.conversations()).hasSizeLessThanOrEqualTo(pageSize);
            all.addAll(page.conversations());
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    private static byte[] bytes(RawMessage raw) {
        try (InputStream in = raw.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError("a stored mail cannot be read", e);
        }
    }

    @Test
    default void shouldFindNothingWhenNothingIsStored() {
        TicketNumber number = EntryBuilder.unusedNumber();
        var id = new ConversationId(EntryBuilder.randomId());

        assertThat(tickets().find(number)).isEmpty();
        assertThat(tickets().conversation(number, id)).isEmpty();
        assertThat(tickets().raw(id)).isEmpty();
        assertThat(tickets().conversations(number, Optional.empty(), 10))
                .isEqualTo(new ConversationPage(List.of(), Optional.empty()));
    }

    @Test
    default void shouldReturnTicketAndConversationWhenAMailOpensIt() {
        Entry entry = stored(EntryBuilder.opening()
                .cc(new Mailbox("Rui", EmailAddress.parse("Rui.Costa@Customer.example")), mailbox("x@y.example"))
                .attachments(
                        new Attachment(1, "photo.jpg", "image/jpeg", 123_456_789_012L, true, Optional.of("photo@1")),
                        new Attachment(2, "a.txt", "text/plain", 0, false, Optional.empty()))
                .problems("The date cannot be read.", "")
                .build());
        Conversation conversation = entry.conversation();

        assertThat(tickets().find(conversation.ticket())).isEqualTo(entry.opened());
        assertThat(tickets().conversation(conversation.ticket(), conversation.id()))
                .contains(conversation);
        assertThat(conversations(conversation.ticket(), 10)).containsExactly(conversation);
        assertThat(tickets().raw(conversation.id()).map(TicketStoreContract::bytes))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(bytes(entry.raw())));
    }

    @Test
    default void shouldKeepSpellingOfAddressesWhenTheyAreRead() {
        Entry entry = stored(EntryBuilder.opening()
                .from(mailbox("Ana.SOUZA@customer.example"))
                .to(mailbox("Support@desk.example"))
                .build());

        assertThat(tickets().find(entry.conversation().ticket()).flatMap(Ticket::contact))
                .map(contact -> contact.address().asString())
                .contains("Ana.SOUZA@customer.example");
        assertThat(conversations(entry.conversation().ticket(), 1).get(0).to())
                .extracting(to -> to.address().asString())
                .containsExactly("Support@desk.example");
    }

    @Test
    default void shouldReturnAMailWithoutSenderOrMessageIdWhenItHasNone() {
        Entry entry = stored(EntryBuilder.opening()
                .withoutFrom()
                .withoutMessageId()
                .to()
                .reasons()
                .subject("")
                .text("")
                .build());

        assertThat(tickets().find(entry.conversation().ticket())).isEqualTo(entry.opened());
        assertThat(conversations(entry.conversation().ticket(), 10)).containsExactly(entry.conversation());
    }

    @Test
    default void shouldKeepEveryCharacterWhenTextsAreOdd() {
        Entry entry = stored(EntryBuilder.opening()
                .subject(ODD)
                .text(ODD)
                .messageId(ODD)
                .from(new Mailbox(ODD, EmailAddress.parse("ünï\u00ff\ud83d\ude00@bücher.example")))
                .to(new Mailbox(ODD, EmailAddress.parse("\"a b\\\\ c\"@desk.example")), mailbox("a@[127.0.0.1]"))
                .bcc(new Mailbox("", EmailAddress.parse("$&'*+/=?^_`{|}~@desk.example")))
                .attachments(new Attachment(1, ODD, ODD, 1, false, Optional.of(ODD)))
                .reasons(ODD, "", ODD)
                .problems(ODD)
                .build());

        assertThat(tickets().find(entry.conversation().ticket())).isEqualTo(entry.opened());
        assertThat(conversations(entry.conversation().ticket(), 10)).containsExactly(entry.conversation());
    }

    @Test
    default void shouldStoreTheMailWhenSurrogatesStandAlone() {
        String half = "cut here: \ud83d";
        Entry entry = stored(EntryBuilder.opening()
                .subject(half)
                .text(half)
                .messageId(half + EntryBuilder.randomId())
                .from(new Mailbox(half, EmailAddress.parse("\udc00x@customer.example")))
                .attachments(new Attachment(1, half, half, 1, false, Optional.of(half)))
                .reasons(half)
                .problems(half)
                .build());

        Conversation read = conversations(entry.conversation().ticket(), 10).get(0);
        assertThat(read.text()).startsWith("cut here: ").hasSameSizeAs(half);
        assertThat(read.attachments().get(0).name()).startsWith("cut here: ");
        assertThat(tickets().find(entry.conversation().ticket()).map(Ticket::subject))
                .hasValueSatisfying(subject -> assertThat(subject).startsWith("cut here: "));
    }

    @Test
    default void shouldKeepLongTextsWhenTheyFillTheirLimits() {
        Entry entry = stored(EntryBuilder.opening()
                .text("\u20ac".repeat(Conversation.MAX_TEXT))
                .subject("s".repeat(70_000))
                .messageId("m".repeat(70_000))
                .build());

        assertThat(conversations(entry.conversation().ticket(), 10)).containsExactly(entry.conversation());
    }

    @Test
    default void shouldChangeNothingWhenAnEntryIsStoredAgain() {
        Entry entry = stored(EntryBuilder.opening().build());

        tickets().append(entry);

        assertThat(tickets().find(entry.conversation().ticket())).isEqualTo(entry.opened());
        assertThat(conversations(entry.conversation().ticket(), 10)).containsExactly(entry.conversation());
    }

    @Test
    default void shouldKeepWhatIsStoredWhenAnotherCopyOfTheMailCompletesIt() throws IOException {
        EntryBuilder builder =
                EntryBuilder.opening().subject("Aaa").text("the first").raw(large('R'));
        Entry first = stored(builder.build());
        Entry copy = builder.subject("Zzz").text("the second").raw(large('D')).build();

        boolean missing = tickets().complete(copy, copy.at().plusSeconds(60));

        assertThat(missing).isFalse();
        assertThat(tickets().find(first.conversation().ticket())).isEqualTo(first.opened());
        assertThat(conversations(first.conversation().ticket(), 10)).containsExactly(first.conversation());
        assertThat(tickets().raw(first.conversation().id()).orElseThrow().open())
                .hasBinaryContent(large('R'));
    }

    /** More than a store keeps in one piece; copies of one mail differ in length too. */
    private static byte[] large(char c) {
        byte[] bytes = new byte[700_000 + c];
        Arrays.fill(bytes, (byte) c);
        return bytes;
    }

    @Test
    default void shouldStoreAllOfAMailWhenTheRunThatClaimedItHasStoredNothing() throws IOException {
        Entry entry = EntryBuilder.opening().raw(large('R')).build();

        boolean missing = tickets().complete(entry, entry.at().plusSeconds(60));

        assertThat(missing).isTrue();
        assertThat(tickets().find(entry.conversation().ticket())).isEqualTo(entry.opened());
        assertThat(conversations(entry.conversation().ticket(), 10)).containsExactly(entry.conversation());
        assertThat(tickets().raw(entry.conversation().id()).orElseThrow().open())
                .hasBinaryContent(large('R'));
    }

    @Test
    default void shouldKeepTheNewerStatusWhenAnOlderEntryIsStoredAgain() {
        Entry entry = stored(EntryBuilder.opening().at("2026-03-10T09:00:00Z").build());
        TicketNumber number = entry.conversation().ticket();
        Instant closedAt = Instant.parse("2026-03-10T10:00:00.000001Z");
        tickets().setStatus(number, TicketStatus.CLOSED, closedAt);

        tickets().append(entry);

        assertThat(tickets().find(number)).hasValueSatisfying(ticket -> {
            assertThat(ticket.status()).isEqualTo(TicketStatus.CLOSED);
            assertThat(ticket.changedAt()).isEqualTo(closedAt);
        });
    }

    @Test
    default void shouldReopenWhenANewerMailSaysSo() {
        Entry opening = stored(EntryBuilder.opening().at("2026-03-10T09:00:00Z").build());
        TicketNumber number = opening.conversation().ticket();
        tickets().setStatus(number, TicketStatus.CLOSED, Instant.parse("2026-03-10T10:00:00Z"));

        stored(EntryBuilder.joining(number)
                .status(TicketStatus.OPEN)
                .at("2026-03-10T11:00:00Z")
                .build());

        assertThat(tickets().find(number)).map(Ticket::status).contains(TicketStatus.OPEN);
    }

    @Test
    default void shouldKeepTheStatusWhenAMailDoesNotChangeIt() {
        Entry opening = stored(EntryBuilder.opening().at("2026-03-10T09:00:00Z").build());
        TicketNumber number = opening.conversation().ticket();
        tickets().setStatus(number, TicketStatus.ON_HOLD, Instant.parse("2026-03-10T10:00:00Z"));

        stored(EntryBuilder.joining(number).at("2026-03-10T11:00:00Z").build());

        assertThat(tickets().find(number)).hasValueSatisfying(ticket -> {
            assertThat(ticket.status()).isEqualTo(TicketStatus.ON_HOLD);
            assertThat(ticket.changedAt()).isEqualTo(Instant.parse("2026-03-10T11:00:00Z"));
            assertThat(ticket.createdAt()).isEqualTo(Instant.parse("2026-03-10T09:00:00Z"));
        });
    }

    @Test
    default void shouldIgnoreAStatusWhenItIsOlderThanTheStoredOne() {
        Entry opening = stored(EntryBuilder.opening().at("2026-03-10T09:00:00Z").build());
        TicketNumber number = opening.conversation().ticket();
        tickets().setStatus(number, TicketStatus.ESCALATED, Instant.parse("2026-03-10T11:00:00Z"));

        tickets().setStatus(number, TicketStatus.CLOSED, Instant.parse("2026-03-10T10:00:00Z"));

        assertThat(tickets().find(number)).hasValueSatisfying(ticket -> {
            assertThat(ticket.status()).isEqualTo(TicketStatus.ESCALATED);
            assertThat(ticket.changedAt()).isEqualTo(Instant.parse("2026-03-10T11:00:00Z"));
        });
    }

    @Test
    default void shouldEndAlikeWhenTwoStatusesOfOneTimeComeInEitherOrder() {
        Instant same = Instant.parse("2026-03-10T10:00:00Z");
        TicketNumber one = stored(
                        EntryBuilder.opening().at("2026-03-10T09:00:00Z").build())
                .conversation()
                .ticket();
        TicketNumber other = stored(
                        EntryBuilder.opening().at("2026-03-10T09:00:00Z").build())
                .conversation()
                .ticket();

        tickets().setStatus(one, TicketStatus.CLOSED, same);
        tickets().setStatus(one, TicketStatus.ON_HOLD, same);
        tickets().setStatus(other, TicketStatus.ON_HOLD, same);
        tickets().setStatus(other, TicketStatus.CLOSED, same);

        assertThat(tickets().find(one).map(Ticket::status))
                .isEqualTo(tickets().find(other).map(Ticket::status));
    }

    @Test
    default void shouldGiveTheEntrysStatusWhenAnOpeningMailNamesOne() {
        Entry entry = stored(EntryBuilder.opening().status(TicketStatus.CLOSED).build());

        assertThat(tickets().find(entry.conversation().ticket()))
                .map(Ticket::status)
                .contains(TicketStatus.CLOSED);
    }

    @Test
    default void shouldKnowNoTicketWhenOnlyTheStatusOfAnUnknownOneWasSet() {
        TicketNumber number = EntryBuilder.unusedNumber();

        tickets().setStatus(number, TicketStatus.CLOSED, Instant.parse("2026-03-10T10:00:00Z"));

        assertThat(tickets().find(number)).isEmpty();
    }

    @Test
    default void shouldHaveBothMailsWhenTheAnswerIsStoredBeforeTheOpeningMail() {
        TicketNumber number = EntryBuilder.unusedNumber();
        Entry reply = stored(EntryBuilder.joining(number)
                .status(TicketStatus.ON_HOLD)
                .at("2026-03-10T09:00:05Z")
                .build());
        assertThat(tickets().find(number)).isEmpty();

        Entry opening =
                stored(EntryBuilder.opening(number).at("2026-03-10T09:00:00Z").build());

        assertThat(tickets().find(number)).hasValueSatisfying(ticket -> {
            assertThat(ticket.status()).isEqualTo(TicketStatus.ON_HOLD);
            assertThat(ticket.createdAt()).isEqualTo(opening.at());
            assertThat(ticket.changedAt()).isEqualTo(reply.at());
        });
        assertThat(conversations(number, 10)).containsExactly(opening.conversation(), reply.conversation());
    }

    @Test
    default void shouldAddLinkedTicketsWhenEntriesNameThem() {
        TicketNumber number = EntryBuilder.unusedNumber();
        stored(EntryBuilder.opening(number)
                .linked(new TicketNumber(1), new TicketNumber(2))
                .at("2026-03-10T09:00:00Z")
                .build());
        stored(EntryBuilder.joining(number)
                .linked(new TicketNumber(2), new TicketNumber(3))
                .at("2026-03-10T10:00:00Z")
                .build());

        assertThat(tickets().find(number)).hasValueSatisfying(ticket -> assertThat(ticket.linked())
                .containsExactlyInAnyOrder(new TicketNumber(1), new TicketNumber(2), new TicketNumber(3)));
    }

    @Test
    default void shouldFindNoConversationWhenItBelongsToAnotherTicket() {
        Entry entry = stored(EntryBuilder.opening().build());

        assertThat(tickets()
                        .conversation(
                                EntryBuilder.unusedNumber(),
                                entry.conversation().id()))
                .isEmpty();
    }

    @Test
    default void shouldListOldestFirstWhenMailsSpreadOverYears() {
        TicketNumber number = EntryBuilder.unusedNumber();
        List<Conversation> oldestFirst = new ArrayList<>();
        for (String at : List.of(
                "2024-12-31T23:59:59.999999Z",
                "2025-01-01T00:00:00Z",
                "2025-09-30T12:00:00Z",
                "2025-10-01T00:00:00Z",
                "2026-11-22T08:00:00.000001Z",
                "2026-11-22T08:00:00.000002Z")) {
            oldestFirst.add(EntryBuilder.joining(number).at(at).build().conversation());
        }
        List<Conversation> shuffled = new ArrayList<>(oldestFirst);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.forEach(conversation -> tickets()
                .append(new Entry(
                        Optional.empty(),
                        conversation,
                        Optional.empty(),
                        new DepartmentId("default"),
                        MissingAncestors.NONE,
                        Set.of(),
                        RawMessage.of(new byte[0]),
                        List.of(),
                        List.of())));

        assertThat(conversations(number, 500)).isEqualTo(oldestFirst);
        assertThat(conversations(number, 2)).isEqualTo(oldestFirst);
        assertThat(conversations(number, 1)).isEqualTo(oldestFirst);
    }

    @Test
    default void shouldOpenTicketsWithTheFirstPageOfTheirConversations() {
        List<TicketNumber> numbers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            TicketNumber number = EntryBuilder.unusedNumber();
            stored(EntryBuilder.opening(number).at("2026-09-30T12:00:00Z").build());
            if (i % 2 == 0) {
                stored(EntryBuilder.joining(number).at("2026-10-01T00:00:00Z").build());
                stored(EntryBuilder.joining(number).at("2026-11-22T08:00:00Z").build());
            }
            numbers.add(number);
        }

        for (int limit : List.of(1, 2, 3, 500)) {
            assertThat(tickets().open(numbers, limit))
                    .isEqualTo(numbers.stream()
                            .map(number -> new OpenedTicket(
                                    tickets().find(number).orElseThrow(),
                                    tickets().conversations(number, Optional.empty(), limit)))
                            .toList());
        }
    }

    @Test
    default void shouldLeaveOutTicketsThatNoMailHasOpenedWhenTicketsAreOpened() {
        TicketNumber opened =
                stored(EntryBuilder.opening().build()).conversation().ticket();
        TicketNumber answered = EntryBuilder.unusedNumber();
        stored(EntryBuilder.joining(answered).build());

        assertThat(tickets().open(List.of(EntryBuilder.unusedNumber(), answered, opened), 10))
                .extracting(ticket -> ticket.ticket().number())
                .containsExactly(opened);
        assertThat(tickets().open(List.of(), 10)).isEmpty();
    }

    @Test
    default void shouldKeepWhatIsKnownOfTheAuthor() {
        SenderAuthentication authentication = SenderAuthentication.of(
                Optional.of("customer.example"),
                Optional.of(new SenderAuthentication.Spf(SenderAuthentication.Result.SOFTFAIL, "b\u00fccher.example")),
                List.of(new SenderAuthentication.Dkim(
                        SenderAuthentication.Result.PASS, "mail.customer.example", "s 1:=")));
        Entry entry = EntryBuilder.opening().authentication(authentication).build();
        stores().tickets().append(entry);

        assertThat(stores().tickets()
                        .conversations(entry.conversation().ticket(), Optional.empty(), 1)
                        .conversations())
                .containsExactly(entry.conversation());
    }

    @Test
    default void shouldPageCompletelyWhenManyMailsCameAtTheSameTime() {
        TicketNumber number = EntryBuilder.unusedNumber();
        List<ConversationId> expected = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            expected.add(
                    stored(EntryBuilder.joining(number).build()).conversation().id());
        }
        expected.sort((a, b) -> a.value().compareTo(b.value()));

        assertThat(conversations(number, 7)).extracting(Conversation::id).isEqualTo(expected);
        assertThat(conversations(number, 5)).extracting(Conversation::id).isEqualTo(expected);
    }

    @Test
    default void shouldHaveNoNextPageWhenThePageEndsWithTheLastConversation() {
        TicketNumber number = EntryBuilder.unusedNumber();
        for (int i = 0; i < 4; i++) {
            stored(EntryBuilder.joining(number).build());
        }

        ConversationPage first = tickets().conversations(number, Optional.empty(), 2);
        ConversationPage second = tickets().conversations(number, first.next(), 2);

        assertThat(first.next()).isPresent();
        assertThat(second.conversations()).hasSize(2);
        assertThat(second.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 501, Integer.MAX_VALUE})
    default void shouldRefuseWhenTheLimitIsOutOfBounds(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tickets().conversations(new TicketNumber(1), Optional.empty(), limit));
        TicketNumber number =
                stored(EntryBuilder.opening().build()).conversation().ticket();
        assertThatIllegalArgumentException().isThrownBy(() -> tickets().open(List.of(number), limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1-2", "-1-00000000000000000000000000000000", "99999999999999999999-00", "\u0000"})
    default void shouldRefuseWhenThePositionIsNotOneOfItsOwn(String position) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tickets().conversations(new TicketNumber(1), Optional.of(position), 10));
    }

    @Test
    default void shouldPageInOrderAndCompletelyWhenATicketHasTenThousandConversations() throws Exception {
        TicketNumber number = EntryBuilder.unusedNumber();
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        List<Entry> entries = IntStream.range(0, 10_000)
                .mapToObj(i -> EntryBuilder.joining(number)
                        .at(start.plusSeconds(i * 900L).plusNanos(i * 1_000L))
                        .build())
                .toList();

        inParallel(
                16,
                entries.stream()
                        .map(entry -> Executors.callable(() -> tickets().append(entry)))
                        .toList());

        assertThat(conversations(number, 500))
                .extracting(Conversation::id)
                .containsExactlyElementsOf(
                        entries.stream().map(entry -> entry.conversation().id()).toList());
    }

    @Test
    default void shouldKeepAllWhenFortyMailsJoinOneTicketAtOnce() throws Exception {
        TicketNumber number =
                stored(EntryBuilder.opening().build()).conversation().ticket();
        List<Entry> replies = IntStream.range(0, 40)
                .mapToObj(i -> EntryBuilder.joining(number)
                        .status(TicketStatus.OPEN)
                        .at(Instant.parse("2026-03-10T10:00:00Z").plusNanos(i * 1_000L))
                        .build())
                .toList();

        inParallel(
                40,
                replies.stream()
                        .<Callable<Entry>>map(entry -> () -> stored(entry))
                        .toList());

        assertThat(conversations(number, 100)).hasSize(41);
        assertThat(tickets().find(number))
                .map(Ticket::changedAt)
                .contains(Instant.parse("2026-03-10T10:00:00.000039Z"));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                40_000,
                512 * 1024 - 1,
                512 * 1024,
                512 * 1024 + 1,
                1024 * 1024 - 1,
                1024 * 1024,
                1024 * 1024 + 1,
                20 * 1024 * 1024
            })
    default void shouldReturnARawMailByteForByteWhenItHasAnySize(int size) throws IOException {
        byte[] mail = new byte[size];
        new Random(size).nextBytes(mail);
        Entry entry = stored(EntryBuilder.opening().raw(mail).build());

        RawMessage raw = tickets().raw(entry.conversation().id()).orElseThrow();

        assertThat(raw.size()).isEqualTo(size);
        assertThat(bytes(raw)).isEqualTo(mail);
        assertThat(bytes(raw)).as("opened again").isEqualTo(mail);
        try (InputStream in = raw.open()) {
            assertThat(in.read()).isEqualTo(size == 0 ? -1 : mail[0] & 0xff);
        }
    }

    private static Mailbox mailbox(String address) {
        return Mailbox.of(EmailAddress.parse(address));
    }

    private static <T> void inParallel(int threadCount, List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(threadCount);
        try {
            for (Future<T> future : threads.invokeAll(tasks)) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Outgoing outgoing(Ticket ticket, ConversationId id, Instant at, String content) {
        EmailAddress recipient = EmailAddress.parse("ana@customer.example");
        Delivery delivery = new Delivery(
                new DeliveryId(id.value()),
                ticket.number(),
                id,
                recipient,
                EmailAddress.parse("bounce+x@desk.example"),
                Purpose.NOTIFICATION,
                ticket.department(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DeliveryState.QUEUED,
                at,
                List.of());
        return new Outgoing(
                id,
                ticket.number(),
                ticket.department(),
                id + "@desk.example",
                EmailAddress.parse("support@desk.example"),
                at,
                RawMessage.of(content.getBytes(StandardCharsets.UTF_8)),
                List.of(delivery),
                List.of(new Work(WorkKind.DELIVERY, ticket.number() + "/" + delivery.id() + "/x.example", at)));
    }

    @Test
    default void shouldSendWithoutAConversationWhenMailsAreQueuedR92() {
        Ticket ticket = stored(EntryBuilder.opening().build()).opened().orElseThrow();
        ConversationId one = new ConversationId(EntryBuilder.randomId());
        ConversationId other = new ConversationId(EntryBuilder.randomId());
        Instant at = Instant.parse("2026-03-10T09:31:00.000001Z");
        List<Outgoing> mails = List.of(
                outgoing(ticket, one, at, "Subject: one\r\n\r\n"),
                outgoing(ticket, other, at, "Subject: other\r\n\r\n"));

        tickets().queue(mails);

        assertThat(tickets().raw(one).map(TicketStoreContract::bytes))
                .contains("Subject: one\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(stores().deliveries().ofTicket(ticket.number()))
                .containsExactlyInAnyOrder(
                        mails.get(0).deliveries().get(0),
                        mails.get(1).deliveries().get(0));
        assertThat(stores().knownMessages().find(List.of(other + "@desk.example")))
                .containsExactly(mails.get(1).knownMessage());
        assertThat(stores().work().inMinute(WorkKind.DELIVERY, Instant.parse("2026-03-10T09:31:00Z"), 500))
                .contains(mails.get(0).work().get(0), mails.get(1).work().get(0));
        assertThat(tickets().find(ticket.number())).contains(ticket);
        assertThat(conversations(ticket.number(), 10)).hasSize(1);
    }

    @Test
    default void shouldSendTheLaterTextWhenAMailIsQueuedAgain() {
        Ticket ticket = stored(EntryBuilder.opening().build()).opened().orElseThrow();
        ConversationId id = new ConversationId(EntryBuilder.randomId());
        Instant at = Instant.parse("2026-03-10T09:31:00Z");
        Outgoing later = outgoing(ticket, id, at.plusSeconds(1), "Subject: B\r\n\r\n");

        tickets().queue(List.of(outgoing(ticket, id, at, "Subject: longer, and after A and B\r\n\r\n")));
        tickets().queue(List.of(later));

        assertThat(tickets().raw(id).map(TicketStoreContract::bytes)).contains(bytes(later.raw()));
        assertThat(stores().deliveries().ofTicket(ticket.number())).isEqualTo(later.deliveries());
    }
}
