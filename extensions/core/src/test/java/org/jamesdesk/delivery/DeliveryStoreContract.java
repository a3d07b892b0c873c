package org.jamesdesk.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.DeskStores;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.EntryBuilder;
import org.jamesdesk.ticket.TicketNumber;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryStore} does. */
public interface DeliveryStoreContract {
    DeskStores stores();

    private DeliveryStore deliveries() {
        return stores().deliveries();
    }

    private Entry stored(EntryBuilder builder) {
        Entry entry = builder.build();
        stores().tickets().append(entry);
        return entry;
    }

    private Delivery storedDelivery() {
        return stored(EntryBuilder.opening().sentTo("Ana@customer.example"))
                .deliveries()
                .get(0);
    }

    private static Attempt attempt(String at, DeliveryState state) {
        return new Attempt(
                Instant.parse(at),
                "mx.customer.example:25",
                true,
                Optional.of(250),
                Optional.of("2.0.0"),
                "Ok: queued as 4711",
                state,
                Duration.ofMillis(1_234));
    }

    @Test
    default void shouldBeQueuedWhenTheMailIsStored() {
        Delivery delivery = storedDelivery();

        assertThat(deliveries().find(delivery.ticket(), delivery.id())).contains(delivery);
        assertThat(deliveries().ofTicket(delivery.ticket())).containsExactly(delivery);
        assertThat(deliveries().find(delivery.ticket(), delivery.id()).map(found -> found.recipient()
                        .asString()))
                .contains("Ana@customer.example");
    }

    @Test
    default void shouldKeepWhoseTransportTakesItWhenItHasASender() {
        SenderId sender = SenderId.parse("sales/Ana@zylker.example");

        Delivery delivery = stored(
                        EntryBuilder.opening().sentTo("bob@customer.example").sentBy(sender))
                .deliveries()
                .get(0);

        assertThat(deliveries().find(delivery.ticket(), delivery.id()))
                .hasValueSatisfying(found -> assertThat(found.transport()).contains(sender));
    }

    @Test
    default void shouldBeSentByThisServerWhenAPersonNamedAStandIn() {
        SenderId sender = SenderId.parse("sales/ana@zylker.example");
        Mailbox support = new Mailbox("Support", EmailAddress.parse("support@desk.example"));
        Entry entry =
                stored(EntryBuilder.opening().sentTo("bob@customer.example").sentBy(sender));
        Delivery delivery = entry.deliveries().get(0);

        deliveries().sendFrom(delivery.ticket(), delivery.id(), support);
        stores().tickets().append(entry);

        assertThat(deliveries().ofTicket(delivery.ticket())).singleElement().satisfies(found -> {
            assertThat(found.standIn()).contains(support);
            assertThat(found.sender()).contains(sender);
            assertThat(found.transport()).isEmpty();
        });
    }

    @Test
    default void shouldFindNothingWhenThereIsNoSuchDelivery() {
        TicketNumber number = storedDelivery().ticket();

        assertThat(deliveries().find(number, new DeliveryId(EntryBuilder.randomId())))
                .isEmpty();
        assertThat(deliveries().find(EntryBuilder.unusedNumber(), new DeliveryId(EntryBuilder.randomId())))
                .isEmpty();
        assertThat(deliveries().ofTicket(EntryBuilder.unusedNumber())).isEmpty();
    }

    @Test
    default void shouldStandAsItsNewestAttemptWhenAttemptsAreRecorded() {
        Delivery delivery = storedDelivery();
        Attempt first = attempt("2026-03-10T10:00:00.000001Z", DeliveryState.WAITING);
        Attempt second = attempt("2026-03-10T10:05:00Z", DeliveryState.DELIVERED);

        deliveries().record(delivery.ticket(), delivery.id(), second);
        deliveries().record(delivery.ticket(), delivery.id(), first);

        assertThat(deliveries().find(delivery.ticket(), delivery.id())).hasValueSatisfying(found -> {
            assertThat(found.state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(found.attempts()).containsExactly(first, second);
        });
    }

    @Test
    default void shouldRecordOnceWhenTheSameAttemptIsRecordedAgain() {
        Delivery delivery = storedDelivery();
        Attempt attempt = attempt("2026-03-10T10:00:00Z", DeliveryState.BOUNCED);

        deliveries().record(delivery.ticket(), delivery.id(), attempt);
        deliveries().record(delivery.ticket(), delivery.id(), attempt);

        assertThat(deliveries().find(delivery.ticket(), delivery.id()))
                .map(Delivery::attempts)
                .contains(List.of(attempt));
    }

    @Test
    default void shouldKeepTheEntryThatKnowsMostWhenSeveralHaveTheSameTime() {
        Instant at = Instant.parse("2026-03-10T10:00:00.000001Z");
        Attempt marker = Attempt.begun(at);
        Attempt interrupted = marker.interrupted();
        Attempt outcome = attempt(at.toString(), DeliveryState.DELIVERED);
        for (List<Attempt> order : List.of(
                List.of(marker, outcome),
                List.of(outcome, marker),
                List.of(marker, interrupted, outcome),
                List.of(outcome, interrupted),
                List.of(marker, outcome, interrupted))) {
            Delivery delivery = storedDelivery();

            order.forEach(entry -> deliveries().record(delivery.ticket(), delivery.id(), entry));

            assertThat(deliveries().find(delivery.ticket(), delivery.id()))
                    .hasValueSatisfying(found -> assertThat(found.attempts()).containsExactly(outcome));
        }
        Delivery died = storedDelivery();
        deliveries().record(died.ticket(), died.id(), interrupted);
        deliveries().record(died.ticket(), died.id(), marker);
        assertThat(deliveries().find(died.ticket(), died.id()))
                .hasValueSatisfying(found -> assertThat(found.attempts()).containsExactly(interrupted));
    }

    @Test
    default void shouldKeepWhatHappenedWhenTheMailIsStoredAgain() {
        Entry entry = stored(EntryBuilder.opening().sentTo("ana@customer.example"));
        Delivery delivery = entry.deliveries().get(0);
        deliveries().record(delivery.ticket(), delivery.id(), attempt("2026-03-10T10:00:00Z", DeliveryState.DELIVERED));

        stores().tickets().append(entry);

        assertThat(deliveries().find(delivery.ticket(), delivery.id()))
                .map(Delivery::state)
                .contains(DeliveryState.DELIVERED);
    }

    @Test
    default void shouldKeepAnAttemptWithoutAnswerWhenNoServerWasFound() {
        Delivery delivery = storedDelivery();
        var attempt = new Attempt(
                Instant.parse("2026-03-10T10:00:00Z"),
                "",
                false,
                Optional.empty(),
                Optional.empty(),
                "no MX \u0000\u00ff\ud83d\ude00",
                DeliveryState.WAITING,
                Duration.ZERO);

        deliveries().record(delivery.ticket(), delivery.id(), attempt);

        assertThat(deliveries().find(delivery.ticket(), delivery.id()))
                .map(Delivery::attempts)
                .contains(List.of(attempt));
    }

    @Test
    default void shouldKeepStageAddressAndVerdictWhenTheyAreKnown() {
        Delivery delivery = storedDelivery();
        var report = new Attempt(
                Instant.parse("2026-03-10T11:00:00.000001Z"),
                AttemptKind.REPORT,
                "mx.customer.example",
                Optional.of("192.0.2.7"),
                false,
                Optional.of(SmtpStage.RCPT),
                Optional.of(550),
                Optional.of("5.1.1"),
                "No such user",
                DeliveryState.BOUNCED,
                Duration.ZERO,
                Optional.of(new Verdict(Hardness.HARD, BounceReason.NO_SUCH_ADDRESS, true)));

        deliveries().record(delivery.ticket(), delivery.id(), report);

        assertThat(deliveries().find(delivery.ticket(), delivery.id()))
                .map(Delivery::attempts)
                .contains(List.of(report));
    }

    @Test
    default void shouldListOldestFirstWhenATicketHasSeveralDeliveries() {
        TicketNumber number = EntryBuilder.unusedNumber();
        Delivery later = stored(EntryBuilder.joining(number)
                        .sentTo("c@customer.example")
                        .at("2026-03-10T12:00:00Z"))
                .deliveries()
                .get(0);
        List<Delivery> earlier = stored(EntryBuilder.joining(number)
                        .sentTo("a@customer.example")
                        .sentTo("b@customer.example")
                        .at("2026-03-10T11:00:00Z"))
                .deliveries();
        Attempt attempt = attempt("2026-03-10T13:00:00Z", DeliveryState.WAITING);
        deliveries().record(number, later.id(), attempt);

        List<Delivery> listed = deliveries().ofTicket(number);

        assertThat(listed.subList(0, 2)).containsExactlyInAnyOrderElementsOf(earlier);
        assertThat(listed.get(2).id()).isEqualTo(later.id());
        assertThat(listed.get(2).attempts()).containsExactly(attempt);
    }
}
