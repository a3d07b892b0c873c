package org.jamesdesk.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.dkim.DkimKey;
import org.jamesdesk.dkim.DkimKeyState;
import org.jamesdesk.dns.DomainRecords.NoAnswerException;
import org.jamesdesk.dns.Finding.Status;

/**
 * DKIM (RFC 6376) of one domain: whether the keys with which this server signs are published.
 *
 * @param finding how the record of the signing key stands
 * @param records the records to publish; none when there is no key yet
 */
record DkimAdvice(Finding finding, List<DnsRecord> records) {
    DkimAdvice {
        records = List.copyOf(records);
    }

    /** @param keys all keys of the domain */
    static DkimAdvice of(String domain, List<DkimKey> keys, DomainRecords dns) {
        Optional<DkimKey> signing = with(DkimKeyState.SIGNING, keys);
        if (signing.isEmpty()) {
            return new DkimAdvice(
                    Finding.missing("Mail from " + domain + " is not signed: there is no key. PUT /desk/dkimKeys/"
                            + domain + " makes one."),
                    List.of());
        }
        List<DnsRecord> records = new ArrayList<>(List.of(signing.get().record()));
        Finding finding = finding(signing.get(), dns);
        Optional<DkimKey> next = with(DkimKeyState.NEXT, keys);
        if (next.isPresent()) {
            records.add(next.get().record());
            finding = new Finding(
                    finding.status(), finding.found(), finding.explanation() + " " + readiness(next.get(), dns));
        }
        return new DkimAdvice(finding, records);
    }

    private static Optional<DkimKey> with(DkimKeyState state, List<DkimKey> keys) {
        return keys.stream().filter(key -> key.state() == state).findFirst();
    }

    private static String readiness(DkimKey next, DomainRecords dns) {
        return finding(next, dns).status() == Status.PASS
                ? "The next key, " + next.selector() + ", is published: POST /desk/dkimKeys/" + next.domain()
                        + "?action=activate puts it into use."
                : "The next key, " + next.selector() + ", is not seen in DNS yet.";
    }

    private static Finding finding(DkimKey key, DomainRecords dns) {
        String name = key.record().name();
        try {
            List<String> published = dns.texts(name);
            if (published.isEmpty()) {
                return Finding.missing("There is no record " + name
                        + ": other servers cannot check our signature. Publish the one that is shown.");
            }
            return published.stream()
                    .filter(text -> isOurs(key, text))
                    .findFirst()
                    .map(text -> Finding.pass(text, "Our key is published under " + name + "." + testing(text)))
                    .orElseGet(() -> otherKey(name, published));
        } catch (NoAnswerException e) {
            return Finding.unknown(e.getMessage() + "; ask again later");
        }
    }

    private static boolean isOurs(DkimKey key, String text) {
        TagList tags = new TagList(text);
        return tags.base64("p").filter(key.publicKey()::equals).isPresent()
                && tags.word("v").orElse("dkim1").equals("dkim1")
                && tags.word("k").orElse("rsa").equals("rsa");
    }

    private static String testing(String text) {
        return new TagList(text).word("t").orElse("").contains("y")
                ? " The record says t=y (testing): some servers then treat our mail as unsigned."
                : "";
    }

    private static Finding otherKey(String name, List<String> published) {
        boolean revoked = published.stream()
                .allMatch(text -> new TagList(text).base64("p").orElse("").isEmpty());
        return Finding.fail(
                String.join("\n", published),
                revoked
                        ? "The record " + name + " has no key in it, which means that it was withdrawn. Publish the one"
                                + " that is shown."
                        : "The record " + name + " has another key than ours, so that our signature fails. Publish the"
                                + " one that is shown.");
    }
}
