package org.jamesdesk.benchmarks.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jamesdesk.benchmarks.mail.BenchmarkMail;
import org.jamesdesk.benchmarks.smtp.SmtpConnection.RefusedException;
import org.junit.jupiter.api.Test;

class SmtpConnectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void shouldSendMailAfterMailOverOneConnection() throws Exception {
        try (Server server = new Server("250 ok", "250 ok")) {
            try (SmtpConnection connection = new SmtpConnection(server.address(), PATIENCE)) {
                connection.send(mail("Subject: a\r\n\r\n.hidden\r\n..\r\n"), "support@desk.example");
                connection.send(mail("Subject: b\r\n\r\nbody\r\n"), "support@desk.example");
            }

            assertThat(server.heard())
                    .containsExactly(
                            "EHLO generator.example",
                            "MAIL FROM:<ana@customer.example>",
                            "RCPT TO:<support@desk.example>",
                            "DATA",
                            "Subject: a",
                            "",
                            "..hidden",
                            "...",
                            ".",
                            "MAIL FROM:<ana@customer.example>",
                            "RCPT TO:<support@desk.example>",
                            "DATA",
                            "Subject: b",
                            "",
                            "body",
                            ".",
                            "QUIT");
        }
    }

    @Test
    void shouldSayWhatTheServerSaidWhenItRefuses() throws Exception {
        try (Server server = new Server("451 later", "250 ok");
                SmtpConnection connection = new SmtpConnection(server.address(), PATIENCE)) {
            assertThatThrownBy(() -> connection.send(mail("\r\nbody\r\n"), "support@desk.example"))
                    .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.isTemporary())
                            .isTrue())
                    .hasMessage("451 later");

            assertThat(connection.send(mail("\r\nbody\r\n"), "support@desk.example"))
                    .isLessThanOrEqualTo(System.nanoTime());
        }
    }

    private static BenchmarkMail mail(String bytes) {
        return new BenchmarkMail(
                "mark1x1",
                "mark1x1@customer.example",
                "ana@customer.example",
                Optional.empty(),
                List.of(),
                bytes.getBytes(StandardCharsets.US_ASCII));
    }

    /** Serves one connection; answers the ends of the mails with the given lines, in order. */
    private static final class Server implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CompletableFuture<List<String>> conversation;

        Server(String... afterMails) throws IOException {
            Deque<String> answers = new ArrayDeque<>(List.of(afterMails));
            conversation = CompletableFuture.supplyAsync(() -> serve(answers));
        }

        InetSocketAddress address() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }

        List<String> heard() {
            return conversation.join();
        }

        private List<String> serve(Deque<String> answers) {
            List<String> heard = new ArrayList<>();
            try (Socket client = socket.accept();
                    OutputStream out = client.getOutputStream();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
                say(out, "220-hello\r\n220 there");
                boolean data = false;
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    heard.add(line);
                    if (data && line.equals(".")) {
                        data = false;
                        say(out, answers.remove());
                    } else if (!data) {
                        data = line.equals("DATA");
                        say(out, data ? "354 go" : line.equals("QUIT") ? "221 bye" : "250-ok\r\n250 8BITMIME");
                    }
                }
                return heard;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void say(OutputStream out, String lines) throws IOException {
            out.write((lines + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
