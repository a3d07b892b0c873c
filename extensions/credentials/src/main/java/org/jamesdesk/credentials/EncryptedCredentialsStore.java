package org.jamesdesk.credentials;

import java.util.Optional;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.secret.SealBrokenException;
import org.jamesdesk.secret.SealContext;
import org.jamesdesk.secret.Vault;
import org.jamesdesk.sender.Credentials;
import org.jamesdesk.sender.CredentialsStore;
import org.jamesdesk.sender.SealedCredentialsStore;
import org.jamesdesk.sender.SealedCredentialsStore.Sealed;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.SmtpRelay;

/** Credentials, sealed for the sender they belong to, in a store that cannot read them (R44). */
public final class EncryptedCredentialsStore implements CredentialsStore {
    private static final String PURPOSE = "credentials";
    private static final int MOST_TRIES = 20;

    private final Vault vault;
    private final SealedCredentialsStore store;

    public EncryptedCredentialsStore(Vault vault, SealedCredentialsStore store) {
        this.vault = vault;
        this.store = store;
    }

    /**
     * @throws StoreUnavailableException also when they cannot be opened: most often another node has a newer keyset already,
     *     and the same call succeeds when this one has it too
     */
    @Override
    public Optional<Kept> find(SenderId sender, SmtpRelay relay) {
        return store.find(sender)
                .flatMap(there ->
                        opened(sender, there).find(relay).map(credentials -> new Kept(credentials, there.version())));
    }

    /** What cannot be opened, because a keyset was lost, is worth nothing and gives way. */
    @Override
    public void put(SenderId sender, SmtpRelay relay, Credentials credentials) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Sealed> there = store.find(sender);
            RelayCredentials kept =
                    there.map(former -> openedOrNone(sender, former)).orElse(RelayCredentials.NONE);
            byte[] bytes = seal(sender, kept.with(relay, credentials));
            if (there.isEmpty()) {
                store.put(sender, bytes);
                return;
            }
            if (store.replace(sender, there.get().version(), bytes)) {
                return;
            }
        }
        throw new StoreUnavailableException(
                "The store of credentials",
                new IllegalStateException("others keep changing the credentials of " + sender));
    }

    @Override
    public boolean replace(SenderId sender, SmtpRelay relay, long version, Credentials credentials) {
        Optional<Sealed> there = store.find(sender).filter(kept -> kept.version() == version);
        return there.isPresent()
                && store.replace(
                        sender,
                        version,
                        seal(sender, opened(sender, there.get()).renewed(relay, credentials)));
    }

    @Override
    public void removeOthers(SenderId sender, SmtpRelay relay) {
        store.find(sender).ifPresent(there -> {
            RelayCredentials kept = opened(sender, there);
            if (!kept.equals(kept.only(relay))) {
                store.replace(sender, there.version(), seal(sender, kept.only(relay)));
            }
        });
    }

    @Override
    public void remove(SenderId sender) {
        store.remove(sender);
    }

    private byte[] seal(SenderId sender, RelayCredentials credentials) {
        return vault.seal(CredentialsJson.write(credentials), context(sender));
    }

    private RelayCredentials opened(SenderId sender, Sealed sealed) {
        try {
            return open(sender, sealed);
        } catch (SealBrokenException e) {
            throw new StoreUnavailableException("The keyset of secrets", e);
        }
    }

    private RelayCredentials openedOrNone(SenderId sender, Sealed sealed) {
        try {
            return open(sender, sealed);
        } catch (SealBrokenException e) {
            return RelayCredentials.NONE;
        }
    }

    private RelayCredentials open(SenderId sender, Sealed sealed) throws SealBrokenException {
        return CredentialsJson.read(vault.open(sealed.bytes(), context(sender)));
    }

    private static SealContext context(SenderId sender) {
        return new SealContext(PURPOSE, sender.asString());
    }
}
