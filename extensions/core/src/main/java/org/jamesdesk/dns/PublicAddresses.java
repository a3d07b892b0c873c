package org.jamesdesk.dns;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jamesdesk.dns.DomainRecords.NoAnswerException;

/** The IP addresses from which this server's mail comes, as other servers see them. */
final class PublicAddresses {
    /** More than this are not tried one by one. */
    private static final int MAX = 8;

    private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final int UNIQUE_LOCAL_MASK = 0xfe;
    private static final int UNIQUE_LOCAL = 0xfc;

    private PublicAddresses() {}

    /** The configured ones, else those that DNS gives for the host's name and for its domain. */
    static List<String> of(OutgoingHost host, DomainRecords dns) throws NoAnswerException {
        if (!host.publicAddresses().isEmpty()) {
            return host.publicAddresses();
        }
        Set<String> addresses = new LinkedHashSet<>(dns.addresses(host.heloName()));
        if (addresses.stream().noneMatch(PublicAddresses::isPublic)) {
            addresses.addAll(dns.addresses(host.domain()));
        }
        return addresses.stream().filter(PublicAddresses::isPublic).limit(MAX).toList();
    }

    private static boolean isPublic(String address) {
        if (!LITERAL.matcher(address).matches()) {
            return false;
        }
        try {
            InetAddress host = InetAddress.getByName(address);
            boolean uniqueLocal =
                    host instanceof Inet6Address && (host.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
            return !(host.isLoopbackAddress()
                    || host.isAnyLocalAddress()
                    || host.isSiteLocalAddress()
                    || host.isLinkLocalAddress()
                    || uniqueLocal);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
