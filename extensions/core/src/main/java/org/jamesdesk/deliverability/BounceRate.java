package org.jamesdesk.deliverability;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What became of the mails of a time. More may have bounced than were sent: a mail can fail long after it was sent.
 *
 * @param sent deliveries that were tried
 * @param bounced deliveries that failed
 */
public record BounceRate(long sent, long bounced) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int DECIMALS = 2;

    /** The rate in percent, rounded to two decimals; empty when nothing was sent. */
    public Optional<BigDecimal> percent() {
        return sent == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(bounced)
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(sent), DECIMALS, RoundingMode.HALF_UP));
    }

    /** Whether the rate, not rounded, reaches a percentage; never when nothing was sent. */
    boolean reaches(BigDecimal percent) {
        return sent > 0
                && BigDecimal.valueOf(bounced).multiply(HUNDRED).compareTo(percent.multiply(BigDecimal.valueOf(sent)))
                        >= 0;
    }

    /** For people, such as {@code 4.21 % (12 of 285 mails)}. */
    @Override
    public String toString() {
        return percent().map(BigDecimal::toPlainString).orElse("-") + " % (" + bounced + " of " + sent + " mails)";
    }
}
