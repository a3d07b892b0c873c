package org.jamesdesk.benchmarks.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscardingConfigurationTest {
    @TempDir
    private Path directory;

    @Test
    void shouldThrowDeskMailAwayAndLeaveTheRest() throws Exception {
        Path file = directory.resolve("mailetcontainer.xml");
        Files.copy(Path.of("../conf/mailetcontainer.xml"), file);

        DiscardingConfiguration.writeInto(file);

        String changed = Files.readString(file, StandardCharsets.UTF_8);
        assertThat(changed)
                .containsPattern("class=\"Null\" match=\"org.jamesdesk.mailets.IsDeskRecipient\"")
                .doesNotContain("<processor>desk-intake</processor>")
                .contains("state=\"desk-intake\"")
                .contains("<processor>local-delivery</processor>");
    }

    @Test
    void shouldRefuseAConfigurationThatNeverNamesTheDesk() throws Exception {
        Path file = directory.resolve("mailetcontainer.xml");
        Files.writeString(file, "<mailetcontainer><processors/></mailetcontainer>", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> DiscardingConfiguration.writeInto(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("IsDeskRecipient");
    }
}
