package org.jamesdesk.bounce;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jamesdesk.StoreUnavailableException;

/** Lets one call among those to several stores fail, as when the process or a store dies there. */
final class Unreliable {
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

    <T> T store(Class<T> port, T store) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> call(store, method, arguments)));
    }

    private Object call(Object store, Method method, Object[] arguments) throws Throwable {
        boolean fails = ++calls == failingCall;
        if (fails && failing == Failing.BEFORE) {
            throw new StoreUnavailableException("The store", new IllegalStateException("test"));
        }
        try {
            Object answer = method.invoke(store, arguments);
            if (fails) {
                throw new StoreUnavailableException("The store", new IllegalStateException("test"));
            }
            return answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
