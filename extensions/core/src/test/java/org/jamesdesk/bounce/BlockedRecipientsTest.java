package org.jamesdesk.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryBlocklist;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.EntryBuilder;
import org.jamesdesk.ticket.TicketNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockedRecipientsTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00.123456Z");

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryBlocklist blocklist = new InMemoryBlocklist(clock);
    private final BlockedRecipients free = new BlockedRecipients(blocklist, Optional::empty);
    private final BlockedRecipients locked =
            new BlockedRecipients(blocklist, () -> Optional.of("Notifications are locked."));

    private static Delivery delivery(Purpose purpose) {
        return new Delivery(
                new DeliveryId(EntryBuilder.randomId()),
                new TicketNumber(7),
                new ConversationId(EntryBuilder.randomId()),
                EmailAddress.parse("Ana@x.example"),
                EmailAddress.parse("bounce@desk.example"),
                purpose,
                new DepartmentId("support"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DeliveryState.QUEUED,
                NOON,
                List.of());
    }

    private void block(Optional<Instant> until) {
        blocklist.block(new Block(
                EmailAddress.parse("ana@x.example"),
                BlockCause.HARD_BOUNCE,
                "550 5.1.1 no such user",
                NOON,
                Block.BY_DESK,
                until,
                List.of()));
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void shouldSaySinceWhenAndWhyTheRecipientIsBlockedR103(Purpose purpose) {
        block(Optional.empty());

        assertThat(locked.whyNot(delivery(purpose)))
                .contains("ana@x.example is on the blocklist since 2026-03-10T12:00:00Z: 550 5.1.1 no such user");
    }

    @Test
    void shouldLetGoWhenTheBlockEnds() {
        block(Optional.of(NOON.plusSeconds(60)));
        assertThat(free.whyNot(delivery(Purpose.REPLY)))
                .contains("ana@x.example is on the blocklist since 2026-03-10T12:00:00Z, until 2026-03-10T12:01:00Z:"
                        + " 550 5.1.1 no such user");

        clock.advance(Duration.ofSeconds(60));

        assertThat(free.whyNot(delivery(Purpose.REPLY))).isEmpty();
    }

    @Test
    void shouldKeepNotificationsButNeverRepliesWhenNotificationsAreLockedR101() {
        assertThat(locked.whyNot(delivery(Purpose.NOTIFICATION))).contains("Notifications are locked.");
        assertThat(locked.whyNot(delivery(Purpose.REPLY))).isEmpty();
        assertThat(free.whyNot(delivery(Purpose.NOTIFICATION))).isEmpty();
    }
}
