package org.jamesdesk.bounce;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** What happens around the calls to several stores. */
interface StoreAccess {
    /** A call to a store. */
    interface Call {
        Object make() throws Throwable;
    }

    /** Makes the call, or does not. */
    Object around(Call call) throws Throwable;

    /** The store, every call to which goes through {@link #around}. */
    default <T> T store(Class<T> port, T store) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> around(() -> call(store, method, arguments))));
    }

    private static Object call(Object store, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
