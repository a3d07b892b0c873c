package org.jamesdesk.james;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.security.SecureRandom;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.james.filesystem.api.FileSystem;
import org.jamesdesk.james.configuration.ConfigurationMistake;
import org.jamesdesk.james.configuration.DeskConfiguration;
import org.jamesdesk.token.SigningKey;

/**
 * The file with the desk's signing key: {@value SigningKey#LENGTH} random bytes that only their owner may read. All nodes
 * of one desk need the same file; whoever loses it makes every reply address and bounce address of the past invalid.
 */
final class SigningKeyFile implements Provider<SigningKey> {
    private static final String KEY = "signing.keyFile";

    private final Path file;
    private final SecureRandom random;

    @Inject
    SigningKeyFile(DeskConfiguration configuration, FileSystem files) throws FileNotFoundException {
        this(files.getFile(configuration.signingKeyFile()).toPath(), new SecureRandom());
    }

    SigningKeyFile(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    /**
     * Reads the key; makes the file when there is none.
     *
     * @throws ConfigurationMistake when the file cannot be read or made, is no key, or others may read it
     */
    @Override
    public SigningKey get() {
        byte[] key = new SecretFile(KEY, "signing key", file).readOrMake(this::newKey);
        if (key.length != SigningKey.LENGTH) {
            throw new ConfigurationMistake(
                    KEY,
                    file + " has " + key.length + " bytes, a signing key has " + SigningKey.LENGTH
                            + "; bring back the right file, or delete it on a new desk to have one made");
        }
        return SigningKey.of(key);
    }

    private byte[] newKey() {
        byte[] key = new byte[SigningKey.LENGTH];
        random.nextBytes(key);
        return key;
    }
}
