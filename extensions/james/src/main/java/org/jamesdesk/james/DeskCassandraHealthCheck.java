package org.jamesdesk.james;

import javax.inject.Inject;
import org.apache.james.core.healthcheck.Result;
import org.jamesdesk.configuration.ConfigurationStore;

/**
 * Whether the store of the desk answers. Without it no mail becomes a ticket: mail waits in James' queue.
 *
 * <p>May be named in {@code healthcheck.properties}; the class name is public API.
 */
public final class DeskCassandraHealthCheck extends DeskHealthCheck {
    private final ConfigurationStore configuration;

    @Inject
    public DeskCassandraHealthCheck(ConfigurationStore configuration) {
        super("Desk Cassandra");
        this.configuration = configuration;
    }

    @Override
    Result ask() {
        return configuration.revision() > 0
                ? Result.healthy(componentName())
                : Result.unhealthy(componentName(), "The first start of the desk has not finished");
    }

    @Override
    Result noAnswer() {
        return Result.unhealthy(componentName(), "Cassandra does not answer: mail is taken and waits in the queue");
    }
}
