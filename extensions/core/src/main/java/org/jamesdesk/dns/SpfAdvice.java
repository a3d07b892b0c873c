package org.jamesdesk.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jamesdesk.dns.DomainRecords.NoAnswerException;
import org.jamesdesk.dns.Finding.Status;
import org.jamesdesk.message.authentication.SenderAuthentication.Result;

/**
 * SPF (RFC 7208) of one domain for this server.
 *
 * @param finding how its record stands
 * @param record the record to publish
 */
record SpfAdvice(Finding finding, DnsRecord record) {
    private static final String VERSION = "v=spf1";

    static SpfAdvice of(String domain, OutgoingHost host, DomainRecords dns) {
        try {
            return of(domain, host, PublicAddresses.of(host, dns), dns);
        } catch (NoAnswerException e) {
            return new SpfAdvice(Finding.unknown(e.getMessage() + "; ask again later"), record(domain, own(host)));
        }
    }

    private static SpfAdvice of(String domain, OutgoingHost host, List<String> addresses, DomainRecords dns)
            throws NoAnswerException {
        List<String> published =
                dns.texts(domain).stream().filter(SpfAdvice::isSpf).toList();
        List<String> mechanisms = addresses.isEmpty()
                ? own(host)
                : addresses.stream().map(SpfAdvice::mechanism).toList();
        if (published.isEmpty()) {
            return new SpfAdvice(
                    Finding.missing(domain + " publishes no SPF record: nobody can tell whose servers may send for it."
                            + " Publish the one that is shown."),
                    record(domain, mechanisms));
        }
        if (published.size() > 1) {
            return new SpfAdvice(
                    Finding.fail(
                            String.join("\n", published),
                            domain + " publishes " + published.size()
                                    + " SPF records. Only one is allowed (RFC 7208 section 4.5), so that servers"
                                    + " take none of them: put them together."),
                    extended(domain, published.get(0), mechanisms));
        }
        return of(domain, published.get(0), addresses, mechanisms, dns);
    }

    private static SpfAdvice of(
            String domain, String published, List<String> addresses, List<String> mechanisms, DomainRecords dns)
            throws NoAnswerException {
        if (addresses.isEmpty()) {
            return new SpfAdvice(
                    new Finding(
                            Status.UNKNOWN,
                            Optional.of(published),
                            "The public addresses of this server are not known: DNS gives none for its name. Set"
                                    + " delivery.publicAddresses in desk.properties."),
                    record(domain, published));
        }
        List<String> passed = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            Result result = dns.spf(addresses.get(i), domain);
            if (result == Result.TEMPERROR) {
                throw new NoAnswerException(
                        "name servers that the SPF record of " + domain + " leads to do not answer", null);
            }
            if (result == Result.PASS) {
                passed.add(addresses.get(i));
            } else {
                others.add(addresses.get(i) + " (" + result.apiName() + ")");
                missing.add(mechanisms.get(i));
            }
        }
        if (others.isEmpty()) {
            return new SpfAdvice(
                    Finding.pass(published, "The policy lets this server send: " + String.join(", ", passed) + "."),
                    record(domain, published));
        }
        return new SpfAdvice(
                Finding.fail(
                        published,
                        "The policy does not let this server send from " + String.join(", ", others)
                                + ". Publish the record that is shown in the place of the present one."),
                extended(domain, published, missing));
    }

    /** Without addresses: the name by which this server can be found. */
    private static List<String> own(OutgoingHost host) {
        return List.of("a:" + host.heloName());
    }

    private static String mechanism(String address) {
        return (address.indexOf(':') >= 0 ? "ip6:" : "ip4:") + address;
    }

    private static boolean isSpf(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals(VERSION) || lower.startsWith(VERSION + " ");
    }

    private static DnsRecord record(String domain, List<String> mechanisms) {
        return record(domain, VERSION + " " + String.join(" ", mechanisms) + " ~all");
    }

    private static DnsRecord extended(String domain, String published, List<String> mechanisms) {
        return record(
                domain,
                mechanisms.stream().collect(Collectors.joining(" ", VERSION + " ", ""))
                        + published.substring(VERSION.length()));
    }

    private static DnsRecord record(String domain, String value) {
        return new DnsRecord(domain, value, DnsRecord.Purpose.SPF);
    }
}
