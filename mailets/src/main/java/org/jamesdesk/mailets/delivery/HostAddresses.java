package org.jamesdesk.mailets.delivery;

import java.net.InetAddress;
import java.util.List;
import org.apache.james.dnsservice.api.TemporaryResolutionException;

/**
 * The IP addresses of hosts, of both kinds. James' {@code DNSService} knows IPv4 only, and says of a name server that does not
 * answer that the host does not exist; what is refused for good must not rest on that.
 */
@FunctionalInterface
public interface HostAddresses {
    /**
     * The addresses of a host, those to try first before the others; none: it has none, or there is no such host.
     *
     * @param host its full name, without a dot at the end
     * @throws TemporaryResolutionException when that cannot be found out now
     */
    List<InetAddress> of(String host) throws TemporaryResolutionException;
}
