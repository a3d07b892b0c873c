package org.jamesdesk.delivery;

import java.util.Objects;
import org.jamesdesk.work.LaneLimit;
import org.jamesdesk.work.LaneRules;
import org.jamesdesk.work.Work;

/**
 * Deliveries in lanes, one for each domain that mail goes to and one for each From address with a relay or provider of its own.
 *
 * <p>A destination that did not answer the last time, or of which nothing is known yet, gets one delivery at a time: a dead one
 * occupies one thread, and one that lives is limited for as long as its first answer takes. A lane whose destination rests goes on
 * piece by piece: one of them is the probe, the others are written down as not attempted, slowly enough to cost next to nothing.
 */
public final class DeliveryLanes implements LaneRules {
    private static final LaneLimit RESTING = new LaneLimit(1, 1_200);

    private final LaneLimit destination;
    private final LaneLimit sender;
    private final RestingDestinations resting;

    /**
     * @param destination what one domain gets from this server
     * @param sender what the relay or provider of one From address gets
     */
    public DeliveryLanes(LaneLimit destination, LaneLimit sender, RestingDestinations resting) {
        this.destination = Objects.requireNonNull(destination, "destination");
        this.sender = Objects.requireNonNull(sender, "sender");
        this.resting = Objects.requireNonNull(resting, "resting");
    }

    @Override
    public String laneOf(Work work) {
        return DeliveryWork.laneOf(work.key());
    }

    @Override
    public LaneLimit limitOf(String lane) {
        if (resting.isResting(lane)) {
            return RESTING;
        }
        LaneLimit limit = DeliveryWork.isOfSender(lane) ? sender : destination;
        return resting.isAnswering(lane) ? limit : new LaneLimit(1, limit.perMinute());
    }
}
