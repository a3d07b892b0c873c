package org.jamesdesk.mailets.delivery;

import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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

    /** A server may have any number of addresses; the next server of the domain shall have its turn too. */
    private static final int MAX_ADDRESSES = 3;

    private static final String ROOT = ".";

    private final DeliverySettings settings;
    private final DNSService dns;
    private final HostAddresses hosts;
    private final DomainList localDomains;

    Destinations(DeliverySettings settings, DNSService dns, HostAddresses hosts, DomainList localDomains) {
        this.settings = settings;
        this.dns = dns;
        this.hosts = hosts;
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
        List<String> servers;
        try {
            // With the dot, so that James does not append the search domains of this machine.
            servers = withoutDots(dns.findMXRecords(name + ROOT));
        } catch (TemporaryResolutionException e) {
            return dnsTrouble("DNS does not answer for the mail servers of " + domain);
        }
        if (servers.equals(List.of(""))) {
            return new Nowhere(Outcome.foreseen(556, "5.1.10", domain + " accepts no mail (null MX)", false));
        }
        // Without MX records James gives the domain itself, if it has an IPv4 address it knows of.
        List<String> itself = List.of(name.toLowerCase(Locale.ROOT));
        List<String> named = servers.isEmpty() ? itself : servers;
        // To ask servers behind this one in the list would be a loop: they give their mail to it (RFC 5321 section
        // 5.1).
        List<String> before = named.stream()
                .takeWhile(server -> !server.equalsIgnoreCase(settings.heloName()))
                .toList();
        if (before.isEmpty()) {
            return loop(domain);
        }
        return named.equals(itself) ? byItself(domain, name) : byServers(domain, before);
    }

    private static List<String> withoutDots(Collection<String> names) {
        return names.stream()
                .map(name -> name.endsWith(ROOT) ? name.substring(0, name.length() - 1) : name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** A domain without MX records is its own mail server, if it has an address (RFC 5321 section 5.1). */
    private Destination byItself(String domain, String name) {
        try {
            Set<InetSocketAddress> addresses = addresses(name);
            return addresses.isEmpty() ? unknownDomain(domain) : new Servers(List.copyOf(addresses));
        } catch (TemporaryResolutionException e) {
            return dnsTrouble("DNS does not answer for the address of " + domain);
        }
    }

    private Destination byServers(String domain, List<String> servers) {
        Set<InetSocketAddress> addresses = new LinkedHashSet<>();
        for (String server : servers) {
            try {
                addresses.addAll(addresses(server));
            } catch (TemporaryResolutionException e) {
                // The next server of the domain may have an address.
                continue;
            }
        }
        List<InetSocketAddress> best = addresses.stream().limit(MAX_SERVERS).toList();
        return best.isEmpty() ? dnsTrouble("no mail server of " + domain + " has an address") : new Servers(best);
    }

    private Set<InetSocketAddress> addresses(String host) throws TemporaryResolutionException {
        Set<InetSocketAddress> addresses = new LinkedHashSet<>();
        hosts.of(host).stream()
                .limit(MAX_ADDRESSES)
                .forEach(address -> addresses.add(socketAddress(host, address, settings.port())));
        return addresses;
    }

    /** Carries the name along, so that nobody looks it up backwards. */
    private static InetSocketAddress socketAddress(String host, InetAddress address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(host, address.getAddress()), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    private Nowhere loop(String domain) {
        return new Nowhere(Outcome.failed(
                Kind.REFUSED,
                "5.4.6",
                "the mail server of " + domain + " has the name of this server, " + settings.heloName()
                        + ", which does not take mail for it; if another program does, name it in "
                        + DeliveryRoutes.KEY,
                false));
    }

    private static Nowhere unknownDomain(String domain) {
        return new Nowhere(Outcome.failed(
                Kind.REFUSED, "5.1.2", "the domain " + domain + " does not exist or has no mail server", false));
    }

    private static Nowhere dnsTrouble(String what) {
        return new Nowhere(Outcome.failed(Kind.DEFERRED, "4.4.3", what, false));
    }
}
