package org.jamesdesk.bounce;

import org.jamesdesk.StoreUnavailableException;

/** Lets one call among those to several stores fail, as when the process or a store dies there. */
final class Unreliable implements StoreAccess {
    /** Whether the store did what the call asked for before it failed. */
    enum Failing {
        BEFORE,
        AFTER
    }

    private final int failingCall;
    private final Failing failing;
    private int calls;

    Unreliable(int failingCall, Failing failing) {
        this.failingCall = failingCall;
        this.failing = failing;
    }

    /** How many calls there were. */
    int calls() {
        return calls;
    }

    @Override
    public Object around(Call call) throws Throwable {
        boolean fails = ++calls == failingCall;
        if (fails && failing == Failing.BEFORE) {
            throw new StoreUnavailableException("The store", new IllegalStateException("test"));
        }
        Object answer = call.make();
        if (fails) {
            throw new StoreUnavailableException("The store", new IllegalStateException("test"));
        }
        return answer;
    }
}
