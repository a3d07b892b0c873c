package org.jamesdesk.dns;

import java.util.List;
import java.util.Optional;
import org.jamesdesk.dns.DomainRecords.NoAnswerException;
import org.jamesdesk.dns.Finding.Status;
import org.jamesdesk.message.authentication.OrganizationalDomain;

/**
 * DMARC (RFC 7489) of one domain: what other servers do with our mail in its name.
 *
 * @param finding whether our mail would be believed
 * @param policy what is asked for where it is not: {@code none}, {@code quarantine} or {@code reject}; empty: nothing
 * @param record the record to publish
 */
record DmarcAdvice(Finding finding, Optional<String> policy, DnsRecord record) {
    private static final String RECOMMENDED = "v=DMARC1; p=none";
    private static final List<String> POLICIES = List.of("none", "quarantine", "reject");

    /** The record that holds for a domain, and where it was found. */
    private record Published(String text, TagList tags, boolean ofOrganisation) {}

    /**
     * @param dkim how the domain's DKIM record stands: our signatures are made with a key of the very From domain
     * @param deskSpf how SPF of the desk domain stands, in which the envelope sender is
     */
    static DmarcAdvice of(String domain, Finding dkim, Finding deskSpf, OutgoingHost host, DomainRecords dns) {
        DnsRecord recommended = record(domain, RECOMMENDED);
        try {
            return published(domain, dns)
                    .map(published -> judged(domain, published, dkim, deskSpf, host))
                    .orElseGet(() -> new DmarcAdvice(
                            Finding.missing(
                                    domain + " publishes no DMARC record, so that every server decides by itself"
                                            + " what to do with mail that fails. "
                                            + alignment(domain, dkim, deskSpf, host, false)
                                            + " The record that is shown asks for nothing yet and is a safe beginning."),
                            Optional.empty(),
                            recommended));
        } catch (NoAnswerException e) {
            return new DmarcAdvice(
                    Finding.unknown(e.getMessage() + "; ask again later"), Optional.empty(), recommended);
        }
    }

    private static Optional<Published> published(String domain, DomainRecords dns) throws NoAnswerException {
        Optional<String> own = single(dns.texts("_dmarc." + domain));
        if (own.isPresent()) {
            return own.map(text -> new Published(text, new TagList(text), false));
        }
        String organisation = OrganizationalDomain.of(domain);
        if (organisation.equals(domain)) {
            return Optional.empty();
        }
        return single(dns.texts("_dmarc." + organisation)).map(text -> new Published(text, new TagList(text), true));
    }

    /** Several records count as none (RFC 7489 section 6.6.3). */
    private static Optional<String> single(List<String> texts) {
        List<String> records = texts.stream()
                .filter(text -> text.strip().matches("(?s)v\\s*=\\s*DMARC1\\s*(;.*)?"))
                .toList();
        return records.size() == 1 ? Optional.of(records.get(0)) : Optional.empty();
    }

    private static DmarcAdvice judged(
            String domain, Published published, Finding dkim, Finding deskSpf, OutgoingHost host) {
        TagList tags = published.tags();
        Optional<String> asked = published.ofOrganisation() ? tags.word("sp").or(() -> tags.word("p")) : tags.word("p");
        boolean strictSpf = tags.word("aspf").filter("s"::equals).isPresent();
        boolean spfAligned = isAligned(domain, host, strictSpf);
        DnsRecord record =
                record(published.ofOrganisation() ? OrganizationalDomain.of(domain) : domain, published.text());
        if (asked.filter(POLICIES::contains).isEmpty()) {
            return new DmarcAdvice(
                    Finding.fail(
                            published.text(),
                            "The record names no policy that other servers understand: p=none, p=quarantine or p=reject"
                                    + " expected."),
                    Optional.empty(),
                    record(domain, RECOMMENDED));
        }
        String explanation = (published.ofOrganisation()
                        ? "The record of " + OrganizationalDomain.of(domain) + " holds for " + domain + ". "
                        : "")
                + alignment(domain, dkim, deskSpf, host, strictSpf) + " " + consequence(asked.get());
        boolean passes = dkim.status() == Status.PASS || spfAligned && deskSpf.status() == Status.PASS;
        boolean unknown = dkim.status() == Status.UNKNOWN || spfAligned && deskSpf.status() == Status.UNKNOWN;
        Status status = passes ? Status.PASS : unknown ? Status.UNKNOWN : Status.FAIL;
        return new DmarcAdvice(new Finding(status, Optional.of(published.text()), explanation), asked, record);
    }

    private static boolean isAligned(String domain, OutgoingHost host, boolean strict) {
        return strict ? host.domain().equals(domain) : OrganizationalDomain.same(host.domain(), domain);
    }

    private static String alignment(
            String domain, Finding dkim, Finding deskSpf, OutgoingHost host, boolean strictSpf) {
        String byDkim = "By DKIM our mail " + outcome(dkim, "its signature is in the name of " + domain) + ".";
        String bySpf = isAligned(domain, host, strictSpf)
                ? "By SPF it " + outcome(deskSpf, "bounces go to " + host.domain() + ", which counts as " + domain)
                        + "."
                : "By SPF it cannot: bounces go to " + host.domain() + ", which is not "
                        + (strictSpf ? "exactly " : "of the organisation of ") + domain
                        + ", so that DKIM alone decides.";
        return byDkim + " " + bySpf;
    }

    private static String outcome(Finding finding, String why) {
        return switch (finding.status()) {
            case PASS -> "passes (" + why + ")";
            case FAIL, MISSING -> "does not pass";
            case UNKNOWN -> "may pass, which could not be found out now";
        };
    }

    private static String consequence(String policy) {
        return switch (policy) {
            case "reject" -> "Mail that passes neither way is to be refused (p=reject).";
            case "quarantine" -> "Mail that passes neither way is to be treated as suspicious (p=quarantine).";
            default -> "Nothing is asked for mail that passes neither way (p=none).";
        };
    }

    private static DnsRecord record(String domain, String value) {
        return new DnsRecord("_dmarc." + domain, value, DnsRecord.Purpose.DMARC);
    }
}
