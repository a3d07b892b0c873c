package org.jamesdesk.testing.smtp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A client that sends exactly the bytes that it is given and returns every reply. One command at a time, no pipelining.
 *
 * <pre>{@code
 * try (SmtpClient client = SmtpClient.connect(port)) {
 *     SmtpOutcome outcome = client.send("a@customer.example", List.of("support@desk.example"), mail);
 * }
 * }</pre>
 */
public final class SmtpClient implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REPLY_MILLIS = 60_000;
    private static final byte[] CRLF = {'\r', '\n'};

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final SmtpReply greeting;

    private SmtpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
        this.greeting = reply();
    }

    /** Connects to 127.0.0.1 and says EHLO when the server greets with 220. */
    public static SmtpClient connect(int port) throws IOException {
        SmtpClient client = open(port);
        if (client.greeting().isPositive()) {
            client.command("EHLO client.example");
        }
        return client;
    }

    /** Connects to 127.0.0.1 and says nothing. */
    public static SmtpClient open(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
            socket.setSoTimeout(REPLY_MILLIS);
            socket.setTcpNoDelay(true);
            return new SmtpClient(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends one mail over a connection of its own to 127.0.0.1. */
    public static SmtpOutcome sendOnce(int port, String sender, List<String> recipients, byte[] content)
            throws IOException {
        try (SmtpClient client = connect(port)) {
            return client.send(sender, recipients, content);
        }
    }

    /** What the server said when it was reached. */
    public SmtpReply greeting() {
        return greeting;
    }

    /** Sends one line as it is and returns the reply. */
    public SmtpReply command(String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write(CRLF);
        out.flush();
        return reply();
    }

    /** AUTH PLAIN (RFC 4616). */
    public SmtpReply authPlain(String user, String password) throws IOException {
        return command("AUTH PLAIN " + base64("\0" + user + "\0" + password));
    }

    /** AUTH LOGIN; the first reply that is not 334 ends it. */
    public SmtpReply authLogin(String user, String password) throws IOException {
        SmtpReply start = command("AUTH LOGIN");
        if (start.code() != 334) {
            return start;
        }
        SmtpReply name = command(base64(user));
        return name.code() == 334 ? command(base64(password)) : name;
    }

    /**
     * Sends one mail to all recipients that the server takes.
     *
     * @param sender  the envelope's sender, empty for the null sender
     * @param content the exact bytes; dots are stuffed here, and CR LF is added at the end where it is missing
     */
    public SmtpOutcome send(String sender, List<String> recipients, byte[] content) throws IOException {
        SmtpReply mail = command("MAIL FROM:<" + sender + ">");
        List<SmtpReply> replies = new ArrayList<>();
        if (mail.isPositive()) {
            for (String recipient : recipients) {
                replies.add(command("RCPT TO:<" + recipient + ">"));
            }
        }
        if (replies.stream().noneMatch(SmtpReply::isPositive)) {
            if (mail.isPositive()) {
                command("RSET");
            }
            return new SmtpOutcome(mail, replies, Optional.empty(), Optional.empty());
        }
        SmtpReply data = command("DATA");
        Optional<SmtpReply> end = data.isPositive() ? Optional.of(content(content)) : Optional.empty();
        return new SmtpOutcome(mail, replies, Optional.of(data), end);
    }

    /** Sends the bytes after DATA, with the final dot, and returns the reply. */
    public SmtpReply content(byte[] content) throws IOException {
        writeStuffed(content);
        out.write(".\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return reply();
    }

    /** Sends bytes as they are and expects no reply, for clients that break off in the middle. */
    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Closes the connection, with QUIT when the server still listens. */
    @Override
    public void close() throws IOException {
        try (socket) {
            out.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            // The server closed first: nothing is lost.
        }
    }

    /** Closes the connection without a word. */
    public void breakOff() throws IOException {
        socket.close();
    }

    private void writeStuffed(byte[] content) throws IOException {
        boolean lineStart = true;
        for (byte b : content) {
            if (lineStart && b == '.') {
                out.write('.');
            }
            out.write(b);
            lineStart = b == '\n';
        }
        if (!lineStart || content.length == 0) {
            out.write(CRLF);
        }
    }

    private SmtpReply reply() throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = line();
            if (!line.matches("(?s)\\d{3}([ -].*)?")) {
                throw new IOException("Not a reply of SMTP: " + line);
            }
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() == 3 || line.charAt(3) == ' ') {
                return new SmtpReply(Integer.parseInt(line.substring(0, 3)), lines);
            }
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The server closed the connection");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
