package org.jamesdesk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineDirectoriesTest {
    @TempDir
    Path root;

    @Test
    void shouldFindTheEnginesWhenStartedInAModule() throws IOException {
        Path engines = Files.createDirectories(root.resolve("distribution/engines"));
        Path module = Files.createDirectories(root.resolve("extensions/core"));

        assertThat(EngineDirectories.searchUpwards(module)).isEqualTo(engines);
    }

    @Test
    void shouldNameThePropertyWhenThereAreNoEngines() {
        assertThatThrownBy(() -> EngineDirectories.searchUpwards(root))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("desk.engines");
    }
}
