package org.jamesdesk.mailets;

import java.util.Objects;
import org.jamesdesk.delivery.RetrySchedule;

/**
 * The pauses after which {@code RequeueLater} tries again where its own parameter says nothing
 * ({@code intake.retryDelays}).
 *
 * @param pauses the first, the second, and so on; the last one is repeated
 */
public record IntakeRetries(RetrySchedule pauses) {
    /** Short at first, so that a restart of Cassandra costs seconds. */
    public static final IntakeRetries DEFAULT = new IntakeRetries(RetrySchedule.parse("5s,30s,1m,5m,15m,1h"));

    public IntakeRetries {
        Objects.requireNonNull(pauses, "pauses");
    }
}
