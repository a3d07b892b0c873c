package org.jamesdesk.james;

import javax.inject.Inject;
import org.apache.james.core.healthcheck.Result;
import org.jamesdesk.opensearch.OpenSearchHealth;

/**
 * Whether tickets can be searched. Without OpenSearch mail still becomes tickets and is answered; only searching waits,
 * so the desk is degraded and not unhealthy.
 *
 * <p>May be named in {@code healthcheck.properties}; the class name is public API.
 */
public final class DeskOpenSearchHealthCheck extends DeskHealthCheck {
    private final OpenSearchHealth health;

    @Inject
    public DeskOpenSearchHealthCheck(OpenSearchHealth health) {
        super("Desk OpenSearch");
        this.health = health;
    }

    @Override
    Result ask() {
        OpenSearchHealth.Verdict verdict = health.check();
        return switch (verdict.level()) {
            case HEALTHY -> Result.healthy(componentName());
            case DEGRADED -> Result.degraded(componentName(), verdict.explanation());
            case UNHEALTHY -> noAnswer();
        };
    }

    @Override
    Result noAnswer() {
        return Result.degraded(componentName(), "OpenSearch does not answer as it should: mail flows, searching waits");
    }
}
