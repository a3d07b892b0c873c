package org.jamesdesk.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jamesdesk.distribution.DeskProgram.Result;
import org.jamesdesk.engines.FreePorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of one trial, as a person lives it; starting the servers is what takes the time, so it is done once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class DeskProgramIT {
    private DeskProgram program;

    @BeforeAll
    void setUp(@TempDir Path directory) {
        program = new DeskProgram(directory.resolve("home"));
    }

    @AfterAll
    void stop() throws Exception {
        program.run("stop");
    }

    @Test
    @Order(1)
    void shouldSayWhichPortAndStartNothingWhenAnotherProgramHasIt() throws Exception {
        int taken = program.ports().smtp();
        try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();

            // Starts that fail name engines which do not exist; those that follow use their own again.
            Result result = program.run("start", "--cassandra", "127.0.0.1:1");

            assertThat(result.exitCode()).isNotZero();
            assertThat(result.errors()).contains("Port " + taken + " (SMTP)").contains("--port-offset");
        }
        assertThat(program.run("status").exitCode()).isNotZero();
    }

    @Test
    @Order(2)
    void shouldNameTheKeyAndLeaveNothingRunningWhenConfigurationIsWrong() throws Exception {
        Path properties = program.home().resolve("conf/desk.properties");
        String good = Files.readString(properties);
        Files.writeString(properties, good + "\ndelivery.threadz=4\n");
        try {
            Result result = program.run("start", "--opensearch", "http://127.0.0.1:1");

            assertThat(result.exitCode()).isNotZero();
            assertThat(result.errors()).contains("delivery.threadz", "--opensearch http://127.0.0.1:1");
            assertThat(FreePorts.isFree(program.ports().cassandra())).isTrue();
        } finally {
            Files.writeString(properties, good);
        }
    }

    @Test
    @Order(3)
    void shouldStartAndShowWhereEverythingIsWhenNothingIsInTheWay() throws Exception {
        Result result = program.run("start");

        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.output())
                .contains("port " + program.ports().smtp(), "support@desk.example")
                .contains("http://127.0.0.1:" + program.ports().webAdmin())
                .contains("127.0.0.1:" + program.ports().cassandra())
                .contains("http://127.0.0.1:" + program.ports().openSearch())
                .contains("james-desk demo", "james-desk token", "james-desk stop");
    }

    @Test
    @Order(4)
    void shouldSaySoWhenItRunsAlready() throws Exception {
        Result result = program.run("start");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("running already");
    }

    @Test
    @Order(5)
    void shouldListEveryProcessAndCheckWhenAllIsUp() throws Exception {
        Result result = program.runPlain("status", "--home", program.home().toString());

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("Cassandra", "OpenSearch", "James", "Embedded ActiveMQ", "healthy");
    }

    @Test
    @Order(6)
    void shouldOpenRestWithTokenOnlyWhenAsked() throws Exception {
        Result result = program.run("token");

        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(statusOfTickets("")).isEqualTo(HttpURLConnection.HTTP_UNAUTHORIZED);
        assertThat(statusOfTickets(result.output().strip())).isEqualTo(HttpURLConnection.HTTP_OK);
    }

    @Test
    @Order(7)
    void shouldKeepSecretsToTheirOwnerWhenStarted() throws Exception {
        assertThat(mode(program.home())).isEqualTo("rwx------");
        assertThat(mode(program.home().resolve("conf/webadmin-private.pem"))).isEqualTo("rw-------");
        assertThat(mode(program.home().resolve("conf/keystore"))).isEqualTo("rw-------");
        assertThat(mode(program.home().resolve("conf/desk-signing.key"))).isEqualTo("rw-------");
        assertThat(mode(program.home().resolve("conf/desk-secrets.keyset.json")))
                .isEqualTo("rw-------");
    }

    @Test
    @Order(8)
    void shouldShowTicketsOfADozenMailsWhenDemonstrated() throws Exception {
        Result result = program.run("demo");

        assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
        assertThat(result.output())
                .contains("Contrase\u00f1a olvidada", "delivered", "bounced", "All is as it should be");
    }

    @Test
    @Order(9)
    void shouldSucceedAgainWhenDemonstratedOnTheSameHome() throws Exception {
        Result result = program.run("demo");

        assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
    }

    @Test
    @Order(10)
    void shouldWriteNoExceptionAndNoMailTextIntoTheLogWhenAllWentWell() throws Exception {
        List<String> lines = Files.readAllLines(program.home().resolve("logs/james.log"));
        int start = indexOfLast(lines, "JAMES server started");
        List<String> sinceStart = lines.subList(start, lines.size());

        assertThat(sinceStart).noneMatch(line -> line.contains("Exception"));
        assertThat(sinceStart).noneMatch(line -> line.contains("order 4711"));
    }

    @Test
    @Order(11)
    void shouldReportFailureWhenAProcessDiedAndRepairItWhenStartedAgain() throws Exception {
        long pid = Long.parseLong(Files.readString(program.home().resolve("run/james.ready")));
        ProcessHandle james = ProcessHandle.of(pid).orElseThrow();
        james.destroyForcibly();
        james.onExit().join();

        Result status = program.run("status");
        assertThat(status.exitCode()).isNotZero();
        assertThat(status.output()).contains("down");

        assertThat(program.run("start").exitCode()).isZero();
        assertThat(program.run("status").exitCode()).isZero();
    }

    @Test
    @Order(12)
    void shouldFreeEveryPortWhenStopped() throws Exception {
        assertThat(program.run("stop").exitCode()).isZero();

        assertThat(Stream.of(
                        program.ports().smtp(),
                        program.ports().webAdmin(),
                        program.ports().cassandra(),
                        program.ports().openSearch()))
                .allMatch(FreePorts::isFree);
        assertThat(program.run("status").exitCode()).isNotZero();
        Result again = program.run("stop");
        assertThat(again.exitCode()).isZero();
        assertThat(again.output()).contains("not running");
    }

    @Test
    @Order(13)
    void shouldExplainItselfWhenCalledWrongly() throws Exception {
        Result result = program.runPlain("strat");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errors()).contains("start");
        assertThat(program.runPlain("--help").output()).contains("start", "stop", "status", "demo", "token", "inspect");
    }

    private int statusOfTickets(String token) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + program.ports().webAdmin() + "/desk/tickets")
                        .toURL()
                        .openConnection();
        if (!token.isEmpty()) {
            connection.setRequestProperty("Authorization", "Bearer " + token);
        }
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private static int indexOfLast(List<String> lines, String text) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).contains(text)) {
                return i;
            }
        }
        throw new AssertionError("The log lacks '" + text + "'");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
