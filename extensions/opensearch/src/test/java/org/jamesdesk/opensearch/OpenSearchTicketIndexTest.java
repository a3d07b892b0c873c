package org.jamesdesk.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jamesdesk.search.TicketDocuments.START;
import static org.jamesdesk.search.TicketDocuments.ticket;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.search.TicketDocument;
import org.jamesdesk.search.TicketDocuments;
import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.search.TicketIndexContract;
import org.jamesdesk.search.TicketQuery;
import org.jamesdesk.testing.OpenSearchExtension;
import org.jamesdesk.ticket.Ticket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class OpenSearchTicketIndexTest extends TicketIndexContract {
    @RegisterExtension
    static final OpenSearchExtension OPENSEARCH = new OpenSearchExtension();

    private final String alias = OPENSEARCH.newPrefix();
    private OpenSearchConfiguration configuration;
    private OpenSearchTicketIndex index;
    private RestClient rest;

    @BeforeEach
    void open() {
        configuration =
                OpenSearchConfiguration.of(OPENSEARCH.url()).withShards(1, 0).withAliasPrefix(alias);
        index = new OpenSearchTicketIndex(configuration);
        rest = new RestClient(OPENSEARCH.url());
    }

    @AfterEach
    void deleteIndices() {
        index.close();
        rest.indices(alias + "-*").forEach(name -> rest.send("DELETE", "/" + name, ""));
    }

    @Override
    protected TicketIndex index() {
        return index;
    }

    @Override
    protected void makeVisible() {
        rest.refresh(alias);
    }

    @ParameterizedTest
    @CsvSource({
        "recebi duas reclamações ontem, reclamação",
        "recebi uma reclamação ontem, reclamacao",
        "os pedidos chegaram, pedido",
        "the invoices were paid, invoice",
        "we are running late, run",
        "las facturas pendientes, factura",
        "die Rechnungen fehlen, Rechnung",
        "Herr Mueller wartet, Müller",
        "an der Hauptstrasse, Hauptstraße",
        "les chevaux arrivent, cheval",
        "j'attends l'adresse, adresse",
    })
    void shouldFindOtherFormsOfTheWordWhenSearching(String text, String typed) {
        put(ticket(1).text(text), ticket(2).text("nothing of the kind"));

        assertThat(found(text(typed))).containsExactly(1L);
    }

    @Test
    void shouldFindPhraseOnlyWhenItsWordsStandTogether() {
        put(ticket(1).text("the printer is out of paper"), ticket(2).text("paper is out, of the printer too"));

        assertThat(found(text("\"out of paper\""))).containsExactly(1L);
        assertThat(found(text("out of paper"))).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void shouldNotFindLongerAddressesWhenAnAddressIsTyped() {
        put(
                ticket(1).contact("", "maria@customer.example"),
                ticket(2).contact("", "ana.maria@customer.example"),
                ticket(3).contact("", "maria@customer.example.org"));

        assertThat(found(text("<maria@customer.example>"))).containsExactly(1L);
        assertThat(found(text("maria"))).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(found(text("customer.example.org"))).containsExactly(3L);
    }

    @Test
    void shouldFindTicketWhenAMessageIdOrFileNameIsTyped() {
        put(ticket(1).text("one"), ticket(2).attachment("fatura-2026_11.PDF"));

        assertThat(found(text("<0.1@mail.customer.example>"))).containsExactly(1L);
        assertThat(found(text("fatura"))).containsExactly(2L);
        assertThat(found(text("fatura-2026_11.pdf"))).containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'match':{'conversations.text':'reclamação'}}",
                "{'match':{'conversations.text':'reclamacao'}}",
                "{'query_string':{'query':'conversations.text:reclamações'}}",
                "{'query_string':{'query':'reclamações AND pedido'}}",
                "{'match':{'subject':'pedidos'}}",
                "{'multi_match':{'query':'pedido','fields':['subject','conversations.text']}}",
                "{'term':{'contact.address':'Ana@Customer.example'}}",
                "{'match_phrase':{'names':'customer.example'}}",
                "{'query_string':{'query':'(reclamação OR invoice) AND NOT paid','default_operator':'AND',"
                        + "'fields':['subject','conversations.text']}}",
                "{'match':{'conversations.from.name':'souza'}}",
                "{'term':{'number':4711}}",
                "{'term':{'conversations.messageId':'0.4711@mail.customer.example'}}",
                "{'range':{'conversations.at':{'gte':'2026-11-22','lt':'2026-11-23'}}}"
            })
    void shouldFindTicketWhenOpenSearchIsAskedDirectly(String query) {
        put(
                ticket(4711)
                        .subject("Sobre o pedido")
                        .contact("Ana Souza", "ana@customer.example")
                        .text("Tenho uma reclamação"),
                ticket(1).changedAt(START.plusSeconds(1)));

        assertThat(rest.ids(alias, query.replace('\'', '"'))).containsExactly("4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"漢字", "ab ", "reclamações ", "a@b.c,d-e_f ", "12-34.56/78 ", "l'été ", "ﾊﾝｶｸ", "ไทย"})
    void shouldStayBelowTheLimitOfClausesWhenTheTextIsAsLongAsItMayBe(String part) {
        put(ticket(1).subject("ticket"));
        String longest = part.repeat(SearchText.MAX_LENGTH).substring(0, SearchText.MAX_LENGTH);

        assertThatCode(() -> index.search(text(longest))).doesNotThrowAnyException();
    }

    @Test
    void shouldKeepFirstAndNewestConversationsWhenThereAreTooMany() {
        TicketDocuments document = ticket(1);
        for (int i = 0; i < 1_200; i++) {
            document = document.text("conversation" + i + "x");
        }
        put(document);
        makeVisible();

        JsonNode source = rest.get("/" + alias + "/_doc/1").path("_source");
        assertThat(source.path("conversationCount").asInt()).isEqualTo(1_200);
        assertThat(source.path("conversations").size()).isEqualTo(1_000);
        assertThat(found(text("conversation0x"))).containsExactly(1L);
        assertThat(found(text("conversation200x"))).isEmpty();
        assertThat(found(text("conversation201x"))).containsExactly(1L);
        assertThat(found(text("conversation1199x"))).containsExactly(1L);
    }

    @Test
    void shouldKeepTheNewestTextsWhenThereIsTooMuch() {
        String longWord = "w".repeat(200) + " ";
        TicketDocuments document = ticket(1);
        for (int i = 0; i < 200; i++) {
            document = document.text("conversation" + i + "x " + longWord.repeat(40));
        }
        put(document);

        assertThat(found(text("conversation0x"))).isEmpty();
        assertThat(found(text("conversation199x"))).containsExactly(1L);
        JsonNode conversations =
                rest.get("/" + alias + "/_doc/1").path("_source").path("conversations");
        assertThat(conversations).hasSize(200);
        int characters = 0;
        for (JsonNode conversation : conversations) {
            characters += conversation.path("text").asText().length();
        }
        assertThat(characters).isEqualTo(1_048_576);
    }

    @Test
    void shouldWriteAllWhenTheyDoNotFitIntoOneRequest() {
        String halfAMegabyte = ("x".repeat(250) + " ").repeat(2_000) + "word";
        List<TicketDocument> large = LongStream.rangeClosed(1, 30)
                .mapToObj(number -> ticket(number).text(halfAMegabyte).build())
                .toList();

        index.put(large);

        makeVisible();
        assertThat(index.search(text("word")).total()).isEqualTo(30);
    }

    @Test
    void shouldKeepTicketFindableByNumberWhenItsDocumentIsRefused() {
        Instant beyondTheRange = Instant.parse("2400-01-01T00:00:00Z");
        TicketDocuments refused = ticket(2).contact("Ana", "ana@customer.example");
        ListAppender<ILoggingEvent> log = listen();

        put(ticket(1), refused.conversation(refused.received("secret words", beyondTheRange)), ticket(3));

        assertThat(found(all())).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(found(text("2"))).containsExactly(2L);
        assertThat(found(contact("ana@customer.example"))).containsExactly(2L);
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getFormattedMessage()).contains("Ticket 2 ").doesNotContain("secret", "2400");
        });
    }

    @Test
    void shouldNotHoldUpOthersWhenEvenTheReducedDocumentIsRefused() {
        TicketDocuments refused = ticket(2);
        TicketDocument impossible = new TicketDocument(
                new Ticket(
                        refused.ticket().number(),
                        refused.ticket().department(),
                        refused.ticket().supportAddress(),
                        "",
                        refused.ticket().status(),
                        Optional.empty(),
                        refused.ticket().linked(),
                        Instant.parse("2400-01-01T00:00:00Z"),
                        START),
                List.of(),
                false);
        ListAppender<ILoggingEvent> log = listen();

        index.put(List.of(ticket(1).build(), impossible, ticket(3).build()));

        assertThat(found(all())).containsExactlyInAnyOrder(1L, 3L);
        assertThat(log.list).hasSize(2).allSatisfy(event -> assertThat(event.getFormattedMessage())
                .contains("Ticket 2 "));
    }

    @Test
    void shouldMakeOneIndexWhenManyNodesWriteTheFirstDocumentAtOnce() throws Exception {
        int nodes = 6;
        CyclicBarrier together = new CyclicBarrier(nodes);
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            List<Future<?>> writes = new ArrayList<>();
            for (int node = 1; node <= nodes; node++) {
                TicketDocument document = ticket(node).build();
                writes.add(threads.submit(() -> {
                    try (OpenSearchTicketIndex own = new OpenSearchTicketIndex(configuration)) {
                        together.await(30, TimeUnit.SECONDS);
                        own.put(List.of(document));
                    }
                    return null;
                }));
            }
            for (Future<?> write : writes) {
                write.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(found(all())).hasSize(nodes);
        assertThat(rest.indices(alias + "-*")).containsExactly(alias + "-000001");
    }

    @Test
    void shouldUseTheNextNumberWhenRebuilding() {
        put(ticket(1));

        String fresh = index.beginRebuild();
        assertThat(fresh).isEqualTo(alias + "-000002");
        assertThat(rest.indices(alias)).containsExactly(alias + "-000001");
        assertThat(rest.indices(alias + "-write")).containsExactlyInAnyOrder(alias + "-000001", fresh);
        index.finishRebuild(fresh);

        assertThat(rest.indices(alias)).containsExactly(fresh);
        assertThat(rest.indices(alias + "-write")).containsExactly(fresh);
        assertThat(rest.indices(alias + "-*")).containsExactly(fresh);
    }

    @Test
    void shouldWriteToBothIndicesWhenAnotherNodeRebuilds() {
        try (OpenSearchTicketIndex other = new OpenSearchTicketIndex(configuration)) {
            other.put(List.of(ticket(1).build()));

            String fresh = index.beginRebuild();
            other.put(List.of(ticket(2).build()));
            index.finishRebuild(fresh);

            assertThat(found(all())).containsExactly(2L);
        }
    }

    @Test
    void shouldNotReviveTheFormerIndexWhenAnotherNodeHasNotYetSeenItsEnd() {
        try (OpenSearchTicketIndex other = new OpenSearchTicketIndex(configuration)) {
            String fresh = index.beginRebuild();
            other.put(List.of(ticket(1).build()));
            index.finishRebuild(fresh);
            other.put(List.of(ticket(2).build()));

            assertThat(found(all())).containsExactlyInAnyOrder(1L, 2L);
            assertThat(rest.indices(alias + "-*")).containsExactly(fresh);
        }
    }

    @Test
    void shouldDropTheUnfinishedRebuildWhenAnotherBegins() {
        put(ticket(1));
        String died = index.beginRebuild();

        String fresh = index.beginRebuild();

        assertThat(rest.indices(alias + "-*")).containsExactlyInAnyOrder(alias + "-000001", fresh);
        assertThat(fresh).isNotEqualTo(died);
        assertThatThrownBy(() -> index.finishRebuild(died)).isInstanceOf(IllegalStateException.class);
        assertThat(found(all())).containsExactly(1L);
    }

    @Test
    void shouldLeaveNoIndexBehindWhenInterruptedWhileBeginning() {
        put(ticket(1));
        Thread.currentThread().interrupt();

        Throwable thrown = catchThrowable(() -> index.beginRebuild());
        boolean stillInterrupted = Thread.interrupted();

        assertThat(thrown).isInstanceOf(CancellationException.class);
        assertThat(stillInterrupted).isTrue();
        assertThat(rest.indices(alias + "-*")).containsExactly(alias + "-000001");
    }

    @Test
    void shouldRefuseToDropTheIndexThatAnswersSearches() {
        put(ticket(1));

        assertThatThrownBy(() -> index.abandonRebuild(alias + "-000001")).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "_all", "other-000001", "-000001", "/../x", ""})
    void shouldRefuseNamesThatAreNoIndexOfItsOwn(String suffix) {
        assertThatThrownBy(() -> index.finishRebuild(suffix)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> index.abandonRebuild(alias + suffix + "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNotAddFieldsToTheMappingWhenDocumentsAreWritten() {
        put(ticket(1));
        JsonNode before = rest.get("/" + alias + "/_mapping");
        put(ticket(2)
                .subject("all fields")
                .contact("n", "a@customer.example")
                .text("t")
                .attachment("f.txt"));

        assertThat(rest.get("/" + alias + "/_mapping")).isEqualTo(before);
    }

    @Test
    void shouldBeHealthyWhenNothingWasPutYet() {
        assertThat(index.health().check()).isEqualTo(new OpenSearchHealth.Verdict(OpenSearchHealth.Level.HEALTHY, ""));
        assertThat(rest.indices(alias)).containsExactly(alias + "-000001");
    }

    @Test
    void shouldBeDegradedWhenAReplicaHasNoNode() {
        try (OpenSearchTicketIndex replicated = new OpenSearchTicketIndex(configuration.withShards(1, 1))) {
            replicated.put(List.of(ticket(1).build()));

            assertThat(replicated.health().check().level()).isEqualTo(OpenSearchHealth.Level.DEGRADED);
        }
    }

    private static TicketQuery contact(String address) {
        return new TicketQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(EmailAddress.parse(address)),
                10,
                Optional.empty());
    }

    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        ((Logger) LoggerFactory.getLogger(TicketWriter.class)).addAppender(appender);
        return appender;
    }
}
