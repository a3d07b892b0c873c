package org.jamesdesk.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.configuration.Draft;
import org.jamesdesk.dns.DomainName;
import org.jamesdesk.secret.SealBrokenException;
import org.jamesdesk.secret.SealContext;
import org.jamesdesk.secret.Vault;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.TransportType;

/**
 * Makes the keys with which mail is signed, changes them and hands them out. A private key is stored before its public half
 * is part of the configuration: whoever sees the one finds the other.
 */
public final class DkimKeys {
    private static final int BITS = 2048;
    private static final String SEALED_AS = "dkim";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final int RANDOM_BYTES = 4;

    private final Configurations configurations;
    private final DkimKeyStore store;
    private final Vault vault;
    private final Set<String> servedDomains;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /** By domain and selector, whose key never changes; as many as were ever used since the start. */
    private final ConcurrentMap<String, PrivateKey> opened = new ConcurrentHashMap<>();

    /**
     * @param vault seals private keys
     * @param servedDomains domains for which the desk sends, whatever addresses there are
     * @param clock dates keys
     */
    public DkimKeys(
            Configurations configurations, DkimKeyStore store, Vault vault, Set<String> servedDomains, Clock clock) {
        this.configurations = configurations;
        this.store = store;
        this.vault = vault;
        this.servedDomains = Set.copyOf(servedDomains);
        this.clock = clock;
    }

    /** All keys of a domain, the newest first. */
    public static List<DkimKey> of(ConfigurationView configuration, DomainName domain) {
        return configuration.all(DkimKey.KIND).stream()
                .filter(key -> key.domain().equals(domain.value()))
                .sorted(Comparator.comparing(DkimKey::createdAt).reversed())
                .toList();
    }

    private static Optional<DkimKey> in(DkimKeyState state, ConfigurationView configuration, DomainName domain) {
        return of(configuration, domain).stream()
                .filter(key -> key.state() == state)
                .findFirst();
    }

    /**
     * Makes sure that mail from a domain is signed.
     *
     * @param who for the record of changes
     * @return whether a key was made; false: there is one already
     * @throws ChangeRefusedException when the desk does not send for the domain
     */
    public boolean create(DomainName domain, String who) {
        if (in(DkimKeyState.SIGNING, configurations.inForce(), domain).isPresent()) {
            return false;
        }
        requireSentFor(configurations.inForce(), domain);
        DkimKey made = make(domain, DkimKeyState.SIGNING);
        boolean kept = configurations.change(who, draft -> {
            requireSentFor(draft, domain);
            return putUnlessThere(draft, made);
        });
        if (!kept) {
            store.remove(made.domain(), made.selector());
        }
        return kept;
    }

    /**
     * Makes the key that is to follow the one that signs; it signs from {@link #activate} on, when others can see its record.
     *
     * @return the key, made now or by an earlier call
     * @throws ChangeRefusedException when the domain has no key yet
     */
    public DkimKey rotate(DomainName domain, String who) {
        requireKey(configurations.inForce(), domain);
        Optional<DkimKey> already = in(DkimKeyState.NEXT, configurations.inForce(), domain);
        if (already.isPresent()) {
            return already.get();
        }
        DkimKey made = make(domain, DkimKeyState.NEXT);
        boolean kept = configurations.change(who, draft -> {
            requireKey(draft, domain);
            return putUnlessThere(draft, made);
        });
        if (!kept) {
            store.remove(made.domain(), made.selector());
        }
        return in(DkimKeyState.NEXT, configurations.inForce(), domain).orElse(made);
    }

    /**
     * Lets the next key sign, and retires the one that did.
     *
     * @throws ChangeRefusedException when there is no next key
     */
    public void activate(DomainName domain, String who) {
        configurations.edit(who, draft -> {
            requireKey(draft, domain);
            DkimKey next = in(DkimKeyState.NEXT, draft, domain)
                    .orElseThrow(() -> ChangeRefusedException.conflict("there is no next key of " + domain
                            + "; POST /desk/dkimKeys/" + domain + "?action=rotate makes one"));
            in(DkimKeyState.SIGNING, draft, domain)
                    .ifPresent(signing -> draft.put(DkimKey.KIND, signing.in(DkimKeyState.RETIRED)));
            draft.put(DkimKey.KIND, next.in(DkimKeyState.SIGNING));
        });
    }

    /** Removes all keys of a domain: its mail is not signed any more. Nothing happens when there are none. */
    public void remove(DomainName domain, String who) {
        List<DkimKey> removed = configurations.change(who, draft -> {
            List<DkimKey> all = of(draft, domain);
            all.forEach(key -> draft.remove(DkimKey.KIND, DkimKey.KIND.key().apply(key)));
            return all;
        });
        removed.forEach(this::forget);
    }

    /**
     * Removes one key of a domain; nothing happens when there is none of that selector.
     *
     * @throws ChangeRefusedException when it is the one that signs
     */
    public void remove(DomainName domain, String selector, String who) {
        Optional<DkimKey> removed = configurations.change(who, draft -> {
            String name = DkimKey.key(domain.value(), selector);
            Optional<DkimKey> key = draft.find(DkimKey.KIND, name);
            if (key.filter(found -> found.state() == DkimKeyState.SIGNING).isPresent()) {
                throw ChangeRefusedException.conflict("selector: the key " + selector
                        + " signs now; activate the next one first, or remove all keys of the domain");
            }
            draft.remove(DkimKey.KIND, name);
            return key;
        });
        removed.ifPresent(this::forget);
    }

    private void forget(DkimKey key) {
        store.remove(key.domain(), key.selector());
        opened.remove(DkimKey.KIND.key().apply(key));
    }

    /**
     * The key that signs for a domain; empty when there is none.
     *
     * @throws org.jamesdesk.StoreUnavailableException when the store does not answer
     * @throws IllegalStateException when there is one that cannot be opened
     */
    public Optional<DkimSigningKey> signingKey(DomainName domain) {
        return configurations
                .current()
                .flatMap(configuration -> in(DkimKeyState.SIGNING, configuration, domain))
                .map(key -> new DkimSigningKey(key.domain(), key.selector(), privateKey(key)));
    }

    private PrivateKey privateKey(DkimKey key) {
        String name = DkimKey.KIND.key().apply(key);
        PrivateKey known = opened.get(name);
        if (known != null) {
            return known;
        }
        PrivateKey read = read(key);
        opened.put(name, read);
        return read;
    }

    private PrivateKey read(DkimKey key) {
        byte[] sealed = store.find(key.domain(), key.selector())
                .orElseThrow(() -> new IllegalStateException(
                        "the private DKIM key " + key.record().name() + " is missing in the store"));
        try {
            byte[] encoded = vault.open(sealed, context(key.domain(), key.selector()));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (SealBrokenException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the private DKIM key " + key.record().name() + " cannot be opened", e);
        }
    }

    private static SealContext context(String domain, String selector) {
        return new SealContext(SEALED_AS, DkimKey.key(domain, selector));
    }

    private DkimKey make(DomainName domain, DkimKeyState state) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] suffix = new byte[RANDOM_BYTES];
        random.nextBytes(suffix);
        String selector = "desk-" + DAY.format(now) + "-" + HexFormat.of().formatHex(suffix);
        KeyPair keys = generate();
        store.put(
                domain.value(),
                selector,
                vault.seal(keys.getPrivate().getEncoded(), context(domain.value(), selector)));
        String publicKey = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        return new DkimKey(domain.value(), selector, publicKey, now, state);
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no RSA", e);
        }
    }

    private static boolean putUnlessThere(Draft draft, DkimKey key) {
        if (in(key.state(), draft, new DomainName(key.domain())).isPresent()) {
            return false;
        }
        draft.put(DkimKey.KIND, key);
        return true;
    }

    private static void requireKey(ConfigurationView configuration, DomainName domain) {
        if (in(DkimKeyState.SIGNING, configuration, domain).isEmpty()) {
            throw ChangeRefusedException.missing("there is no DKIM key of " + domain);
        }
    }

    private void requireSentFor(ConfigurationView configuration, DomainName domain) {
        boolean sentFor = servedDomains.contains(domain.value())
                || configuration.all(SupportAddress.KIND).stream()
                        .anyMatch(address -> isIn(domain, address.address().domain()))
                || configuration.all(Sender.KIND).stream()
                        .anyMatch(sender -> sender.transport().type() == TransportType.SERVER
                                && isIn(domain, sender.address().domain()));
        if (!sentFor) {
            throw ChangeRefusedException.conflict("this server does not send for " + domain
                    + ": it is neither a domain of the desk nor that of a From address with the transport server");
        }
    }

    private static boolean isIn(DomainName domain, String other) {
        try {
            return DomainName.parse(other).equals(domain);
        } catch (IllegalArgumentException e) {
            // An address literal has no DNS records.
            return false;
        }
    }
}
