package org.jamesdesk.distribution.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeDirectoryTest {
    @TempDir
    private Path parent;

    private Path directory;

    @BeforeEach
    void setUp() {
        directory = parent.resolve("desk");
    }

    @Test
    void shouldKeepTheHomeToItsOwnerWhenItIsMade() throws IOException {
        new HomeDirectory(directory).prepare();

        assertThat(mode()).isEqualTo("rwx------");
    }

    @Test
    void shouldCloseAnEmptyDirectoryWhenOthersMayOpenIt() throws IOException {
        makeOpen();

        new HomeDirectory(directory).prepare();

        assertThat(mode()).isEqualTo("rwx------");
    }

    @Test
    void shouldCloseAHomeWhenOthersMayOpenIt() throws IOException {
        makeOpen();
        Files.createDirectory(directory.resolve("conf"));

        new HomeDirectory(directory).prepare();

        assertThat(mode()).isEqualTo("rwx------");
    }

    @Test
    void shouldRefuseAndTouchNothingWhenAnOpenDirectoryHoldsOtherFiles() throws IOException {
        makeOpen();
        Files.createFile(directory.resolve("holiday.jpg"));

        assertThatThrownBy(() -> new HomeDirectory(directory).prepare())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chmod 700 " + directory);

        assertThat(mode()).isEqualTo("rwxr-xr-x");
        assertThat(directory).isDirectoryNotContaining("glob:**/logs");
    }

    private void makeOpen() throws IOException {
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String mode() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
    }
}
