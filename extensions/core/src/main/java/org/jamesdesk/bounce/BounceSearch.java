package org.jamesdesk.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds bounces. There is a list for each address, each ticket and everybody; whatever else is asked for is picked from it
 * while it is read.
 */
public final class BounceSearch {
    /** More pages of the store are not read for one page of an answer: what is rare must not cost without bound. */
    static final int MOST_PAGES = 20;

    private final BounceStore bounces;

    public BounceSearch(BounceStore bounces) {
        this.bounces = bounces;
    }

    /**
     * A page of bounces, newest first. It may have fewer than were asked for, even none, and not be the last one: then the
     * search goes on from {@link BounceStore.Page#next}.
     */
    public BounceStore.Page find(BounceQuery query) {
        List<Bounce> found = new ArrayList<>();
        Optional<String> position = query.after();
        for (int read = 0; read < MOST_PAGES; read++) {
            // positions lie between pages of the store, so no more is read than may be answered
            BounceStore.Page page = bounces.list(query.list(), query.since(), position, query.limit() - found.size());
            page.bounces().stream().filter(query::admits).forEach(found::add);
            position = page.next();
            if (position.isEmpty() || found.size() == query.limit()) {
                break;
            }
        }
        return new BounceStore.Page(found, position);
    }
}
