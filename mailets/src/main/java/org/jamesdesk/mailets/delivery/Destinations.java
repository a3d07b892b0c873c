package org.jamesdesk.mailets.delivery;

import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.Domain;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.TemporaryResolutionException;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.jamesdesk.mailets.delivery.Destination.Local;
import org.jamesdesk.mailets.delivery.Destination.Nowhere;
import org.jamesdesk.mailets.delivery.Destination.Servers;
import org.jamesdesk.mailets.delivery.Outcome.Kind;

/** Finds where mail for a domain goes: a static route, this server, or the MX records (RFC 5321 section 5.1). */
final class Destinations {
    /** A domain may publish any number of servers; asking more of them would only hold the thread. */
    private static final int MAX_SERVERS = 5;

    private static final String ROOT = ".";

    private final DeliverySettings settings;
    private final DNSService dns;
    private final DomainList localDomains;

    Destinations(DeliverySettings settings, DNSService dns, DomainList localDomains) {
        this.settings = settings;
        this.dns = dns;
        this.localDomains = localDomains;
    }

    Destination of(String domain) {
        Optional<MailServer> named = settings.routes().named(domain);
        if (named.isPresent()) {
            return fixed(named.get());
        }
        try {
            if (localDomains.containsDomain(Domain.of(domain))) {
                return new Local();
            }
        } catch (DomainListException e) {
            return new Nowhere(Outcome.failed(
                    Kind.DEFERRED, "4.3.0", "the domains of this server are not known: " + e.getMessage(), false));
        } catch (IllegalArgumentException e) {
            return unknownDomain(domain);
        }
        return settings.routes().everythingElse().map(this::fixed).orElseGet(() -> byMx(domain));
    }

    /** Whether mail for a domain does not leave this server; also when a sender has a relay. */
    boolean staysHere(String domain) {
        try {
            return settings.routes().named(domain).isEmpty() && localDomains.containsDomain(Domain.of(domain));
        } catch (DomainListException | IllegalArgumentException e) {
            return false;
        }
    }

    private Destination fixed(MailServer server) {
        try {
            Set<InetSocketAddress> addresses = new LinkedHashSet<>();
            // The system's resolver: a relay may stand in the hosts file or have a name of a container network.
            for (InetAddress address : InetAddress.getAllByName(server.host())) {
                addresses.add(socketAddress(server.host(), address, server.port()));
            }
            return new Servers(addresses.stream().limit(MAX_SERVERS).toList());
        } catch (UnknownHostException e) {
            return dnsTrouble("the server " + server.asString() + " of " + DeliveryRoutes.KEY + " has no address");
        }
    }

    private Destination byMx(String domain) {
        String name;
        try {
            name = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return unknownDomain(domain);
        }
        if (name.startsWith("[")) {
            return new Nowhere(Outcome.failed(
                    Kind.REFUSED, "5.1.2", "mail to bare IP addresses is not delivered: " + domain, false));
        }
        Collection<String> servers;
        try {
            servers = dns.findMXRecords(name);
        } catch (TemporaryResolutionException e) {
            return dnsTrouble("DNS does not answer for the mail servers of " + domain);
        }
        if (servers.isEmpty()) {
            return unknownDomain(domain);
        }
        if (servers.size() == 1 && ROOT.equals(servers.iterator().next())) {
            return new Nowhere(new Outcome(
                    Kind.REFUSED,
                    Optional.of(556),
                    Optional.of("5.1.10"),
                    "556 5.1.10 " + domain + " accepts no mail (null MX)",
                    false));
        }
        return resolved(domain, servers);
    }

    private Destination resolved(String domain, Collection<String> servers) {
        Set<InetSocketAddress> addresses = new LinkedHashSet<>();
        for (String server : servers) {
            String host = server.endsWith(ROOT) ? server.substring(0, server.length() - 1) : server;
            try {
                for (InetAddress address : dns.getAllByName(host)) {
                    addresses.add(socketAddress(host, address, settings.port()));
                }
            } catch (UnknownHostException e) {
                // The next server of the domain may have an address.
                continue;
            }
        }
        List<InetSocketAddress> best = addresses.stream().limit(MAX_SERVERS).toList();
        return best.isEmpty() ? dnsTrouble("no mail server of " + domain + " has an address") : new Servers(best);
    }

    /** Carries the name along, so that nobody looks it up backwards. */
    private static InetSocketAddress socketAddress(String host, InetAddress address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(host, address.getAddress()), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    private static Nowhere unknownDomain(String domain) {
        return new Nowhere(Outcome.failed(
                Kind.REFUSED, "5.1.2", "the domain " + domain + " does not exist or has no mail server", false));
    }

    private static Nowhere dnsTrouble(String what) {
        return new Nowhere(Outcome.failed(Kind.DEFERRED, "4.4.3", what, false));
    }
}
