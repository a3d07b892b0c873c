package org.jamesdesk.opensearch;

import java.util.List;
import org.jamesdesk.search.TicketDocument;
import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.search.TicketPage;
import org.jamesdesk.search.TicketQuery;

/**
 * The ticket index in OpenSearch: numbered indices behind aliases, one document per ticket. Making it connects to
 * nothing; the first index comes into being with the first document or the first health check.
 *
 * <p>Every method throws {@link org.jamesdesk.StoreUnavailableException} when OpenSearch does not answer, and works again
 * as soon as it does.
 */
public final class OpenSearchTicketIndex implements TicketIndex, AutoCloseable {
    private final OpenSearchConnection openSearch;
    private final TicketIndices indices;
    private final TicketWriter writer;
    private final TicketSearch search;

    public OpenSearchTicketIndex(OpenSearchConfiguration configuration) {
        openSearch = new OpenSearchConnection(configuration);
        indices = new TicketIndices(openSearch, configuration);
        writer = new TicketWriter(openSearch, indices);
        search = new TicketSearch(openSearch, indices);
    }

    @Override
    public void put(List<TicketDocument> documents) {
        writer.write(documents);
    }

    @Override
    public TicketPage search(TicketQuery query) {
        return search.search(query);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes a second and a half: by then every node of the desk writes to the fresh index too. A rebuild that was
     * never finished is dropped.
     */
    @Override
    public String beginRebuild() {
        return indices.begin();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when a later rebuild has taken the place of this one
     */
    @Override
    public void finishRebuild(String freshIndex) {
        indices.finish(freshIndex);
    }

    @Override
    public void abandonRebuild(String freshIndex) {
        indices.abandon(freshIndex);
    }

    /** The check of this index and the OpenSearch it lies in. */
    public OpenSearchHealth health() {
        return new OpenSearchHealth(openSearch, indices);
    }

    /** Closes the connections. */
    @Override
    public void close() {
        openSearch.close();
    }
}
