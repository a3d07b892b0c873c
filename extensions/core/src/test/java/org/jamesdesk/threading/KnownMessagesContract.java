package org.jamesdesk.threading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jamesdesk.DeskStores;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.Direction;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.EntryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link KnownMessages} does. */
public interface KnownMessagesContract {
    DeskStores stores();

    private Entry stored(EntryBuilder builder) {
        Entry entry = builder.build();
        stores().tickets().append(entry);
        return entry;
    }

    @Test
    default void shouldKnowAMessageWhenItWasReceived() {
        String messageId = EntryBuilder.randomId() + "@customer.example";
        Conversation conversation = stored(EntryBuilder.opening()
                        .messageId(messageId)
                        .scope("sales")
                        .from(new Mailbox("Ana", EmailAddress.parse("Ana@customer.example"))))
                .conversation();

        assertThat(stores().knownMessages().find(List.of(messageId)))
                .containsExactly(new KnownMessage(
                        messageId,
                        new DepartmentId("sales"),
                        conversation.ticket(),
                        conversation.id(),
                        Direction.IN,
                        Optional.of(EmailAddress.parse("Ana@customer.example"))));
    }

    @Test
    default void shouldSayThatWeWroteItWhenItWasSent() {
        String messageId = EntryBuilder.randomId() + "@desk.example";
        stored(EntryBuilder.opening().messageId(messageId).sentTo("ana@customer.example"));

        assertThat(stores().knownMessages().find(List.of(messageId)))
                .extracting(KnownMessage::direction)
                .containsExactly(Direction.OUT);
    }

    @Test
    default void shouldHaveNoAuthorWhenTheMailHasNone() {
        String messageId = EntryBuilder.randomId() + "@customer.example";
        stored(EntryBuilder.opening().messageId(messageId).withoutFrom());

        assertThat(stores().knownMessages().find(List.of(messageId)))
                .extracting(KnownMessage::from)
                .containsExactly(Optional.empty());
    }

    @Test
    default void shouldKnowAllWhenSeveralMailsCarryOneIdentifier() {
        String messageId = EntryBuilder.randomId() + "@customer.example";
        Entry first = stored(EntryBuilder.opening().messageId(messageId));
        Entry second = stored(EntryBuilder.opening().messageId(messageId).scope("sales"));

        assertThat(stores().knownMessages().find(List.of(messageId)))
                .extracting(KnownMessage::ticket)
                .containsExactlyInAnyOrder(
                        first.conversation().ticket(), second.conversation().ticket());
    }

    @Test
    default void shouldKnowItOnceWhenTheEntryIsStoredAgain() {
        Entry entry = stored(EntryBuilder.opening());

        stores().tickets().append(entry);

        assertThat(stores().knownMessages()
                        .find(List.of(entry.conversation().messageId().orElseThrow())))
                .hasSize(1);
    }

    @Test
    default void shouldFindTheKnownOnesWhenManyIdentifiersAreAsked() {
        List<String> asked = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            String messageId = EntryBuilder.randomId() + "@customer.example";
            asked.add(messageId);
            if (i % 3 == 0) {
                known.add(messageId);
                stored(EntryBuilder.opening().messageId(messageId));
            }
        }
        asked.add(known.get(0));

        assertThat(stores().knownMessages().find(asked))
                .extracting(KnownMessage::messageId)
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    default void shouldFindNothingWhenNothingIsAsked() {
        assertThat(stores().knownMessages().find(List.of())).isEmpty();
    }

    @Test
    default void shouldFindNothingWhenNoMailHadTheIdentifier() {
        assertThat(stores().knownMessages().find(List.of(EntryBuilder.randomId())))
                .isEmpty();
    }

    @Test
    default void shouldKeepUpperAndLowerCaseApartWhenComparingIdentifiers() {
        String messageId = "A" + EntryBuilder.randomId() + "@customer.example";
        stored(EntryBuilder.opening().messageId(messageId));

        assertThat(stores().knownMessages().find(List.of(messageId.toLowerCase(Locale.ROOT))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "\u00e9\ud83d\ude00\uffff'\"\\"})
    default void shouldKnowAMessageWhenItsIdentifierIsOdd(String messageId) {
        Entry entry = stored(EntryBuilder.opening().messageId(messageId));

        assertThat(stores().knownMessages().find(List.of(messageId)))
                .filteredOn(known ->
                        known.conversation().equals(entry.conversation().id()))
                .extracting(KnownMessage::messageId)
                .containsExactly(messageId);
    }

    @Test
    default void shouldKnowAMessageWhenItsIdentifierIsVeryLong() {
        String messageId = EntryBuilder.randomId() + "x".repeat(100_000);
        stored(EntryBuilder.opening().messageId(messageId));

        assertThat(stores().knownMessages().find(List.of(messageId)))
                .extracting(KnownMessage::messageId)
                .containsExactly(messageId);
    }

    private List<AwaitedMessage> awaited(List<String> messageIds, String... participants) {
        return stores().knownMessages()
                .findAwaited(
                        messageIds,
                        Stream.of(participants).map(EmailAddress::parse).collect(Collectors.toSet()));
    }

    @Test
    default void shouldFindTheTicketThatWaitsWhenAParticipantIsShared() {
        String parent = EntryBuilder.randomId() + "@elsewhere.example";
        Conversation waiting = stored(EntryBuilder.opening()
                        .scope("sales")
                        .missing(List.of("x@y", parent), "Ana@customer.example", "bo@customer.example"))
                .conversation();

        assertThat(awaited(List.of(EntryBuilder.randomId(), parent), "cy@customer.example", "ana@customer.example"))
                .containsExactly(new AwaitedMessage(parent, new DepartmentId("sales"), waiting.ticket()));
    }

    @Test
    default void shouldNotFindTheTicketThatWaitsWhenNoParticipantIsShared() {
        String parent = EntryBuilder.randomId() + "@elsewhere.example";
        stored(EntryBuilder.opening().missing(List.of(parent), "ana@customer.example"));

        assertThat(awaited(List.of(parent), "bo@customer.example")).isEmpty();
        assertThat(awaited(List.of(parent))).isEmpty();
        assertThat(awaited(List.of(), "ana@customer.example")).isEmpty();
    }

    @Test
    default void shouldFindEveryTicketThatWaitsWhenSeveralDo() {
        String parent = EntryBuilder.randomId() + "@elsewhere.example";
        Entry first = stored(EntryBuilder.opening().missing(List.of(parent), "ana@customer.example"));
        Entry second = stored(EntryBuilder.opening().missing(List.of(parent), "ana@customer.example"));
        stores().tickets().append(second);

        assertThat(awaited(List.of(parent), "ana@customer.example"))
                .extracting(AwaitedMessage::ticket)
                .containsExactlyInAnyOrder(
                        first.conversation().ticket(), second.conversation().ticket());
    }

    @Test
    default void shouldFindOnesOwnWhenHundredsOfStrangersNameTheSameMail() {
        String newsletter = EntryBuilder.randomId() + "@news.example";
        for (int i = 0; i < 300; i++) {
            stored(EntryBuilder.opening().missing(List.of(newsletter), "stranger" + i + "@customer.example"));
        }
        Entry own = stored(EntryBuilder.opening().missing(List.of(newsletter), "zoe@customer.example"));

        assertThat(awaited(List.of(newsletter), "zoe@customer.example"))
                .extracting(AwaitedMessage::ticket)
                .containsExactly(own.conversation().ticket());
    }
}
