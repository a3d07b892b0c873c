package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.james.GuiceJamesServer;
import org.apache.james.modules.protocols.SmtpGuiceProbe;
import org.apache.james.utils.WebAdminGuiceProbe;
import org.jamesdesk.testing.CassandraExtension;
import org.jamesdesk.testing.OpenSearchExtension;
import org.jamesdesk.testing.mail.MailBuilder;
import org.jamesdesk.testing.smtp.SmtpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeskServerModuleTest {
    @RegisterExtension
    static final CassandraExtension CASSANDRA = new CassandraExtension();

    @RegisterExtension
    static final OpenSearchExtension OPENSEARCH = new OpenSearchExtension();

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("org.jamesdesk.james");
    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static final String CUSTOMER = "ana@customer.example";
    private static final List<String> SUPPORT = List.of("support@desk.example");

    private static GuiceJamesServer server;
    private static int smtp;
    private static WebAdmin webAdmin;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        LOG.start();
        LOGGER.setLevel(Level.INFO);
        LOGGER.addAppender(LOG);
        server = DeskServer.in(JamesHome.in(directory)
                .withMailPath()
                .withDesk(DeskServer.properties("desk.example", CASSANDRA, OPENSEARCH)));
        server.start();
        smtp = server.getProbe(SmtpGuiceProbe.class).getSmtpPort().getValue();
        webAdmin = new WebAdmin(
                server.getProbe(WebAdminGuiceProbe.class).getWebAdminPort().getValue());
    }

    @AfterAll
    static void stop() {
        server.stop();
        LOGGER.detachAppender(LOG);
        LOGGER.setLevel(null);
    }

    @Test
    void shouldMakeATicketThatIsFoundWhenAMailComes() throws Exception {
        byte[] mail = MailBuilder.mail("Ana <ana@customer.example>", "support@desk.example")
                .subject("Printer 4711 is on fire")
                .text("Please help.")
                .build();

        assertThat(SmtpClient.sendOnce(smtp, CUSTOMER, SUPPORT, mail).accepted())
                .isTrue();

        JsonNode ticket = await().atMost(Duration.ofSeconds(60))
                .until(() -> webAdmin.get("/desk/tickets?q=4711").path("tickets"), tickets -> tickets.size() == 1)
                .get(0);
        assertThat(ticket.path("subject").asText()).isEqualTo("Printer 4711 is on fire");
    }

    @Test
    void shouldAnswerForTheDeskAtRcpt() throws Exception {
        try (SmtpClient client = SmtpClient.connect(smtp)) {
            client.command("MAIL FROM:<>");

            assertThat(client.command("RCPT TO:<nobody@desk.example>").code()).isEqualTo(550);
            assertThat(client.command("RCPT TO:<bounce+1.aaaaaaaaaaaaaaaaaaaaaaaaaa.abc.aaaaaaaaaaaaaaaa@desk.example>")
                            .toString())
                    .contains("550", "5.7.1");
            assertThat(client.command("RCPT TO:<support+t1.aaaaaaaaaaaaaaaa@desk.example>")
                            .code())
                    .isEqualTo(250);
        }
    }

    @Test
    void shouldRefuseWithAClearCodeWhenAMailIsEnormous() throws Exception {
        byte[] enormous = MailBuilder.mail(CUSTOMER, "support@desk.example")
                .text("x".repeat(70).concat("\r\n").repeat(20_000))
                .build();

        assertThat(SmtpClient.sendOnce(smtp, CUSTOMER, SUPPORT, enormous).toString())
                .contains("552", "5.3.4");
    }

    @Test
    void shouldBeHealthyWhenBothEnginesAnswer() {
        for (String component :
                List.of("Desk Cassandra", "Desk OpenSearch", "Desk intake", "Desk senders", "Desk deliverability")) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(webAdmin.healthOf(component))
                    .as(component)
                    .isEqualTo("healthy"));
        }
    }

    @Test
    void shouldMakeTheIndexAnewWhenAsked() {
        assertThat(webAdmin.reindex()).isEqualTo("completed");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void shouldCloseTheSessionLastWhenStopped() {
        server.stop();

        assertThat(LOG.list.stream().map(ILoggingEvent::getFormattedMessage))
                .containsSubsequence(
                        "The help desk of desk.example is open",
                        "The help desk of desk.example closes",
                        "The desk's session with Cassandra is closed");
    }
}
