package org.jamesdesk.james;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.james.filesystem.api.FileSystem;
import org.jamesdesk.james.configuration.ConfigurationMistake;
import org.jamesdesk.james.configuration.DeskConfiguration;
import org.jamesdesk.token.SigningKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the desk's signing key: {@value SigningKey#LENGTH} random bytes that only their owner may read. All nodes
 * of one desk need the same file; whoever loses it makes every reply address and bounce address of the past invalid.
 */
final class SigningKeyFile implements Provider<SigningKey> {
    private static final String KEY = "signing.keyFile";

    private static final Logger LOGGER = LoggerFactory.getLogger(SigningKeyFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

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
     * Reads the key; makes the file when there is none. Of several processes that make it at the same moment all use the
     * one that was first.
     *
     * @throws ConfigurationMistake when the file cannot be read or made, is no key, or others may read it
     */
    @Override
    public SigningKey get() {
        try {
            if (Files.notExists(file)) {
                create();
            }
            return read();
        } catch (IOException e) {
            throw new ConfigurationMistake(KEY, "cannot read or write " + file + ": " + e);
        }
    }

    private SigningKey read() throws IOException {
        refuseIfOthersMayRead();
        if (Files.size(file) != SigningKey.LENGTH) {
            throw new ConfigurationMistake(
                    KEY,
                    file + " has " + Files.size(file) + " bytes, a signing key has " + SigningKey.LENGTH
                            + "; bring back the right file, or delete it on a new desk to have one made");
        }
        return SigningKey.of(Files.readAllBytes(file));
    }

    private void refuseIfOthersMayRead() throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        EnumSet<PosixFilePermission> tooMany = EnumSet.copyOf(permissions);
        tooMany.removeIf(permission -> permission.name().startsWith("OWNER_"));
        if (!tooMany.isEmpty()) {
            throw new ConfigurationMistake(
                    KEY,
                    file + " has the mode " + PosixFilePermissions.toString(permissions)
                            + ", others than its owner have access; do: chmod 600 " + file);
        }
    }

    /** Writes a file of another name and links it to the right one, so that nobody ever sees half a key. */
    private void create() throws IOException {
        byte[] key = new byte[SigningKey.LENGTH];
        random.nextBytes(key);
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(directory, file.getFileName().toString(), ".new");
        try {
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, OWNER_ONLY);
            }
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(key));
                channel.force(true);
            }
            Files.createLink(file, fresh);
            LOGGER.info("Made the signing key {}. Keep a copy of it, and give it to every node of this desk.", file);
        } catch (FileAlreadyExistsException e) {
            LOGGER.info("Another process made the signing key {} at the same moment", file);
        } finally {
            deleteIfPossible(fresh);
        }
    }

    private static void deleteIfPossible(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            LOGGER.warn("Delete {}: it could not be deleted ({})", fresh, e.toString());
        }
    }
}
