package org.jamesdesk.mailets.delivery;

import java.net.InetSocketAddress;
import java.util.List;

/** Where mail for a domain goes. */
sealed interface Destination {
    /** To this James itself. */
    record Local() implements Destination {}

    /**
     * To other servers, the best first.
     *
     * @param addresses resolved, each with the server's name
     */
    record Servers(List<InetSocketAddress> addresses) implements Destination {
        public Servers {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * Nowhere, now or ever.
     *
     * @param why the reason as it will be recorded
     */
    record Nowhere(Outcome why) implements Destination {}
}
