package org.jamesdesk.corpus;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How often something was right.
 *
 * @param hits so often
 * @param total of so many
 */
public record Score(int hits, int total) {
    public static final Score NONE = new Score(0, 0);

    public Score plus(boolean hit) {
        return new Score(hit ? hits + 1 : hits, total + 1);
    }

    /** Whether it was right always. */
    public boolean isFull() {
        return hits == total;
    }

    /** From 0 to 100, not rounded; nothing of nothing is 100. */
    public double percent() {
        return total == 0 ? 100 : 100.0 * hits / total;
    }

    /** {@link #percent} to be shown, a half going to the even digit. */
    public BigDecimal percent(int decimals) {
        return new BigDecimal(percent()).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
