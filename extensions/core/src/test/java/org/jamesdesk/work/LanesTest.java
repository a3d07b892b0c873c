package org.jamesdesk.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jamesdesk.memory.SettableClock;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final Map<String, LaneLimit> limits = new HashMap<>();
    private final Lanes lanes = new Lanes(
            new LaneRules() {
                @Override
                public String laneOf(Work work) {
                    return work.key().substring(0, 1);
                }

                @Override
                public LaneLimit limitOf(String lane) {
                    return limits.getOrDefault(lane, LaneLimit.NONE);
                }
            },
            clock);

    private static Work work(String key) {
        return new Work(WorkKind.DELIVERY, key, START);
    }

    private void offer(String... keys) {
        for (String key : keys) {
            assertThat(lanes.offer(work(key))).as(key).isTrue();
        }
    }

    private Lanes.Turn turn() throws InterruptedException {
        return lanes.take(Duration.ZERO).orElseThrow();
    }

    private static String key(Lanes.Turn turn) {
        return turn.work().get(0).key();
    }

    private List<String> takeAll() throws InterruptedException {
        List<String> keys = new ArrayList<>();
        Optional<Lanes.Turn> turn = lanes.take(Duration.ZERO);
        while (turn.isPresent()) {
            keys.add(key(turn.get()));
            turn = lanes.take(Duration.ZERO);
        }
        return keys;
    }

    @Test
    void shouldTakeOneOfEachLaneInTurn() throws Exception {
        offer("a1", "a2", "a3", "b1", "c1", "c2");

        assertThat(takeAll()).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void shouldLetNoMoreRunThanTheLimitAndOneMoreWhenOneEnds() throws Exception {
        limits.put("a", new LaneLimit(2, 0));
        offer("a1", "a2", "a3", "b1");
        Lanes.Turn first = turn();

        assertThat(takeAll()).containsExactly("b1", "a2");

        lanes.finished(first);
        assertThat(takeAll()).containsExactly("a3");
    }

    @Test
    void shouldBeginNoMoreInAMinuteThanTheRateEvenlySpaced() throws Exception {
        limits.put("a", new LaneLimit(10, 2));
        offer("a1", "a2", "a3", "b1");
        assertThat(takeAll()).containsExactly("a1", "b1");

        clock.advance(Duration.ofSeconds(29));
        assertThat(takeAll()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(takeAll()).containsExactly("a2");
        clock.advance(Duration.ofSeconds(30));
        assertThat(takeAll()).containsExactly("a3");
    }

    @Test
    void shouldKeepTheRateWhenALaneHadNothingToDoMeanwhile() throws Exception {
        limits.put("a", new LaneLimit(10, 1));
        offer("a1");
        lanes.finished(turn());
        offer("a2");

        assertThat(takeAll()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(takeAll()).containsExactly("a2");
    }

    @Test
    void shouldAskForTheLimitAnewForEveryPiece() throws Exception {
        limits.put("a", new LaneLimit(2, 0));
        offer("a1", "a2", "a3", "a4");
        List<Lanes.Turn> running = List.of(turn(), turn());
        limits.put("a", new LaneLimit(1, 0));

        lanes.finished(running.get(0));
        assertThat(takeAll()).as("one still runs").isEmpty();
        lanes.finished(running.get(1));
        assertThat(takeAll()).containsExactly("a3");
    }

    @Test
    void shouldTakeWorkOnceWhileItWaitsOrRuns() throws Exception {
        offer("a1");
        assertThat(lanes.offer(work("a1"))).as("waits").isFalse();
        Lanes.Turn turn = turn();
        assertThat(lanes.offer(work("a1"))).as("runs").isFalse();
        assertThat(lanes.underWay()).containsExactly(work("a1"));

        lanes.finished(turn);

        assertThat(lanes.underWay()).isEmpty();
        offer("a1");
    }

    @Test
    void shouldLeaveRoomForOthersWhenLanesThatAreHeldBackAreFull() {
        List<String> slow = List.of("a", "b", "c", "d", "e", "f");
        slow.forEach(lane -> {
            limits.put(lane, new LaneLimit(1, 0));
            IntStream.range(0, Lanes.CAPACITY).forEach(i -> lanes.offer(work(lane + i)));
        });

        assertThat(lanes.waiting()).isGreaterThan(Lanes.CAPACITY / 2).isLessThan(Lanes.CAPACITY);
        limits.put("z", new LaneLimit(1, 0));
        offer("z1", "z2", "z3");
    }

    @Test
    void shouldFillUpAndNoFurtherWhenALaneHasNoLimit() {
        IntStream.range(0, Lanes.CAPACITY + 10).forEach(i -> lanes.offer(work("a" + i)));

        assertThat(lanes.waiting()).isEqualTo(Lanes.CAPACITY);
        assertThat(lanes.underWay()).hasSize(Lanes.CAPACITY);
    }

    @Test
    void shouldLetWorkOfTheSameLaneJoinUpToTheLimit() throws Exception {
        limits.put("a", new LaneLimit(3, 0));
        offer("a1", "b1", "a2", "a3", "a4");
        Lanes.Turn turn = turn();

        lanes.join(turn, 10);

        assertThat(turn.work()).extracting(Work::key).containsExactly("a1", "a2", "a3");
        assertThat(takeAll()).containsExactly("b1");
        lanes.finished(turn);
        assertThat(takeAll()).containsExactly("a4");
    }

    @Test
    void shouldTakeAllPiecesOfAKeyAtOnceWhenMoreCameWhileTheFirstWaited() throws Exception {
        limits.put("a", new LaneLimit(2, 0));
        Work later = new Work(WorkKind.DELIVERY, "a1", START.plusSeconds(1));
        offer("a1", "a2", "a3");
        assertThat(lanes.offer(later)).isTrue();

        Lanes.Turn turn = turn();
        lanes.join(turn, 1);

        assertThat(turn.work()).containsExactly(work("a1"), later, work("a2"));
        assertThat(lanes.waiting()).isEqualTo(1);
        assertThat(lanes.take(Duration.ZERO)).as("two keys run").isEmpty();
        assertThat(lanes.offer(later)).as("runs").isFalse();

        lanes.finished(turn);

        assertThat(takeAll()).containsExactly("a3");
    }

    @Test
    void shouldLetAPieceWaitWhenItsKeyRuns() throws Exception {
        Work later = new Work(WorkKind.DELIVERY, "a1", START.plusSeconds(1));
        offer("a1");
        Lanes.Turn turn = turn();
        assertThat(lanes.offer(later)).isTrue();

        lanes.join(turn, 5);
        lanes.finished(turn);

        assertThat(turn.work()).containsExactly(work("a1"), later);
        assertThat(takeAll()).isEmpty();
        assertThat(lanes.underWay()).isEmpty();
    }

    @Test
    void shouldGiveNothingWhenNothingComesInTime() throws Exception {
        assertThat(lanes.take(Duration.ofMillis(1))).isEmpty();
    }
}
