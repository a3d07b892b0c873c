package org.jamesdesk.configuration;

import java.util.List;

/**
 * All that is kept, at one moment.
 *
 * @param revision how many change sets have made it; 0 for a new desk
 * @param entries the values, in no particular order
 */
public record StoredConfiguration(long revision, List<Entry> entries) {
    public StoredConfiguration {
        entries = List.copyOf(entries);
    }
}
