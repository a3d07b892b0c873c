package org.jamesdesk.deliverability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.jamesdesk.DeskStores;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryResultStore} does. */
public interface DeliveryResultStoreContract {
    DeskStores stores();

    private DeliveryResultStore results() {
        return stores().deliveryResults();
    }

    /** An hour of its own for each test, within the time for which results are kept. */
    private static Instant someHour() {
        return Instant.now()
                .truncatedTo(ChronoUnit.HOURS)
                .minus(ThreadLocalRandom.current().nextInt(1, 30 * 24), ChronoUnit.HOURS);
    }

    private List<DeliveryResult> read(Instant hour, Instant from) {
        List<DeliveryResult> read = new ArrayList<>();
        results().read(hour, from, read::add);
        return read;
    }

    @Test
    default void shouldGiveBackAllThatIsKnownWhenAResultIsAdded() {
        Instant hour = someHour();
        var result = new DeliveryResult(
                hour.plus(1, ChronoUnit.MICROS),
                Results.delivery(1),
                ResultKind.BOUNCED,
                Purpose.REPLY,
                new DepartmentId("legal-affairs"),
                "b\u00fccher.example",
                Optional.of(BounceReason.MAILBOX_FULL));

        results().add(result);

        assertThat(read(hour, hour)).contains(result);
    }

    @Test
    default void shouldHaveItOnceWhenAResultIsAddedAgain() {
        Instant hour = someHour();
        DeliveryResult result = Results.sent(21, hour.plusSeconds(5));

        results().add(result);
        results().add(result);

        assertThat(read(hour, hour)).containsOnlyOnce(result);
    }

    @Test
    default void shouldKeepBothWhenAMailIsRefusedAtOnce() {
        Instant hour = someHour();
        Instant at = hour.plusSeconds(7);

        results().add(Results.sent(31, at));
        results().add(Results.bounced(31, at));

        assertThat(read(hour, hour)).contains(Results.sent(31, at), Results.bounced(31, at));
    }

    @Test
    default void shouldLeaveOutWhatIsEarlierWhenReadFromAMomentOn() {
        Instant hour = someHour();
        Instant from = hour.plusSeconds(600);
        DeliveryResult before = Results.sent(41, from.minus(1, ChronoUnit.MICROS));
        DeliveryResult exactly = Results.sent(42, from);
        DeliveryResult lastOfHour = Results.sent(43, hour.plusSeconds(3_600).minus(1, ChronoUnit.MICROS));
        DeliveryResult ofNextHour = Results.sent(44, hour.plusSeconds(3_600));

        for (DeliveryResult result : List.of(ofNextHour, lastOfHour, exactly, before)) {
            results().add(result);
        }

        assertThat(read(hour, from)).containsSubsequence(exactly, lastOfHour).doesNotContain(before, ofNextHour);
    }

    @Test
    default void shouldHandOverAllInOrderWhenAnHourHasManyPages() {
        Instant hour = someHour();
        List<DeliveryResult> added = LongStream.range(0, 1_100)
                .mapToObj(number -> Results.blocked(5_000_000 + number, hour.plusMillis(number)))
                .toList();

        added.parallelStream().forEach(results()::add);

        assertThat(read(hour, hour)).containsSubsequence(added);
    }

    @Test
    default void shouldReadNothingWhenNothingFellIntoTheHour() {
        Instant hour = Instant.parse("2001-01-01T05:00:00Z");

        assertThat(read(hour, hour)).isEmpty();
    }
}
