package org.jamesdesk.james;

import javax.annotation.PreDestroy;
import javax.inject.Inject;
import org.jamesdesk.james.configuration.DeskConfiguration;
import org.jamesdesk.opensearch.OpenSearchTicketIndex;

/** The desk's connections with OpenSearch. Making them waits for nobody. */
final class DeskIndex {
    private final OpenSearchTicketIndex index;

    @Inject
    DeskIndex(DeskConfiguration configuration) {
        this.index = new OpenSearchTicketIndex(configuration.openSearch());
    }

    OpenSearchTicketIndex index() {
        return index;
    }

    @PreDestroy
    void close() {
        index.close();
    }
}
