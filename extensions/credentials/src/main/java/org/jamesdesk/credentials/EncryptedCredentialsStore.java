package org.jamesdesk.credentials;

import java.util.Optional;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.secret.SealBrokenException;
import org.jamesdesk.secret.SealContext;
import org.jamesdesk.secret.Vault;
import org.jamesdesk.sender.Credentials;
import org.jamesdesk.sender.CredentialsStore;
import org.jamesdesk.sender.SealedCredentialsStore;
import org.jamesdesk.sender.SenderId;

/** Credentials, sealed for the sender they belong to, in a store that cannot read them (R44). */
public final class EncryptedCredentialsStore implements CredentialsStore {
    private static final String PURPOSE = "credentials";

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
    public Optional<Kept> find(SenderId sender) {
        return store.find(sender).map(kept -> new Kept(open(sender, kept.bytes()), kept.version()));
    }

    @Override
    public void put(SenderId sender, Credentials credentials) {
        store.put(sender, seal(sender, credentials));
    }

    @Override
    public boolean replace(SenderId sender, long version, Credentials credentials) {
        return store.replace(sender, version, seal(sender, credentials));
    }

    @Override
    public void remove(SenderId sender) {
        store.remove(sender);
    }

    private byte[] seal(SenderId sender, Credentials credentials) {
        return vault.seal(CredentialsJson.write(credentials), context(sender));
    }

    private Credentials open(SenderId sender, byte[] bytes) {
        try {
            return CredentialsJson.read(vault.open(bytes, context(sender)));
        } catch (SealBrokenException e) {
            throw new StoreUnavailableException("The keyset of secrets", e);
        }
    }

    private static SealContext context(SenderId sender) {
        return new SealContext(PURPOSE, sender.asString());
    }
}
