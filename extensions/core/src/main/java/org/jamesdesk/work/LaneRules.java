package org.jamesdesk.work;

/**
 * Divides work of one kind into lanes, so that what is slow in one of them holds up no other. Both methods are asked often and
 * must not block.
 */
public interface LaneRules {
    /** All work in one lane without a limit. */
    LaneRules ONE_LANE = new LaneRules() {
        @Override
        public String laneOf(Work work) {
            return "";
        }

        @Override
        public LaneLimit limitOf(String lane) {
            return LaneLimit.NONE;
        }
    };

    /** The lane of a piece of work, known from its key alone; never throws. */
    String laneOf(Work work);

    /** What a lane may do now; asked anew for every piece, so it may change. */
    LaneLimit limitOf(String lane);
}
