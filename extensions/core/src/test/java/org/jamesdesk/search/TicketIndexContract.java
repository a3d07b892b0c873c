package org.jamesdesk.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jamesdesk.search.TicketDocuments.START;
import static org.jamesdesk.search.TicketDocuments.ticket;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link TicketIndex} does, however it keeps its documents. */
public abstract class TicketIndexContract {
    /** An index without documents. */
    protected abstract TicketIndex index();

    /** Returns when everything that was put before can be found. */
    protected abstract void makeVisible();

    protected static TicketQuery all() {
        return new TicketQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 200, Optional.empty());
    }

    protected static TicketQuery text(String text) {
        return new TicketQuery(
                Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty(), 200, Optional.empty());
    }

    protected void put(TicketDocuments... documents) {
        index().put(Stream.of(documents).map(TicketDocuments::build).toList());
    }

    protected List<Long> found(TicketQuery query) {
        makeVisible();
        return index().search(query).tickets().stream()
                .map(ticket -> ticket.number().value())
                .toList();
    }

    @Test
    void shouldFindNothingWhenNothingWasPut() {
        TicketPage page = index().search(text("anything"));
        assertThat(page.tickets()).isEmpty();
        assertThat(page.total()).isZero();
        assertThat(page.next()).isEmpty();
    }

    @Test
    void shouldGiveBackTheTicketWhenFound() {
        TicketDocuments document = ticket(7)
                .subject("Invoice 4711 is wrong")
                .status(TicketStatus.ON_HOLD)
                .department("billing")
                .contact("Zoë Müller", "Zoe.Mueller@customer.example")
                .linked(5, 6)
                .changedAt(START.plus(1, ChronoUnit.MICROS))
                .text("Please check.");
        put(document);
        makeVisible();
        List<Ticket> tickets = index().search(all()).tickets();
        assertThat(tickets).containsExactly(document.ticket());
        assertThat(tickets.get(0).contact().orElseThrow().address().asString())
                .isEqualTo("Zoe.Mueller@customer.example");
    }

    @Test
    void shouldKeepTheNewerWhenAnOlderIsPutLate() {
        put(ticket(1).subject("second").changedAt(START.plus(1, ChronoUnit.MICROS)));
        put(ticket(1).subject("first").changedAt(START));
        assertThat(found(text("second"))).containsExactly(1L);
        assertThat(found(text("first"))).isEmpty();
    }

    @Test
    void shouldKeepWhatTheStoreHasWhenOneAsOpenedOfTheSameVersionIsPutLate() {
        put(ticket(1).text("question").text("answer"));
        index().put(List.of(ticket(1).text("question").asOpened()));
        assertThat(found(text("question"))).containsExactly(1L);
        assertThat(found(text("answer"))).containsExactly(1L);
    }

    @Test
    void shouldReplaceOneAsOpenedWhenTheStoresOfTheSameVersionIsPut() {
        index().put(List.of(ticket(1).text("question").asOpened()));
        assertThat(found(text("question"))).containsExactly(1L);
        put(ticket(1).text("question").text("answer"));
        assertThat(found(text("answer"))).containsExactly(1L);
    }

    @Test
    void shouldChangeNothingWhenTheSameIsPutAgain() {
        put(ticket(1).subject("same"), ticket(1).subject("same"));
        put(ticket(1).subject("same"));
        makeVisible();
        assertThat(index().search(text("same")).total()).isEqualTo(1L);
    }

    @Test
    void shouldReplaceContentWhenANewerIsPut() {
        put(ticket(1).subject("before"));
        put(ticket(1).subject("after").changedAt(START.plusSeconds(1)));
        assertThat(found(text("before"))).isEmpty();
        assertThat(found(text("after"))).containsExactly(1L);
    }

    static Stream<TicketDocuments> documentsThatSayLighthouse() {
        return Stream.of(
                ticket(1).subject("The lighthouse is dark"),
                ticket(1).text("no light").text("at the LIGHTHOUSE, since Monday"),
                ticket(1).contact("Lighthouse Keeper", "keeper@coast.example"),
                ticket(1).attachment("lighthouse.pdf"));
    }

    @ParameterizedTest
    @MethodSource("documentsThatSayLighthouse")
    void shouldFindTicketWhenAWordOccursInIt(TicketDocuments document) {
        put(document, ticket(2).subject("another matter").text("a house, a light"));
        assertThat(found(text("lighthouse"))).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acao", "AÇÃO", "ação", "Acao"})
    void shouldIgnoreCaseAndAccentsWhenSearching(String typed) {
        put(ticket(1).text("A ação foi concluída"), ticket(2).text("Nada aconteceu"));
        assertThat(found(text(typed))).containsExactly(1L);
    }

    @Test
    void shouldAskForEveryWordWhenThereAreSeveral() {
        put(
                ticket(1).subject("broken printer").text("on the second floor"),
                ticket(2).subject("broken window").text("on the first floor"));
        assertThat(found(text("floor printer"))).containsExactly(1L);
        assertThat(found(text("broken floor"))).containsExactlyInAnyOrder(1L, 2L);
        assertThat(found(text("printer window"))).isEmpty();
    }

    @Test
    void shouldIgnoreSignsAroundWordsWhenSearching() {
        put(ticket(1).subject("Problem with invoice"));
        assertThat(found(text("problem - (invoice)?!"))).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"48213", "#48213", "[#48213]", "[##48213##]"})
    void shouldFindTicketWhenItsNumberIsTyped(String typed) {
        put(ticket(48213), ticket(482), ticket(13));
        assertThat(found(text(typed))).containsExactly(48213L);
    }

    @Test
    void shouldFindTicketWhenAnAddressIsTyped() {
        put(
                ticket(1).contact("", "maria.silva@customer.example"),
                ticket(2).contact("", "jose.silva@customer.example"),
                ticket(3).text("sent by Ana"));
        assertThat(found(text("Maria.Silva@customer.example"))).containsExactly(1L);
        assertThat(found(text("ana@customer.example"))).containsExactly(3L);
    }

    @Test
    void shouldListEverythingWhenTheTextIsBlank() {
        put(ticket(1), ticket(2));
        assertThat(found(text(" \t "))).containsExactlyInAnyOrder(1L, 2L);
    }

    static Stream<String> oddTexts() {
        return Stream.of(
                "\"",
                "\"\"",
                "\"unfinished phrase",
                "(((",
                ")",
                "AND OR",
                "NOT",
                "a AND",
                "+-*/\\",
                "*",
                "?*?*?",
                "field:value",
                "[1 TO",
                "{\"match_all\":{}}",
                "fuzzy~999999",
                "boost^^",
                "\u0000",
                "a\u0000b",
                "\ud800 lonely \udc00",
                "\u202eolleh",
                "\ud83d\ude00",
                "字".repeat(10000),
                "é ".repeat(5000),
                "word ".repeat(2000),
                "a".repeat(10240),
                "a b c d e f g h i j k l m n o p q r s t u v w x y z ".repeat(200));
    }

    @ParameterizedTest
    @MethodSource("oddTexts")
    void shouldAnswerWhenTheTextIsOdd(String typed) {
        put(ticket(1).subject("a perfectly normal ticket"));
        makeVisible();
        assertThatCode(() -> index().search(text(typed))).doesNotThrowAnyException();
    }

    @Test
    void shouldKeepOddContentWhenPut() {
        put(ticket(1)
                .subject("half a character \ud83d and NUL \u0000 lighthouse")
                .text("\udc00"));
        assertThat(found(text("lighthouse"))).containsExactly(1L);
    }

    @Test
    void shouldObeyEveryConditionWhenSeveralAreGiven() {
        put(
                ticket(1).subject("printer").contact("Ana", "ana@customer.example"),
                ticket(2)
                        .subject("printer")
                        .contact("Ana", "ana@customer.example")
                        .status(TicketStatus.CLOSED),
                ticket(3)
                        .subject("printer")
                        .contact("Ana", "ana@customer.example")
                        .department("billing"),
                ticket(4).subject("printer").contact("Bob", "bob@customer.example"),
                ticket(5).subject("window").contact("Ana", "ana@customer.example"));
        TicketQuery everything = new TicketQuery(
                Optional.of("printer"),
                Optional.of(TicketStatus.OPEN),
                Optional.of(new DepartmentId("sales")),
                Optional.of(EmailAddress.parse("ANA@customer.example")),
                10,
                Optional.empty());
        assertThat(found(everything)).containsExactly(1L);
    }

    @Test
    void shouldMatchTheWholeAddressWhenAContactIsAskedFor() {
        put(
                ticket(1).contact("", "maria@customer.example"),
                ticket(2).contact("", "ana.maria@customer.example"),
                ticket(3).contact("", "maria@customer.example.org"));
        TicketQuery query = new TicketQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(EmailAddress.parse("maria@customer.example")),
                10,
                Optional.empty());
        assertThat(found(query)).containsExactly(1L);
    }

    @Test
    void shouldListTheMostRecentlyChangedFirst() {
        put(
                ticket(1).changedAt(START.plus(2, ChronoUnit.MICROS)),
                ticket(2).changedAt(START.plus(3, ChronoUnit.MICROS)),
                ticket(3).changedAt(START.plus(1, ChronoUnit.MICROS)),
                ticket(4).changedAt(START.plus(1, ChronoUnit.MICROS)));
        assertThat(found(all())).containsExactly(2L, 1L, 4L, 3L);
    }

    @Test
    void shouldGiveEveryTicketOnceWhenPagingOverMany() {
        List<TicketDocument> many = LongStream.rangeClosed(1, 523)
                .mapToObj(number -> ticket(number)
                        .subject("many")
                        .changedAt(START.plusMillis(number % 50))
                        .build())
                .toList();
        index().put(many);
        makeVisible();
        List<Long> seen = new ArrayList<>();
        List<Instant> order = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            TicketPage page = index().search(new TicketQuery(
                    Optional.of("many"), Optional.empty(), Optional.empty(), Optional.empty(), 50, after));
            assertThat(page.total()).isEqualTo(523);
            page.tickets().forEach(ticket -> {
                seen.add(ticket.number().value());
                order.add(ticket.changedAt());
            });
            after = page.next();
        } while (after.isPresent());
        assertThat(seen)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 523).boxed().toList());
        assertThat(order).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void shouldHaveNoNextPageWhenTheLastIsFull() {
        put(ticket(1), ticket(2));
        makeVisible();
        TicketPage page = index().search(new TicketQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 2, Optional.empty()));
        assertThat(page.tickets()).hasSize(2);
        assertThat(page.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "%%%", "AAAA", "MTIz", "\u0000", "ÿ", "OTk5OTk5OTk5OTk5OTk5OTk5OS8x"})
    void shouldRefuseThePositionWhenItIsNotOneOfItsOwn(String after) {
        assertThatThrownBy(() -> index().search(new TicketQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        10,
                        Optional.of(after))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 201})
    void shouldRefuseTheLimitWhenItIsOutOfRange(int limit) {
        assertThatThrownBy(() -> index().search(new TicketQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        limit,
                        Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldAnswerAsBeforeWhenARebuildIsOn() {
        put(ticket(1).subject("before"));
        String fresh = index().beginRebuild();
        assertThat(found(text("before"))).containsExactly(1L);
        index().abandonRebuild(fresh);
    }

    @Test
    void shouldHoldOnlyWhatWasPutSinceItBeganWhenARebuildIsFinished() {
        put(ticket(1).subject("left behind"), ticket(2).subject("put again"));
        String fresh = index().beginRebuild();
        put(ticket(2).subject("put again"), ticket(3).subject("new meanwhile"));
        index().finishRebuild(fresh);
        assertThat(found(all())).containsExactlyInAnyOrder(2L, 3L);
    }

    @Test
    void shouldLoseNothingWhenARebuildIsAbandoned() {
        put(ticket(1));
        String fresh = index().beginRebuild();
        put(ticket(2));
        index().abandonRebuild(fresh);
        put(ticket(3));
        assertThat(found(all())).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void shouldRebuildAgainWhenARebuildWasFinished() {
        put(ticket(1));
        for (int round = 0; round < 2; round++) {
            String fresh = index().beginRebuild();
            put(ticket(1));
            index().finishRebuild(fresh);
        }
        put(ticket(2));
        assertThat(found(all())).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void shouldLoseNothingWhenTicketsAreWrittenDuringARebuild() throws Exception {
        int existing = 50;
        index().put(LongStream.rangeClosed(1, existing)
                .mapToObj(n -> ticket(n).build())
                .toList());
        AtomicLong next = new AtomicLong(existing + 1L);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<?> writing = writer.submit(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    index().put(List.of(ticket(next.get()).build()));
                    next.incrementAndGet();
                }
            });
            String fresh = index().beginRebuild();
            long known = next.get();
            for (long number = 1; number <= known; number++) {
                index().put(List.of(ticket(number).build()));
            }
            index().finishRebuild(fresh);
            long written = next.get() + 20L;
            while (next.get() < written && !writing.isDone()) {
                Thread.onSpinWait();
            }
            assertThat(writing).isNotDone();
        } finally {
            writer.shutdownNow();
            assertThat(writer.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        makeVisible();
        assertThat(index().search(all()).total()).isGreaterThanOrEqualTo(next.get() - 1L);
    }
}
