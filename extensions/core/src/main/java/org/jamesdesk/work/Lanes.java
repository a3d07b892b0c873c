package org.jamesdesk.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The work that waits in memory, lane by lane. Lanes that may go on take turns: one key of each with all its pieces, then the
 * next. So what comes to a key while it waits costs nothing more: a ticket to which ten answers have come is indexed once.
 * What finds no room is refused; it is in the store.
 */
final class Lanes {
    /** How many pieces wait at most, in all lanes together. */
    static final int CAPACITY = 20_000;

    /**
     * A lane with a limit fills up to this part of the room that is left then, hence to a fifth of all while it is alone: however
     * many lanes stand still, there is room for a piece of another.
     */
    private static final int SHARE_OF_ROOM = 4;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LaneRules rules;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final Queue<Lane> paced = new PriorityQueue<>(Comparator.comparing((Lane lane) -> lane.notBefore));
    private final Set<Work> underWay = new HashSet<>();
    private int waiting;

    Lanes(LaneRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** Lets work wait for its turn, unless it waits or runs already, or there is no room. */
    boolean offer(Work work) {
        String name = rules.laneOf(work);
        lock.lock();
        try {
            Lane lane = lanes.getOrDefault(name, new Lane(name));
            if (!hasRoom(lane) || !underWay.add(work)) {
                return false;
            }
            lanes.put(name, lane);
            lane.waiting.computeIfAbsent(work.key(), any -> new ArrayList<>(1)).add(work);
            waiting++;
            if (lane.place == Place.NOWHERE) {
                putWhereItBelongs(lane);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom(Lane lane) {
        int room = CAPACITY - waiting;
        boolean isLimited = !rules.limitOf(lane.name).equals(LaneLimit.NONE);
        return isLimited ? lane.waiting.size() * SHARE_OF_ROOM < room : room > 0;
    }

    /**
     * The next key's work, of the lane whose turn it is.
     *
     * @param patience how long to wait for one
     */
    Optional<Turn> take(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            Optional<Turn> turn = nextTurn();
            while (turn.isEmpty() && left > 0) {
                long pause = Math.min(left, untilNextPaced());
                left -= pause - Math.max(0, changed.awaitNanos(pause));
                turn = nextTurn();
            }
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private long untilNextPaced() {
        Lane first = paced.peek();
        return first == null
                ? Long.MAX_VALUE
                : Math.max(
                        1_000_000,
                        Duration.between(clock.instant(), first.notBefore).toNanos());
    }

    private Optional<Turn> nextTurn() {
        Instant now = clock.instant();
        while (!paced.isEmpty() && !paced.peek().notBefore.isAfter(now)) {
            putWhereItBelongs(paced.remove());
        }
        while (!ready.isEmpty()) {
            Lane lane = ready.remove();
            LaneLimit limit = rules.limitOf(lane.name);
            if (!lane.waiting.isEmpty() && lane.running < limit.atOnce()) {
                Turn turn = new Turn(lane);
                begin(turn, limit, now);
                putWhereItBelongs(lane);
                return Optional.of(turn);
            }
            putWhereItBelongs(lane);
        }
        return Optional.empty();
    }

    private void begin(Turn turn, LaneLimit limit, Instant now) {
        Lane lane = turn.lane;
        Iterator<List<Work>> oldest = lane.waiting.values().iterator();
        List<Work> pieces = oldest.next();
        oldest.remove();
        waiting -= pieces.size();
        turn.work.addAll(pieces);
        turn.keys++;
        lane.running++;
        if (limit.perMinute() > 0) {
            lane.notBefore = now.plus(MINUTE.dividedBy(limit.perMinute()));
        }
    }

    /**
     * Lets more work of the same lane come along.
     *
     * @param most so many keys
     */
    void join(Turn turn, int most) {
        lock.lock();
        try {
            Lane lane = turn.lane;
            Instant now = clock.instant();
            LaneLimit limit = rules.limitOf(lane.name);
            for (int i = 0;
                    i < most
                            && !lane.waiting.isEmpty()
                            && lane.running < limit.atOnce()
                            && !lane.notBefore.isAfter(now);
                    i++) {
                begin(turn, limit, now);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The work of a turn no longer runs, whatever came of it. */
    void finished(Turn turn) {
        lock.lock();
        try {
            turn.work.forEach(underWay::remove);
            turn.lane.running -= turn.keys;
            if (turn.lane.place == Place.NOWHERE) {
                putWhereItBelongs(turn.lane);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * A lane that may go on is ready; one that went on just now waits until its rate lets it; one that is full of running work
     * belongs nowhere until some of it ends, and one with nothing to do is forgotten.
     */
    private void putWhereItBelongs(Lane lane) {
        lane.place = Place.NOWHERE;
        if (lane.notBefore.isAfter(clock.instant())) {
            lane.place = Place.PACED;
            paced.add(lane);
        } else if (lane.waiting.isEmpty() && lane.running == 0) {
            lanes.remove(lane.name);
        } else if (!lane.waiting.isEmpty()
                && lane.running < rules.limitOf(lane.name).atOnce()) {
            lane.place = Place.READY;
            ready.add(lane);
        }
        changed.signal();
    }

    /** How much waits. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** What waits or runs at this moment. */
    Set<Work> underWay() {
        lock.lock();
        try {
            return Set.copyOf(underWay);
        } finally {
            lock.unlock();
        }
    }

    /** Work of one lane that runs; to be given back by {@link #finished}. */
    static final class Turn {
        private final Lane lane;
        private final List<Work> work = new ArrayList<>();
        private int keys;

        private Turn(Lane lane) {
            this.lane = lane;
        }

        List<Work> work() {
            return work;
        }
    }

    private enum Place {
        NOWHERE,
        READY,
        PACED
    }

    static final class Lane {
        private final String name;
        private final Map<String, List<Work>> waiting = new LinkedHashMap<>();
        private int running;
        private Instant notBefore = Instant.MIN;
        private Place place = Place.NOWHERE;

        private Lane(String name) {
            this.name = name;
        }
    }
}
