package org.jamesdesk.james;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.james.filesystem.api.FileSystem;
import org.jamesdesk.credentials.TinkVault;
import org.jamesdesk.james.configuration.ConfigurationMistake;
import org.jamesdesk.james.configuration.DeskConfiguration;
import org.jamesdesk.secret.Vault;
import org.jamesdesk.sender.Secret;

/**
 * The keys with which the passwords and tokens of senders are encrypted: in the configuration itself, or in a file that
 * only its owner may read. All nodes of one desk need the same; whoever loses them has to give every sender its password,
 * or its owner's consent, anew.
 */
public final class Keyset implements Provider<Vault> {
    private static final String KEY = "secrets.keyset";
    private static final String FILE_KEY = "secrets.keysetFile";

    private final Optional<Secret> given;
    private final Path file;

    @Inject
    Keyset(DeskConfiguration configuration, FileSystem files) throws FileNotFoundException {
        this(configuration.keyset(), files.getFile(configuration.keysetFile()).toPath());
    }

    Keyset(Optional<Secret> given, Path file) {
        this.given = given;
        this.file = file;
    }

    /**
     * Reads the keyset; makes the file when it is needed and there is none.
     *
     * @throws ConfigurationMistake when it is no keyset, the file cannot be read or made, or others may read it
     */
    @Override
    public Vault get() {
        return given.map(keyset -> parsed(KEY, "", keyset.reveal(), TinkVault::of))
                .orElseGet(() -> parsed(FILE_KEY, file + ": ", read(file), TinkVault::of));
    }

    /**
     * Adds a key to the keyset of a file, with which everything is encrypted from now on.
     *
     * @throws ConfigurationMistake when the file is no keyset, or others may read it
     * @throws IOException when it cannot be written; then the former is still there
     */
    public static void rotate(Path file) throws IOException {
        if (Files.notExists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        String rotated = parsed(FILE_KEY, file + ": ", read(file), TinkVault::rotated);
        secretFile(file).replace(rotated.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(Path file) {
        byte[] keyset = secretFile(file).readOrMake(() -> TinkVault.newKeyset().getBytes(StandardCharsets.UTF_8));
        return new String(keyset, StandardCharsets.UTF_8);
    }

    private static SecretFile secretFile(Path file) {
        return new SecretFile(FILE_KEY, "keyset of secrets", file);
    }

    private static <T> T parsed(String key, String where, String keyset, Function<String, T> parser) {
        try {
            return parser.apply(keyset);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationMistake(key, where + e.getMessage());
        }
    }
}
