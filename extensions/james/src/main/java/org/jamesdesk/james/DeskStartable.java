package org.jamesdesk.james;

import javax.inject.Inject;
import org.apache.james.utils.UserDefinedStartable;

/**
 * Starts the desk in a James that it extends by its jar.
 *
 * <p>Named in {@code extensions.properties} ({@code guice.extension.startable}); the class name is public API.
 */
public final class DeskStartable implements UserDefinedStartable {
    private final DeskLifecycle lifecycle;

    @Inject
    DeskStartable(DeskLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void start() {
        lifecycle.start();
    }
}
