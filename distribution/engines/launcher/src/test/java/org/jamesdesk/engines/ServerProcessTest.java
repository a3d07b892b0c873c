package org.jamesdesk.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private ServerProcess server;

    @BeforeEach
    void setUp() {
        server = server();
    }

    @AfterEach
    void tearDown() {
        server.kill();
    }

    @Test
    void shouldRunUntilStoppedWhenStarted() {
        assertThat(server.isRunning()).isFalse();

        boolean started = start("exec sleep 60");

        assertThat(started).isTrue();
        assertThat(server.isRunning()).isTrue();
        server.stop(LONG);
        assertThat(server.isRunning()).isFalse();
        assertThat(server.pid()).isEmpty();
    }

    @Test
    void shouldNotStartASecondProcessWhenOneRuns() {
        start("exec sleep 60");
        long pid = server.pid().orElseThrow();

        assertThat(start("exec sleep 60")).isFalse();
        assertThat(server.pid()).hasValue(pid);
    }

    @Test
    void shouldControlTheProcessWhenAnotherObjectStartedIt() {
        start("exec sleep 60");
        ServerProcess other = server();

        assertThat(other.pid()).isEqualTo(server.pid());
        other.kill();

        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void shouldLetTheServerCleanUpWhenStopped() {
        start("trap 'echo cleaned; exit 0' TERM; echo ready; while true; do sleep 0.05; done");
        awaitLog("ready");

        server.stop(LONG);

        assertThat(server.logTail()).contains("cleaned");
    }

    @Test
    void shouldKillTheServerWhenItDoesNotStopInTime() {
        start("trap '' TERM; echo ready; while true; do sleep 0.05; done");
        awaitLog("ready");

        server.stop(SHORT);

        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void shouldNotLetTheServerCleanUpWhenKilled() {
        start("trap 'echo cleaned; exit 0' TERM; echo ready; while true; do sleep 0.05; done");
        awaitLog("ready");

        server.kill();

        assertThat(server.logTail()).contains("ready").doesNotContain("cleaned");
    }

    @Test
    void shouldShowTheEndOfTheLogWhenTheServerDiesBeforeItAnswers() {
        start("echo Port 9042 is taken; exit 3");

        assertThatThrownBy(() -> server.awaitAnswer(() -> false, LONG))
                .isInstanceOf(EngineFailedException.class)
                .hasMessageContaining("Thing ended before it answered")
                .hasMessageContaining("Port 9042 is taken");
    }

    @Test
    void shouldShowTheEndOfTheLogWhenTheServerDoesNotAnswerInTime() {
        start("echo still thinking; exec sleep 60");

        assertThatThrownBy(() -> server.awaitAnswer(() -> false, SHORT))
                .isInstanceOf(EngineFailedException.class)
                .hasMessageContaining("does not answer")
                .hasMessageContaining("still thinking");
        assertThat(server.isRunning()).isTrue();
    }

    @Test
    void shouldReturnWhenTheServerAnswers() {
        start("exec sleep 60");
        int[] asked = {0};

        server.awaitAnswer(() -> ++asked[0] == 3, LONG);

        assertThat(asked[0]).isEqualTo(3);
    }

    @Test
    void shouldRunInASessionOfItsOwnWhenTheSystemHasSetsid() {
        start("ps -o sid= -p $$; echo ready; exec sleep 60");
        awaitLog("ready");

        assertThat(server.logTail()).contains(server.pid().orElseThrow() + "\nready");
    }

    @Test
    void shouldNotTakeAnotherProcessForTheServerWhenItsNumberWasGivenAgain() throws Exception {
        Files.writeString(
                directory.resolve("thing.pid"), ProcessHandle.current().pid() + "@1\n");

        assertThat(server.isRunning()).isFalse();
        server.kill();
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void shouldNotRunWhenThePidFileIsDamaged() throws Exception {
        Files.writeString(directory.resolve("thing.pid"), "");

        assertThat(server.isRunning()).isFalse();
        assertThat(start("exec sleep 60")).isTrue();
    }

    @Test
    void shouldNameTheServerWhenTheCommandDoesNotExist() {
        List<String> command = List.of(directory.resolve("absent").toString());

        assertThatThrownBy(() -> {
                    server.start(command, directory);
                    server.awaitAnswer(() -> false, LONG);
                })
                .isInstanceOf(EngineFailedException.class)
                .hasMessageContaining("Thing")
                .hasMessageContaining("absent");
    }

    private ServerProcess server() {
        return new ServerProcess("Thing", directory.resolve("thing.pid"), directory.resolve("logs/thing.log"));
    }

    private boolean start(String script) {
        return server.start(List.of("/bin/sh", "-c", script), directory);
    }

    private void awaitLog(String text) {
        await().atMost(LONG).until(() -> server.logTail().contains(text));
    }
}
