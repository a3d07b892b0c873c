package org.jamesdesk.work;

/**
 * How much of one lane may be done.
 *
 * @param atOnce how many pieces at a time, at least 1
 * @param perMinute how many pieces may begin in a minute, evenly spaced; 0: as many as come
 */
public record LaneLimit(int atOnce, int perMinute) {
    /** As much as there are threads for. */
    public static final LaneLimit NONE = new LaneLimit(Integer.MAX_VALUE, 0);

    public LaneLimit {
        if (atOnce < 1 || perMinute < 0) {
            throw new IllegalArgumentException("a lane lets at least one piece run, and at least 0 a minute");
        }
    }
}
