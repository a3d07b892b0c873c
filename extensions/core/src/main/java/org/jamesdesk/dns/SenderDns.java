package org.jamesdesk.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.dkim.DkimKeys;

/**
 * What to publish for an address that this server itself sends for, and how what is published stands against what the
 * server really does (R36). Trouble with DNS is a finding, never an exception.
 */
public final class SenderDns {
    private final OutgoingHost host;
    private final DomainRecords.Source source;

    public SenderDns(OutgoingHost host, DomainRecords.Source source) {
        this.host = host;
        this.source = source;
    }

    /**
     * The advice for one domain.
     *
     * @param records what to publish
     * @param dmarcPolicy what the domain asks other servers to do with mail that fails
     */
    public record Advice(
            List<DnsRecord> records, Finding spf, Finding dkim, Finding dmarc, Optional<String> dmarcPolicy) {
        public Advice {
            records = List.copyOf(records);
        }
    }

    /** Asks DNS now; blocks for the bounded time of the source. */
    public Advice of(ConfigurationView configuration, DomainName domain) {
        DomainRecords dns = source.open();
        String name = domain.value();
        SpfAdvice spf = SpfAdvice.of(name, host, dns);
        DkimAdvice dkim = DkimAdvice.of(name, DkimKeys.of(configuration, domain), dns);
        Finding deskSpf = host.domain().equals(name)
                ? spf.finding()
                : SpfAdvice.of(host.domain(), host, dns).finding();
        DmarcAdvice dmarc = DmarcAdvice.of(name, dkim.finding(), deskSpf, host, dns);
        List<DnsRecord> records = new ArrayList<>(List.of(spf.record()));
        records.addAll(dkim.records());
        records.add(dmarc.record());
        return new Advice(records, spf.finding(), dkim.finding(), dmarc.finding(), dmarc.policy());
    }
}
