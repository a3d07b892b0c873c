package org.jamesdesk.james;

import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.healthcheck.Result;
import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.search.TicketQuery;

/**
 * Whether the search index answers. Without it mail still becomes tickets and is answered; only searching waits, so the
 * desk is degraded and not unhealthy.
 *
 * <p>May be named in {@code healthcheck.properties}; the class name is public API.
 */
public final class DeskOpenSearchHealthCheck extends DeskHealthCheck {
    private static final TicketQuery ANY = new TicketQuery(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1, Optional.empty());

    private final TicketIndex index;

    @Inject
    public DeskOpenSearchHealthCheck(TicketIndex index) {
        super("Desk OpenSearch");
        this.index = index;
    }

    @Override
    Result ask() {
        index.search(ANY);
        return Result.healthy(componentName());
    }

    @Override
    Result noAnswer() {
        return Result.degraded(componentName(), "OpenSearch does not answer: mail flows, searching waits");
    }
}
