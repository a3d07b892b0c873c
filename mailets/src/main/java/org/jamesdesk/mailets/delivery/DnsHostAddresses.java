package org.jamesdesk.mailets.delivery;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.james.dnsservice.api.TemporaryResolutionException;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * The addresses that DNS gives, asked by dnsjava with the name servers and the cache of James, which makes its own the default
 * ({@code setAsDNSJavaDefault} in {@code dnsservice.xml}, true unless set). IPv4 comes first: mail over IPv6 is refused more
 * often, and many servers have no way out by it.
 */
public final class DnsHostAddresses implements HostAddresses {
    private final Consumer<Lookup> settings;

    @Inject
    public DnsHostAddresses() {
        this(lookup -> {});
    }

    /** @param settings sets whom a look-up asks */
    DnsHostAddresses(Consumer<Lookup> settings) {
        this.settings = settings;
    }

    @Override
    public List<InetAddress> of(String host) throws TemporaryResolutionException {
        Name name;
        try {
            name = Name.fromString(host, Name.root);
        } catch (TextParseException e) {
            return List.of(); // nothing that DNS could know
        }
        Answer four = ask(name, Type.A);
        Answer six = ask(name, Type.AAAA);
        List<InetAddress> addresses = new ArrayList<>(four.addresses());
        addresses.addAll(six.addresses());
        if (addresses.isEmpty() && (four.isOpen() || six.isOpen())) {
            throw new TemporaryResolutionException("no name server answers for " + host);
        }
        return addresses;
    }

    /** @param isOpen whether another answer may come later */
    private record Answer(List<InetAddress> addresses, boolean isOpen) {}

    private Answer ask(Name name, int type) {
        Lookup lookup = new Lookup(name, type);
        settings.accept(lookup);
        Record[] records = lookup.run();
        boolean isOpen = lookup.getResult() == Lookup.TRY_AGAIN || lookup.getResult() == Lookup.UNRECOVERABLE;
        List<InetAddress> addresses = records == null
                ? List.of()
                : Stream.of(records).map(DnsHostAddresses::address).toList();
        return new Answer(addresses, isOpen);
    }

    private static InetAddress address(Record record) {
        return record instanceof AAAARecord six ? six.getAddress() : ((ARecord) record).getAddress();
    }
}
