package org.jamesdesk.mailets.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.mailet.base.test.FakeMailContext;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server with a certificate that nobody signed, which the scripted peer cannot play. */
class StartTlsTest {
    private static final char[] PASSWORD = "secret-of-a-test".toCharArray();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Test
    void shouldEncryptWhenServerOffersIt(@TempDir Path folder) throws Exception {
        SSLContext tls = context(folder.resolve("keys.p12"));
        DeliverySettings settings = new DeliverySettings(DeliveryRoutes.none(), 25, "desk.example", TIMEOUT, TIMEOUT);
        byte[] mail = "Subject: Hello\r\n\r\nBody\r\n".getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                SmtpClient client = new SmtpClient(settings, FakeMailContext.defaultContext())) {
            CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> serve(server, tls));

            Outcome outcome = client.send(
                    OutgoingMail.of("a@desk.example", "b@customer.example", RawMessage.of(mail)),
                    new InetSocketAddress("127.0.0.1", server.getLocalPort()));

            assertThat(outcome.state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(outcome.tls()).as(outcome.toString()).isTrue();
            assertThat(outcome.text()).isEqualTo("250 2.0.0 Taken in secret");
            assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo("Subject: Hello\n\nBody\n");
        }
    }

    private static String serve(ServerSocket server, SSLContext tls) {
        try (Socket plain = server.accept()) {
            converse(plain, "220 peer", List.of("250-peer\r\n250 STARTTLS", "220 Go ahead"));
            try (SSLSocket secret = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, true)) {
                secret.setUseClientMode(false);
                return converse(
                        secret, "", List.of("250 peer", "250 Ok", "250 Ok", "354 Go on", "250 2.0.0 Taken in secret"));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives each command the next answer; returns the content that came after 354. */
    private static String converse(Socket socket, String greeting, List<String> answers) throws IOException {
        OutputStream out = socket.getOutputStream();
        if (!greeting.isEmpty()) {
            say(out, greeting);
        }
        StringBuilder content = new StringBuilder();
        for (String answer : answers) {
            String line = line(socket.getInputStream());
            while (answer.startsWith("250 2.0.0") && !line.equals(".")) {
                content.append(line).append('\n');
                line = line(socket.getInputStream());
            }
            say(out, answer);
        }
        return content.toString();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("closed");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    private static void say(OutputStream out, String answer) throws IOException {
        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static SSLContext context(Path file) throws IOException, InterruptedException, GeneralSecurityException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "peer",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=somebody.else.example",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(keytool.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.lines().toList()).as("keytool").noneMatch(line -> line.contains("error"));
        }
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
