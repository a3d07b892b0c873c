package org.jamesdesk.work;

import java.util.List;

/** Does work of one kind. */
public interface WorkHandler {
    /**
     * Does some due work, idempotently: after a crash the same work comes again.
     *
     * @param work all of one kind, each key once
     * @return the work that need not come again; what is left out comes again after a pause
     */
    List<Work> handle(List<Work> work);
}
