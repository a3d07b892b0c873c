package org.jamesdesk.benchmarks.desk;

import java.util.Collection;
import java.util.Set;

/** Says which mails can be seen at one place by now. */
@FunctionalInterface
public interface Visibility {
    /**
     * Those of these mails that can be seen.
     *
     * @param messageIds without angle brackets
     */
    Set<String> visible(Collection<String> messageIds);
}
