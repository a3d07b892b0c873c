package org.jamesdesk.benchmarks.desk;

import java.net.URI;
import java.util.Optional;

/** James' queue of mails that were accepted and are not yet dealt with. */
public final class Spool {
    private final JsonClient webAdmin;

    public Spool(URI webAdmin, String token) {
        this.webAdmin = new JsonClient(webAdmin, Optional.of(token));
    }

    /** How many mails lie in it. */
    public long size() {
        return webAdmin.get("/mailQueues/spool").path("size").asLong(-1);
    }
}
