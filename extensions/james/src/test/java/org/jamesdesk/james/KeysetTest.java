package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jamesdesk.credentials.TinkVault;
import org.jamesdesk.james.configuration.ConfigurationMistake;
import org.jamesdesk.secret.SealBrokenException;
import org.jamesdesk.secret.SealContext;
import org.jamesdesk.sender.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetTest {
    private static final SealContext CONTEXT = new SealContext("credentials", "sales/vendas@zylker.example");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void setUp() {
        file = directory.resolve("conf").resolve("keyset.json");
    }

    private Keyset inFile() {
        return new Keyset(Optional.empty(), file);
    }

    @Test
    void shouldMakeAFileForItsOwnerAloneAndUseItAgain() throws Exception {
        byte[] sealed = inFile().get().seal(new byte[] {1, 2}, CONTEXT);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(inFile().get().open(sealed, CONTEXT)).containsExactly(1, 2);
    }

    @Test
    void shouldNotLookAtTheFileWhenAKeysetIsGiven() throws Exception {
        String given = TinkVault.newKeyset();
        byte[] sealed = TinkVault.of(given).seal(new byte[] {1, 2}, CONTEXT);

        assertThat(new Keyset(Optional.of(new Secret(given)), file).get().open(sealed, CONTEXT))
                .containsExactly(1, 2);
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hush", "{\"primaryKeyId\":1,\"key\":\"hush\"}", "{}"})
    void shouldNameTheKeyAndRepeatNothingWhenAGivenKeysetIsNone(String keyset) {
        assertThatThrownBy(() -> new Keyset(Optional.of(new Secret(keyset)), file).get())
                .isInstanceOf(ConfigurationMistake.class)
                .hasMessageStartingWith("desk.properties: secrets.keyset: ")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void shouldNameTheKeyOfTheFileWhenItHoldsNoKeyset() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "hush");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> inFile().get())
                .isInstanceOf(ConfigurationMistake.class)
                .hasMessageStartingWith("desk.properties: secrets.keysetFile: " + file)
                .message()
                .doesNotContain("hush");
        assertThat(file).hasContent("hush");
    }

    @Test
    void shouldRefuseAFileWhenOthersHaveAccess() throws IOException {
        inFile().get();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> inFile().get())
                .isInstanceOf(ConfigurationMistake.class)
                .hasMessageContaining("secrets.keysetFile")
                .hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void shouldOpenOldAndSealForNewKeysetsOnlyWhenRotated() throws Exception {
        var before = inFile().get();
        byte[] old = before.seal(new byte[] {1, 2}, CONTEXT);

        Keyset.rotate(file);

        var after = inFile().get();
        byte[] fresh = after.seal(new byte[] {3, 4}, CONTEXT);
        assertThat(after.open(old, CONTEXT)).containsExactly(1, 2);
        assertThat(after.open(fresh, CONTEXT)).containsExactly(3, 4);
        assertThatThrownBy(() -> before.open(fresh, CONTEXT)).isInstanceOf(SealBrokenException.class);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.list(file.getParent())).containsExactly(file);
    }

    @Test
    void shouldMakeNoFileWhenThereIsNothingToRotate() {
        assertThatThrownBy(() -> Keyset.rotate(file)).isInstanceOf(NoSuchFileException.class);

        assertThat(file).doesNotExist();
    }
}
