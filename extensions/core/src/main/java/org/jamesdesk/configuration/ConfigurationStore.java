package org.jamesdesk.configuration;

import java.util.List;
import java.util.Optional;

/** Keeps the configuration of a desk, and the record of every change. */
public interface ConfigurationStore {
    /** The revision that holds now; 0 for a new desk. Cheap: asked every second by every node. */
    long revision();

    /** Everything, as of one revision. */
    StoredConfiguration load();

    /**
     * Makes changes unless somebody else was faster, and keeps their record.
     *
     * @return false, and nothing changed, when the revision is not {@code changes.revision() - 1} any more
     */
    boolean apply(ChangeSet changes);

    /**
     * The record of changes, newest first.
     *
     * @param before only revisions before this one; empty: from the newest
     * @param limit how many at most
     */
    List<ChangeSet> history(Optional<Long> before, int limit);
}
