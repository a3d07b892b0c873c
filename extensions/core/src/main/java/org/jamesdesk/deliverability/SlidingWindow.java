package org.jamesdesk.deliverability;

import java.time.Instant;

/**
 * Counts results of deliveries from any moment on, exactly and in whatever order they come: a delivery counts once for each kind
 * of result. Not for several threads at once.
 *
 * <p>Needs about 75 bytes for each mail that it remembers, so 75 MB for a million mails in a window; a count looks at all of them,
 * which takes some milliseconds for a million.
 */
final class SlidingWindow {
    private final LatestTimes sent = new LatestTimes();
    private final LatestTimes bounced = new LatestTimes();

    /** Takes a result; taking it again changes nothing. What was blocked was not sent, and does not count. */
    void add(DeliveryResult result) {
        switch (result.kind()) {
            case SENT -> sent.note(result.delivery(), result.at());
            case BOUNCED -> bounced.note(result.delivery(), result.at());
            case BLOCKED -> {
                // not part of the rate
            }
        }
    }

    /** What has a result that is not before a moment. */
    BounceRate from(Instant from) {
        return new BounceRate(sent.countFrom(from), bounced.countFrom(from));
    }

    /** Gives back the memory of what is before a moment. */
    void forgetBefore(Instant from) {
        sent.forgetBefore(from);
        bounced.forgetBefore(from);
    }
}
