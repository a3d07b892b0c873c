package org.jamesdesk.james;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.james.filesystem.api.FileSystem;
import org.jamesdesk.james.configuration.ConfigurationMistake;
import org.jamesdesk.james.configuration.DeskConfiguration;
import org.jamesdesk.mailets.delivery.RelayTls;
import org.jamesdesk.sender.Secret;

/** The authorities whose certificates relays may have: those that this Java trusts, and those of a PKCS12 file. */
final class TrustStoreFile implements Provider<RelayTls> {
    private static final String KEY = "delivery.trustStore";

    private final Optional<Path> file;
    private final Optional<Secret> password;

    @Inject
    TrustStoreFile(DeskConfiguration configuration, FileSystem files) throws FileNotFoundException {
        this(
                configuration.trustStoreFile().isPresent()
                        ? Optional.of(
                                files.getFile(configuration.trustStoreFile().get())
                                        .toPath())
                        : Optional.empty(),
                configuration.trustStorePassword());
    }

    TrustStoreFile(Optional<Path> file, Optional<Secret> password) {
        this.file = file;
        this.password = password;
    }

    /**
     * Reads the file once; a change needs a restart.
     *
     * @throws ConfigurationMistake when it cannot be read or holds no certificate
     */
    @Override
    public RelayTls get() {
        try {
            return RelayTls.trusting(file.map(this::read));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationMistake(KEY, e.getMessage());
        }
    }

    private KeyStore read(Path trusted) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(trusted)) {
                store.load(
                        in,
                        password.map(secret -> secret.reveal().toCharArray()).orElse(new char[0]));
            }
            if (store.size() == 0) {
                throw new ConfigurationMistake(
                        KEY,
                        trusted + " holds no certificate that can be read; it needs its delivery.trustStorePassword");
            }
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationMistake(
                    KEY, "cannot read " + trusted + " as PKCS12 with delivery.trustStorePassword: " + e);
        }
    }
}
