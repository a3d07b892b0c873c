package org.jamesdesk.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.sender.Transport;
import org.jamesdesk.sender.TransportType;
import org.jamesdesk.ticket.EntryBuilder;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.work.LaneLimit;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryWorkTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456789Z");
    private static final SenderId RELAYED = SenderId.parse("sales/ana@zylker.example");
    private static final SenderId OURS = SenderId.parse("sales/bruno@zylker.example");
    private static final String ID = "0123456789abcdef0123456789abcdef";

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final Configurations configurations = new Configurations(desk.configuration(), clock);

    @BeforeEach
    void addSenders() {
        configurations.edit("test", draft -> {
            draft.put(
                    Sender.KIND,
                    sender(
                            RELAYED,
                            new Transport(
                                    TransportType.SMTP,
                                    Optional.of(
                                            new SmtpRelay("relay.example", 587, ConnectionSecurity.STARTTLS, "ana")))));
            draft.put(Sender.KIND, sender(OURS, Transport.SERVER));
        });
    }

    private static Sender sender(SenderId id, Transport transport) {
        return new Sender(
                id.department(), id.address(), "Sales", transport, true, true, Optional.empty(), Optional.empty());
    }

    private String laneOf(Optional<SenderId> sender, Optional<Mailbox> standIn) {
        EntryBuilder builder = EntryBuilder.opening().sentTo("Bob@Customer.Example");
        sender.ifPresent(builder::sentBy);
        var entry = builder.build();
        desk.tickets().append(entry);
        Delivery queued = entry.deliveries().get(0);
        standIn.ifPresent(from -> desk.deliveries().sendFrom(queued.ticket(), queued.id(), from));
        Delivery delivery = desk.deliveries().find(queued.ticket(), queued.id()).orElseThrow();
        return DeliveryWork.of(delivery, configurations.inForce()).lane();
    }

    @Test
    void shouldBeInTheLaneOfItsDestinationWhenThisServerSendsIt() {
        assertThat(laneOf(Optional.empty(), Optional.empty())).isEqualTo("customer.example");
        assertThat(laneOf(Optional.of(OURS), Optional.empty())).isEqualTo("customer.example");
        assertThat(laneOf(Optional.of(RELAYED), Optional.of(Mailbox.of(EmailAddress.parse("support@desk.example")))))
                .as("a stand-in sends it")
                .isEqualTo("customer.example");
    }

    @Test
    void shouldBeInTheLaneOfItsSenderWhenThatHasARelayOrIsGone() {
        assertThat(laneOf(Optional.of(RELAYED), Optional.empty())).isEqualTo("@sales/ana@zylker.example");
        assertThat(laneOf(Optional.of(SenderId.parse("sales/gone@zylker.example")), Optional.empty()))
                .isEqualTo("@sales/gone@zylker.example");
    }

    @Test
    void shouldHaveAKeyThatSaysTheLane() {
        DeliveryWork work = new DeliveryWork(new TicketNumber(7), new DeliveryId(ID), "@sales/ana@zylker.example");

        Work due = work.due(NOW);

        assertThat(due.key()).isEqualTo("7/" + ID + "/@sales/ana@zylker.example");
        assertThat(due.dueAt()).isEqualTo("2026-11-22T10:00:00.123456Z");
        assertThat(DeliveryWork.parse(due.key())).isEqualTo(work);
    }

    @Test
    void shouldReadKeysThatWereWrittenBeforeThereWereLanes() {
        assertThat(DeliveryWork.parse("7/" + ID))
                .isEqualTo(new DeliveryWork(new TicketNumber(7), new DeliveryId(ID), ""));
    }

    @Test
    void shouldRefuseAKeyThatNamesNoDelivery() {
        assertThatIllegalArgumentException().isThrownBy(() -> DeliveryWork.parse("7"));
        assertThatIllegalArgumentException().isThrownBy(() -> DeliveryWork.parse("7/8"));
    }

    @Test
    void shouldBeLimitedByTheLaneItIsIn() {
        RestingDestinations resting = new RestingDestinations(clock);
        DeliveryLanes lanes = new DeliveryLanes(new LaneLimit(4, 0), new LaneLimit(2, 30), resting);
        String lane = lanes.laneOf(new Work(WorkKind.DELIVERY, "7/" + ID + "/customer.example", NOW));

        assertThat(lane).isEqualTo("customer.example");
        assertThat(lanes.laneOf(new Work(WorkKind.DELIVERY, "nonsense", NOW))).isEmpty();
        assertThat(lanes.limitOf(lane)).as("nothing is known of it").isEqualTo(new LaneLimit(1, 0));
        resting.went(lane, answered());
        assertThat(lanes.limitOf(lane)).isEqualTo(new LaneLimit(4, 0));
        assertThat(lanes.limitOf("@" + RELAYED.asString())).isEqualTo(new LaneLimit(1, 30));
        resting.went("@" + RELAYED.asString(), answered());
        assertThat(lanes.limitOf("@" + RELAYED.asString())).isEqualTo(new LaneLimit(2, 30));
        for (int i = 0; i < RestingDestinations.PATIENCE; i++) {
            resting.went(
                    lane,
                    new Attempt(
                            NOW,
                            "",
                            false,
                            Optional.empty(),
                            Optional.of("4.4.1"),
                            "no connection",
                            DeliveryState.WAITING,
                            Duration.ZERO));
        }
        assertThat(lanes.limitOf(lane).atOnce()).as("rests").isEqualTo(1);
    }

    private static Attempt answered() {
        return new Attempt(
                NOW, "mx:25", false, Optional.of(451), Optional.empty(), "later", DeliveryState.WAITING, Duration.ZERO);
    }
}
