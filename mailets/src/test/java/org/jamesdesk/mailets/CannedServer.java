package org.jamesdesk.mailets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A server that says what it was told to, whether or not it is SMTP: the first text when somebody connects, one more for every
 * line that comes, and after {@code 354} one for the whole mail. Then it says no more, and hears the other out.
 */
final class CannedServer implements AutoCloseable {
    private final ServerSocket server;

    private CannedServer(ServerSocket server) {
        this.server = server;
    }

    /** To the one who connects; CR LF is added to each text. */
    static CannedServer saying(String... texts) throws IOException {
        return sayingInTurn(List.of(List.of(texts)));
    }

    /** To those who connect one after the other. */
    static CannedServer sayingInTurn(List<List<String>> connections) throws IOException {
        CannedServer canned = new CannedServer(new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1")));
        Thread thread = new Thread(() -> canned.serve(connections), "canned-server");
        thread.setDaemon(true);
        thread.start();
        return canned;
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private void serve(List<List<String>> connections) {
        for (List<String> texts : connections) {
            try (Socket socket = server.accept()) {
                talk(socket, texts);
            } catch (IOException e) {
                continue; // the client had enough, or the test is over
            }
        }
    }

    private static void talk(Socket socket, List<String> texts) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = socket.getOutputStream();
        boolean first = true;
        boolean mail = false;
        for (String text : texts) {
            String line = first ? "" : in.readLine();
            while (mail && line != null && !line.equals(".")) {
                line = in.readLine();
            }
            out.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            first = false;
            mail = text.startsWith("354");
        }
        // To close at once would throw away what is on its way to the client.
        socket.shutdownOutput();
        while (in.readLine() != null) {
            continue;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
