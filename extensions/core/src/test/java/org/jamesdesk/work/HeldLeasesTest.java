package org.jamesdesk.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeldLeasesTest {
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final WorkStore store = new InMemoryDesk(clock).work();
    private final HeldLeases ours = new HeldLeases(store, "node-1", LIFE, clock);
    private final HeldLeases others = new HeldLeases(store, "node-2", LIFE, clock);

    @AfterEach
    void close() {
        ours.close();
        others.close();
    }

    private static boolean canDo(HeldLeases leases) {
        return leases.whileHolding("x", lease -> "done").isPresent();
    }

    @Test
    void shouldKeepOthersOutWhileItLasts() {
        assertThat(ours.whileHolding("x", lease -> {
                    assertThat(canDo(others)).as("another node").isFalse();
                    assertThat(canDo(ours)).as("another thread").isFalse();
                    assertThat(ours.whileHolding("y", other -> true))
                            .as("another lease")
                            .contains(true);
                    return lease.isHeld();
                }))
                .contains(true);

        assertThat(canDo(others)).isTrue();
    }

    @Test
    void shouldKeepOthersOutWhenItTakesLongerThanALeaseLivesAndIsRenewed() {
        ours.whileHolding("x", lease -> {
            for (int i = 0; i < 10; i++) {
                clock.advance(LIFE.dividedBy(2));
                ours.renewAll();
            }
            assertThat(canDo(others)).isFalse();
            assertThat(lease.isHeld()).isTrue();
            return true;
        });
    }

    @Test
    void shouldLetAnotherNodeTakeOverWhenItsOwnerDied() {
        store.lease("x", "node-3", (int) LIFE.toSeconds());
        assertThat(canDo(ours)).isFalse();

        clock.advance(LIFE);

        assertThat(canDo(ours)).isTrue();
    }

    @Test
    void shouldKnowThatItIsLostWhenNobodyRenewedItAndAnotherTookIt() {
        ours.whileHolding("x", lease -> {
            clock.advance(LIFE);
            assertThat(lease.isHeld()).as("ran out").isFalse();
            store.lease("x", "node-2", (int) LIFE.toSeconds());
            ours.renewAll();
            assertThat(lease.isHeld()).as("taken").isFalse();
            return true;
        });

        assertThat(canDo(ours)).as("the other still holds it").isFalse();
    }

    @Test
    void shouldNotRenewWhatWasGivenBack() {
        assertThat(canDo(ours)).isTrue();
        ours.renewAll();

        assertThat(canDo(others)).isTrue();
    }

    @Test
    void shouldGiveItBackWhenTheWorkFails() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ours.whileHolding("x", lease -> {
                    throw new IllegalStateException("failed");
                }));

        assertThat(canDo(others)).isTrue();
    }
}
