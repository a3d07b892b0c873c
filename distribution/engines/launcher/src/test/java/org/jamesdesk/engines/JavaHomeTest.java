package org.jamesdesk.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaHomeTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"17.0.15, 17", "11, 11", "1.8.0_402, 8", "25-ea, 25", "21+35, 21"})
    void shouldReadTheFeatureVersionWhenReleaseFileNamesIt(String version, int feature) throws IOException {
        Path home = runtime("jdk", "JAVA_VERSION=\"" + version + "\"\n");

        assertThat(JavaHome.at(home)).hasValue(new JavaHome(home, feature));
    }

    @Test
    void shouldFindNoRuntimeWhenDirectoryIsSomethingElse() throws IOException {
        Path noJava = Files.createDirectories(directory.resolve("docs"));
        Path noVersion = runtime("odd", "IMPLEMENTOR=\"x\"\n");

        assertThat(JavaHome.at(noJava)).isEmpty();
        assertThat(JavaHome.at(noVersion)).isEmpty();
        assertThat(JavaHome.under(directory.resolve("absent"))).isEmpty();
    }

    @Test
    void shouldListRuntimesByNameWhenSeveralAreInstalled() throws IOException {
        Path newer = runtime("java-21", "JAVA_VERSION=\"21.0.1\"\n");
        Path older = runtime("java-11", "JAVA_VERSION=\"11.0.2\"\n");

        assertThat(JavaHome.under(directory)).containsExactly(new JavaHome(older, 11), new JavaHome(newer, 21));
    }

    @Test
    void shouldTakeTheFirstSuitableRuntimeWhenSeveralAreInstalled() {
        JavaHome tooNew = new JavaHome(Path.of("/jdk25"), 25);
        JavaHome first = new JavaHome(Path.of("/jdk11"), 11);
        JavaHome second = new JavaHome(Path.of("/jdk17"), 17);

        assertThat(JavaHome.first("Cassandra", List.of(17, 11), List.of(tooNew, first, second)))
                .isEqualTo(first);
    }

    @Test
    void shouldSayWhatIsMissingWhenNoRuntimeIsSuitable() {
        List<JavaHome> installed = List.of(new JavaHome(Path.of("/jdk25"), 25));

        assertThatThrownBy(() -> JavaHome.first("Cassandra", List.of(17, 11), installed))
                .isInstanceOf(EngineFailedException.class)
                .hasMessageContaining("Cassandra needs Java 17 or 11")
                .hasMessageContaining("/jdk25")
                .hasMessageContaining("JAVA_HOME");
    }

    @Test
    void shouldHaveACommandWhenRuntimeIsTheCurrentOne() {
        assertThat(JavaHome.current().executable()).isExecutable();
    }

    private Path runtime(String name, String release) throws IOException {
        Path home = directory.resolve(name);
        Path bin = Files.createDirectories(home.resolve("bin"));
        assertThat(Files.createFile(bin.resolve("java")).toFile().setExecutable(true))
                .isTrue();
        Files.writeString(home.resolve("release"), release);
        return home;
    }
}
