package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jamesdesk.james.configuration.ConfigurationMistake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyFileTest {
    @TempDir
    private Path directory;

    private SigningKeyFile keyFile(Path file) {
        return new SigningKeyFile(file, new SecureRandom());
    }

    @Test
    void shouldMakeAKeyForItsOwnerAloneWhenThereIsNone() throws IOException {
        Path file = directory.resolve("conf").resolve("desk.key");

        keyFile(file).get();

        assertThat(file).isRegularFile().hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
        assertThat(Files.list(file.getParent())).containsExactly(file);
    }

    @Test
    void shouldReadTheSameKeyWhenItWasMadeBefore() {
        Path file = directory.resolve("desk.key");
        byte[] signature = keyFile(file).get().sign("text");

        assertThat(keyFile(file).get().sign("text")).isEqualTo(signature);
    }

    @Test
    void shouldMakeDifferentKeysForDifferentDesks() {
        byte[] one = keyFile(directory.resolve("one.key")).get().sign("text");

        assertThat(keyFile(directory.resolve("two.key")).get().sign("text")).isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
    void shouldRefuseAFileWhenOthersHaveAccess(String mode) throws IOException {
        Path file = directory.resolve("desk.key");
        Files.write(file, new byte[32]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThatThrownBy(() -> keyFile(file).get())
                .isInstanceOf(ConfigurationMistake.class)
                .hasMessageContaining("signing.keyFile")
                .hasMessageContaining(mode)
                .hasMessageContaining("chmod 600 " + file);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void shouldRefuseAFileWhenItHasNotTheLengthOfAKey(int length) throws IOException {
        Path file = directory.resolve("desk.key");
        Files.write(file, new byte[length]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> keyFile(file).get())
                .isInstanceOf(ConfigurationMistake.class)
                .hasMessageContaining("signing.keyFile")
                .hasMessageContaining("has " + length + " bytes");
        assertThat(file).hasSize(length);
    }

    @Test
    void shouldNameTheKeyWhenTheFolderCannotBeMade() throws IOException {
        Path obstacle = Files.createFile(directory.resolve("obstacle"));

        assertThatThrownBy(() -> keyFile(obstacle.resolve("desk.key")).get())
                .isInstanceOf(ConfigurationMistake.class)
                .hasMessageContaining("signing.keyFile");
    }

    @Test
    void shouldAgreeOnOneKeyWhenManyMakeItAtOnce() throws Exception {
        Path file = directory.resolve("desk.key");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<Byte>>> makers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                makers.add(() -> boxed(keyFile(file).get().sign("text")));
            }
            List<List<Byte>> signatures = new ArrayList<>();
            for (Future<List<Byte>> signature : threads.invokeAll(makers)) {
                signatures.add(signature.get());
            }

            assertThat(signatures).hasSize(64).containsOnly(signatures.get(0));
            assertThat(Files.list(directory)).containsExactly(file);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Byte> boxed(byte[] bytes) {
        List<Byte> boxed = new ArrayList<>();
        for (byte b : bytes) {
            boxed.add(b);
        }
        return boxed;
    }
}
