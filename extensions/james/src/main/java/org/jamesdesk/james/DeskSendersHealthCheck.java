package org.jamesdesk.james;

import javax.inject.Inject;
import org.apache.james.core.healthcheck.Result;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderState;

/**
 * Whether every From address that is in use can send (R53): mail of one whose relay or provider refuses the login waits for a
 * person. Says how many, not which: anybody may ask for health.
 *
 * <p>May be named in {@code healthcheck.properties}; the class name is public API.
 */
public final class DeskSendersHealthCheck extends DeskHealthCheck {
    private final Configurations configurations;

    @Inject
    DeskSendersHealthCheck(Configurations configurations) {
        super("Desk senders");
        this.configurations = configurations;
    }

    @Override
    Result ask() {
        long failed = configurations.inForce().all(Sender.KIND).stream()
                .filter(sender -> sender.state() == SenderState.FAILED)
                .count();
        return failed == 0
                ? Result.healthy(componentName())
                : Result.degraded(
                        componentName(),
                        "Mail waits, the login is refused: " + failed + (failed == 1 ? " sender" : " senders")
                                + "; see GET /desk/senders");
    }

    @Override
    Result noAnswer() {
        return Result.degraded(componentName(), "The state of the senders cannot be read");
    }
}
