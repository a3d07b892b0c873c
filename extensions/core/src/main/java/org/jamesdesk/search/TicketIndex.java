package org.jamesdesk.search;

import java.util.List;

/** The search index: a projection of {@code TicketStore} that may lag or be lost and is rebuilt from it. */
public interface TicketIndex {
    /**
     * Writes documents; older versions than the indexed ones are ignored, and of one version those {@linkplain
     * TicketDocument#asOpened as opened}.
     *
     * @throws org.jamesdesk.StoreUnavailableException when any of them may not have been written: write all again
     */
    void put(List<TicketDocument> documents);

    /** @throws IllegalArgumentException when {@code query.after()} is not a position this index gave out */
    TicketPage search(TicketQuery query);

    /**
     * Starts a rebuild: a fresh index that from now on receives every {@link #put} beside the current one, which keeps
     * answering searches.
     *
     * @return the name of the fresh index
     */
    String beginRebuild();

    /** Makes the fresh index the one that answers searches, and deletes the former. */
    void finishRebuild(String freshIndex);

    /** Drops the fresh index of a rebuild that was given up. */
    void abandonRebuild(String freshIndex);
}
