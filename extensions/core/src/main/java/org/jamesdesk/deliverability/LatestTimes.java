package org.jamesdesk.deliverability;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jamesdesk.delivery.DeliveryId;

/**
 * The latest time of each of many deliveries, in three numbers a slot instead of some objects: 24 bytes, and between a third and
 * two thirds of the slots are in use, so 36 to 72 bytes for each delivery. Open addressing with linear probing; a full table is
 * written into one of twice the size.
 */
final class LatestTimes {
    private static final int FIELDS = 3;
    private static final int SMALLEST = 64;
    /** Identifiers are hashes already; this spreads those that tests number. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] slots = new long[SMALLEST * FIELDS];
    private int size;

    /**
     * Notes a time; of several the latest stays.
     *
     * @param at after 1970
     * @return whether the delivery is new
     */
    boolean note(DeliveryId delivery, Instant at) {
        if (3L * (size + 1) > 2L * capacity()) {
            rewrite(capacity() * 2, Long.MIN_VALUE);
        }
        String hex = delivery.value();
        return put(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16), micros(at));
    }

    /** How many deliveries have a time that is not before a moment. */
    int countFrom(Instant from) {
        long micros = Math.max(1, micros(from));
        int count = 0;
        for (int time = 2; time < slots.length; time += FIELDS) {
            if (slots[time] >= micros) {
                count++;
            }
        }
        return count;
    }

    /** Forgets the deliveries whose time is before a moment, and takes no more memory than the others need. */
    void forgetBefore(Instant from) {
        rewrite(Math.max(SMALLEST, 2 * countFrom(from)), micros(from));
    }

    /** How many deliveries it holds. */
    int size() {
        return size;
    }

    private int capacity() {
        return slots.length / FIELDS;
    }

    private boolean put(long high, long low, long time) {
        int slot = (int) (((high ^ low) * SPREAD >>> 32) * capacity() >>> 32) * FIELDS;
        while (slots[slot + 2] != 0) {
            if (slots[slot] == high && slots[slot + 1] == low) {
                slots[slot + 2] = Math.max(slots[slot + 2], time);
                return false;
            }
            slot += FIELDS;
            if (slot == slots.length) {
                slot = 0;
            }
        }
        slots[slot] = high;
        slots[slot + 1] = low;
        slots[slot + 2] = time;
        size++;
        return true;
    }

    private void rewrite(int capacity, long earliest) {
        long[] before = slots;
        slots = new long[capacity * FIELDS];
        size = 0;
        for (int slot = 0; slot < before.length; slot += FIELDS) {
            if (before[slot + 2] != 0 && before[slot + 2] >= earliest) {
                put(before[slot], before[slot + 1], before[slot + 2]);
            }
        }
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
