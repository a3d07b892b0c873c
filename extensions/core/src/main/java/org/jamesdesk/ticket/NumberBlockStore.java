package org.jamesdesk.ticket;

/** Hands out blocks of consecutive ticket numbers, no number twice, over all nodes and restarts. */
public interface NumberBlockStore {
    /**
     * Reserves numbers.
     *
     * @param size how many, at least 1
     * @return the first of them; the others follow it
     */
    long reserve(int size);

    /** The highest number that was ever reserved; 0 before the first. */
    long highest();
}
