package org.jamesdesk.benchmarks.smtp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jamesdesk.benchmarks.mail.BenchmarkMail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that sends one mail after another, command by command as RFC 5321 describes it, without pipelining. Not
 * for several threads at a time.
 */
public final class SmtpConnection implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SmtpConnection.class);
    private static final int CONNECT_MILLIS = 10_000;
    private static final int MAX_LINES = 100;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /**
     * Connects and says EHLO.
     *
     * @param patience how long any answer may take
     */
    public SmtpConnection(InetSocketAddress server, Duration patience) throws IOException {
        socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) patience.toMillis());
            socket.connect(server, CONNECT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), 4_096);
            out = new BufferedOutputStream(socket.getOutputStream(), 65_536);
            answer().expect(220);
            say("EHLO generator.example").expect(250);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends a mail.
     *
     * @return when the 250 after the mail's end was read, in {@link System#nanoTime()}
     * @throws RefusedException when the server answered anything else; the connection can be used on
     * @throws IOException when the connection broke: whether the server took the mail is not known
     */
    public long send(BenchmarkMail mail, String recipient) throws IOException {
        try {
            say("MAIL FROM:<" + mail.customer() + ">").expect(250);
            say("RCPT TO:<" + recipient + ">").expect(250);
            say("DATA").expect(354);
            writeStuffed(mail.bytes());
            say(".").expect(250);
            return System.nanoTime();
        } catch (RefusedException e) {
            say("RSET");
            throw e;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Says QUIT; whether the server hears it does not matter any more. */
    @Override
    public void close() throws IOException {
        try {
            say("QUIT");
        } catch (IOException e) {
            LOGGER.debug("The server was gone before QUIT", e);
        } finally {
            socket.close();
        }
    }

    private Answer say(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return answer();
    }

    private void writeStuffed(byte[] bytes) throws IOException {
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '.' && (i == 0 || bytes[i - 1] == '\n')) {
                out.write(bytes, from, i - from);
                out.write('.');
                from = i;
            }
        }
        out.write(bytes, from, bytes.length - from);
    }

    private Answer answer() throws IOException {
        for (int i = 0; i < MAX_LINES; i++) {
            String line = line();
            if (line.length() < 4 || line.charAt(3) != '-') {
                return new Answer(line);
            }
        }
        throw new IOException("an answer without end");
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private record Answer(String line) {
        void expect(int code) throws RefusedException {
            if (!line.startsWith(Integer.toString(code))) {
                throw new RefusedException(line);
            }
        }
    }

    /** The server refused, for now (4xx) or for good (5xx). */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String answer) {
            super(answer);
        }

        /** Whether the server asks to try again later. */
        public boolean isTemporary() {
            return getMessage().startsWith("4");
        }
    }
}
