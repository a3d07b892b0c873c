package org.jamesdesk.mailets.delivery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A try to hand over a mail at one place.
 *
 * @param host the place: {@code name:port}, {@code local}, or empty when none was found
 * @param address the IP address of the server
 * @param outcome how it ended
 */
record Visit(String host, Optional<String> address, Outcome outcome) {
    private static final String LOCAL = "local";

    /** At another server. */
    static Visit at(InetSocketAddress server, Outcome outcome) {
        String host = new MailServer(server.getHostString(), server.getPort()).asString();
        return new Visit(host, Optional.ofNullable(server.getAddress()).map(InetAddress::getHostAddress), outcome);
    }

    /** At this James itself. */
    static Visit here(Outcome outcome) {
        return new Visit(LOCAL, Optional.empty(), outcome);
    }

    /** Nowhere: there was no server to try. */
    static Visit nowhere(Outcome outcome) {
        return new Visit("", Optional.empty(), outcome);
    }
}
