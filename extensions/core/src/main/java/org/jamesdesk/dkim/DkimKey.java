package org.jamesdesk.dkim;

import java.time.Instant;
import java.util.Objects;
import org.jamesdesk.configuration.Kind;
import org.jamesdesk.dns.DnsRecord;

/**
 * The public half of a key (rsa-sha256, 2048 bits); the private one lies sealed in the {@link DkimKeyStore}.
 *
 * @param domain in whose name it signs
 * @param selector what tells it from other keys of the domain (RFC 6376 section 3.1)
 * @param publicKey the key as it is published: SubjectPublicKeyInfo in base64
 * @param createdAt when it was made
 * @param state what it is good for
 */
public record DkimKey(String domain, String selector, String publicKey, Instant createdAt, DkimKeyState state) {
    /** The keys of a desk, by domain and selector. */
    public static final Kind<DkimKey> KIND =
            new Kind<>("dkimKey", DkimKey.class, key -> key(key.domain(), key.selector()));

    public DkimKey {
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(selector, "selector");
        Objects.requireNonNull(publicKey, "publicKey");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(state, "state");
    }

    static String key(String domain, String selector) {
        return domain + "/" + selector;
    }

    DkimKey in(DkimKeyState other) {
        return new DkimKey(domain, selector, publicKey, createdAt, other);
    }

    /** The record that lets others check its signatures. */
    public DnsRecord record() {
        return new DnsRecord(
                selector + "._domainkey." + domain,
                "v=DKIM1; k=rsa; p=" + publicKey,
                state == DkimKeyState.NEXT ? DnsRecord.Purpose.NEXT_DKIM : DnsRecord.Purpose.DKIM);
    }
}
