package org.jamesdesk.james;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jamesdesk.james.configuration.ConfigurationMistake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that only its owner may read, of which all nodes of a desk need the same; made on the first start. */
final class SecretFile {
    private static final Logger LOGGER = LoggerFactory.getLogger(SecretFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final String key;
    private final String name;
    private final Path file;

    /**
     * @param key the key of {@code desk.properties} that says where it is
     * @param name what it is, for the log
     * @param file where it is
     */
    SecretFile(String key, String name, Path file) {
        this.key = key;
        this.name = name;
        this.file = file;
    }

    /**
     * Reads the file; makes it when there is none. Of several processes that make it at the same moment all use the one
     * that was first.
     *
     * @param content what a new file holds
     * @throws ConfigurationMistake when it cannot be read or made, or others may read it
     */
    byte[] readOrMake(Supplier<byte[]> content) {
        try {
            if (Files.notExists(file)) {
                make(content.get());
            }
            refuseIfOthersMayRead();
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ConfigurationMistake(key, "cannot read or write " + file + ": " + e);
        }
    }

    /**
     * Replaces the content at once: whoever reads meanwhile sees the old or the new one.
     *
     * @throws IOException when it cannot be written; then the old one is still there
     */
    void replace(byte[] content) throws IOException {
        Path fresh = written(content);
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            deleteIfPossible(fresh);
        }
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
                    key,
                    file + " has the mode " + PosixFilePermissions.toString(permissions)
                            + ", others than its owner have access; do: chmod 600 " + file);
        }
    }

    /** Writes a file of another name and links it to the right one, so that nobody ever sees half of it. */
    private void make(byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = written(content);
        try {
            Files.createLink(file, fresh);
            LOGGER.info("Made the {} {}. Keep a copy of it, and give it to every node of this desk.", name, file);
        } catch (FileAlreadyExistsException e) {
            LOGGER.info("Another process made the {} {} at the same moment", name, file);
        } finally {
            deleteIfPossible(fresh);
        }
    }

    private Path written(byte[] content) throws IOException {
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new");
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh, OWNER_ONLY);
        }
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return fresh;
    }

    private static void deleteIfPossible(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            LOGGER.warn("Delete {}: it could not be deleted ({})", fresh, e.toString());
        }
    }
}
