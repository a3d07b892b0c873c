package org.jamesdesk.credentials;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import org.jamesdesk.secret.SealBrokenException;
import org.jamesdesk.secret.SealContext;
import org.jamesdesk.secret.Vault;

/**
 * Seals by AES-256-GCM with the primary key of a Tink keyset and opens what any key of it sealed: a key is rotated by
 * adding a new primary one and keeping the old ones.
 */
public final class TinkVault implements Vault {
    static {
        // Tink keeps what it can do in a registry of its own; registering again is harmless.
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot be set up", e);
        }
    }

    private final Aead aead;

    private TinkVault(Aead aead) {
        this.aead = aead;
    }

    /**
     * A vault with this keyset.
     *
     * @param keyset in Tink's JSON format, not encrypted
     * @throws IllegalArgumentException when it is none, or not one for authenticated encryption; repeats nothing of it
     */
    public static TinkVault of(String keyset) {
        try {
            return new TinkVault(parse(keyset).getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw noKeyset();
        }
    }

    /** A new keyset with one key, in Tink's JSON format. */
    public static String newKeyset() {
        try {
            return format(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    /**
     * The keyset with a new key that seals from now on; the others still open.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public static String rotated(String keyset) {
        of(keyset);
        try {
            return format(KeysetHandle.newBuilder(parse(keyset))
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    @Override
    public byte[] seal(byte[] secret, SealContext context) {
        try {
            return aead.encrypt(secret, context.bytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refuses to encrypt", e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, SealContext context) throws SealBrokenException {
        try {
            return aead.decrypt(sealed, context.bytes());
        } catch (GeneralSecurityException e) {
            throw new SealBrokenException(context);
        }
    }

    private static KeysetHandle parse(String keyset) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw noKeyset();
        }
    }

    private static String format(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    }

    /** Without a cause: messages of parsers repeat what they could not read. */
    private static IllegalArgumentException noKeyset() {
        return new IllegalArgumentException("this is no Tink keyset for authenticated encryption in JSON");
    }
}
