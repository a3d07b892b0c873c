package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jamesdesk.engines.FreePorts;
import org.jamesdesk.engines.JavaHome;
import org.jamesdesk.engines.ServerProcess;
import org.jamesdesk.testing.CassandraExtension;
import org.jamesdesk.testing.OpenSearchExtension;
import org.jamesdesk.testing.TestServers;
import org.jamesdesk.testing.mail.MailBuilder;
import org.jamesdesk.testing.smtp.SmtpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The jar, dropped into a James as it is released, configured as {@code docs/extension-jar.md} says. */
class ExtensionJarIT {
    /** What this build has on its class path and a released James has not. */
    private static final List<String> NOT_IN_JAMES = List.of(
            "/james-desk-",
            "/opensearch-java-",
            "/httpclient5-",
            "/httpcore5-",
            "/parsson-",
            "/jakarta.json-api-",
            "/tink-",
            "/gson-",
            "/protobuf-java-",
            "/oauth2-oidc-sdk-",
            "/nimbus-jose-jwt-",
            "/content-type-",
            "/lang-tag-",
            "/json-smart-",
            "/accessors-smart-",
            "/apache-mime4j-",
            "/awaitility-",
            "/assertj-",
            "/junit-");

    /** Reached only when something is wrong, also on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @RegisterExtension
    static final CassandraExtension CASSANDRA = new CassandraExtension();

    @RegisterExtension
    static final OpenSearchExtension OPENSEARCH = new OpenSearchExtension();

    /** A James that is left over is killed when the build ends. */
    private final Path directory = TestServers.newHome("extension-jar");

    private final int[] ports = FreePorts.several(2);
    private final int smtp = ports[0];
    private final WebAdmin webAdmin = new WebAdmin(ports[1]);
    private JamesHome home;
    private ServerProcess james;

    @BeforeEach
    void setUp() throws IOException {
        home = JamesHome.in(directory).withMailPath().withExtension();
        Path jar = Path.of(System.getProperty("desk.extension.jar"));
        Path jars = Files.createDirectories(directory.resolve("extensions-jars"));
        Files.copy(jar, jars.resolve(jar.getFileName()));
        james = new ServerProcess("James", directory.resolve("james.pid"), directory.resolve("james.log"));
    }

    @AfterEach
    void tearDown() {
        james.kill();
        TestServers.delete(directory);
    }

    private void start() {
        List<String> command = new ArrayList<>(List.of(
                JavaHome.current().executable().toString(),
                "-Xmx512m",
                "-Dworking.directory=" + directory,
                "-Dlogback.configurationFile=" + directory.resolve("conf/logback.xml"),
                "-Dtest.smtp.port=" + smtp,
                "-Dtest.webadmin.port=" + ports[1],
                "-cp",
                classPathOfJames(),
                "org.apache.james.MemoryJamesServerMain"));
        james.start(command, directory);
    }

    private static String classPathOfJames() {
        String stock = System.getProperty("desk.stock.james") + "/*";
        return stock
                + File.pathSeparator
                + Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> entry.endsWith(".jar"))
                        .filter(entry -> NOT_IN_JAMES.stream().noneMatch(entry::contains))
                        .collect(Collectors.joining(File.pathSeparator));
    }

    private String log() throws IOException {
        return Files.readString(james.log());
    }

    @Test
    void shouldMakeATicketOfAMailInAJamesAsItIsReleased() throws Exception {
        home.withDesk(
                "domain=desk.example",
                "cassandra.contactPoints=" + CASSANDRA.contactPointText(),
                "cassandra.localDatacenter=" + CASSANDRA.localDatacenter(),
                "cassandra.keyspace=" + CASSANDRA.newKeyspace(),
                "opensearch.url=" + OPENSEARCH.url(),
                "opensearch.replicas=0");
        byte[] mail = MailBuilder.mail("Ana <ana@customer.example>", "support@desk.example")
                .subject("Scanner 8150 is silent")
                .text("Plain words.")
                .html("<p>Plain <b>words</b>.</p>")
                .attachment("log.txt", "text/plain", new byte[] {'l', 'o', 'g'})
                .build();

        start();
        james.awaitAnswer(() -> answers("/healthcheck"), PATIENCE);
        await().atMost(PATIENCE)
                .until(() -> SmtpClient.sendOnce(smtp, "ana@customer.example", List.of("support@desk.example"), mail)
                        .accepted());

        JsonNode ticket = await().atMost(PATIENCE)
                .until(() -> webAdmin.get("/desk/tickets?q=8150").path("tickets"), tickets -> tickets.size() == 1)
                .get(0);
        assertThat(ticket.path("subject").asText()).isEqualTo("Scanner 8150 is silent");
        assertThat(webAdmin.get("/desk/departments").toString()).contains("Support");
        for (String component :
                List.of("Desk Cassandra", "Desk OpenSearch", "Desk intake", "Desk senders", "Desk deliverability")) {
            assertThat(webAdmin.healthOf(component)).as(component).isEqualTo("healthy");
        }
        assertThat(webAdmin.reindex()).isEqualTo("completed");
        assertThat(directory.resolve("conf/desk-signing.key")).hasSize(32);
        assertThat(directory.resolve("conf/desk-secrets.keyset.json")).content().contains("primaryKeyId");

        james.stop(Duration.ofSeconds(60));
        assertThat(log())
                .contains("The help desk of desk.example is open")
                .containsSubsequence(
                        "The help desk of desk.example closes", "The desk's session with Cassandra is closed")
                .doesNotContain("NoClassDefFoundError", "NoSuchMethodError", "LinkageError", "Fatal error");
    }

    @Test
    void shouldWaitAndTakeNoMailWhileCassandraIsAway() throws Exception {
        int nobody = FreePorts.next();
        home.withDesk("domain=desk.example", "cassandra.contactPoints=127.0.0.1:" + nobody);

        start();

        await().atMost(PATIENCE).until(() -> log().contains("Cassandra does not answer"));
        assertThat(james.isRunning()).isTrue();
        assertThat(FreePorts.isFree(smtp)).isTrue();
    }

    @Test
    void shouldEndAndNameTheKeyWhenTheConfigurationIsWrong() throws Exception {
        home.withDesk("domain=desk.example", "delivery.timeout=soon");

        start();

        await().atMost(PATIENCE).until(() -> !james.isRunning());
        assertThat(log()).contains("desk.properties: delivery.timeout: 'soon' is not a time");
    }

    private boolean answers(String path) {
        try {
            webAdmin.get(path);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
