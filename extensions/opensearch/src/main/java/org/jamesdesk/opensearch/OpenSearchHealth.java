package org.jamesdesk.opensearch;

import java.time.Duration;
import java.util.Map;
import org.jamesdesk.StoreUnavailableException;

/** Whether tickets can be searched and indexed, found out within two seconds or so. */
public final class OpenSearchHealth {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final OpenSearchConnection openSearch;
    private final TicketIndices indices;

    OpenSearchHealth(OpenSearchConnection openSearch, TicketIndices indices) {
        this.openSearch = openSearch;
        this.indices = indices;
    }

    /** What can be said of the index. */
    public enum Level {
        /** All is well. */
        HEALTHY,
        /** Search works, but a copy of the data is missing: the loss of one more node would hurt. */
        DEGRADED,
        /** Search does not work; mail is taken in all the same, and indexed later. */
        UNHEALTHY
    }

    /**
     * The outcome of a check.
     *
     * @param level how well it is
     * @param explanation for the operator, one sentence; empty when all is well
     */
    public record Verdict(Level level, String explanation) {}

    /**
     * Asks OpenSearch. Makes the first index if there is none, so that a desk that has not had any mail becomes healthy
     * too. Never throws.
     */
    public Verdict check() {
        try {
            openSearch.get("/", Map.of(), PATIENCE).orThrow();
            if (!indices.isSearchable()) {
                indices.inlets();
            }
            String status = openSearch
                    .get("/_cluster/health/" + indices.readAlias(), Map.of("timeout", "1s"), PATIENCE)
                    .orThrow()
                    .path("status")
                    .asText("");
            return verdict(status);
        } catch (StoreUnavailableException e) {
            return new Verdict(Level.UNHEALTHY, e.getMessage());
        }
    }

    private Verdict verdict(String status) {
        return switch (status) {
            case "green" -> new Verdict(Level.HEALTHY, "");
            case "yellow" -> new Verdict(
                    Level.DEGRADED, "Not every replica of " + indices.readAlias() + " is assigned to a node");
            default -> new Verdict(
                    Level.UNHEALTHY,
                    "Not all tickets can be searched: status " + status + " of " + indices.readAlias());
        };
    }
}
