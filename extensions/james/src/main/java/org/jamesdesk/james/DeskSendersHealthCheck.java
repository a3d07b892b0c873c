package org.jamesdesk.james;

import java.util.List;
import javax.inject.Inject;
import org.apache.james.core.healthcheck.Result;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderState;

/**
 * Whether every From address that is in use can send (R53): mail of one whose relay or provider refuses the login waits for a
 * person.
 *
 * <p>May be named in {@code healthcheck.properties}; the class name is public API.
 */
public final class DeskSendersHealthCheck extends DeskHealthCheck {
    private static final int MOST_NAMED = 10;

    private final Configurations configurations;

    @Inject
    DeskSendersHealthCheck(Configurations configurations) {
        super("Desk senders");
        this.configurations = configurations;
    }

    @Override
    Result ask() {
        List<String> failed = configurations.inForce().all(Sender.KIND).stream()
                .filter(sender -> sender.state() == SenderState.FAILED)
                .map(sender -> sender.id().asString())
                .toList();
        return failed.isEmpty()
                ? Result.healthy(componentName())
                : Result.degraded(componentName(), "Mail waits, the login is refused: " + named(failed));
    }

    private static String named(List<String> failed) {
        String names = String.join(", ", failed.subList(0, Math.min(failed.size(), MOST_NAMED)));
        return failed.size() <= MOST_NAMED ? names : names + " and " + (failed.size() - MOST_NAMED) + " more";
    }

    @Override
    Result noAnswer() {
        return Result.degraded(componentName(), "The state of the senders cannot be read");
    }
}
