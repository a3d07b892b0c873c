package org.jamesdesk.bounce;

/** Lets another node do something before one call among those to several stores. */
final class Meanwhile implements StoreAccess {
    private final int pausedCall;
    private final Runnable others;
    private int calls;

    /** @param pausedCall counted from 1 */
    Meanwhile(int pausedCall, Runnable others) {
        this.pausedCall = pausedCall;
        this.others = others;
    }

    /** Whether there was such a call. */
    boolean wasReached() {
        return calls >= pausedCall;
    }

    @Override
    public Object around(Call call) throws Throwable {
        if (++calls == pausedCall) {
            others.run();
        }
        return call.make();
    }
}
