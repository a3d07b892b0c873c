package org.jamesdesk.testing.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection to the scripted peer, from greeting to end (RFC 5321). */
final class PeerSession {
    private static final Pattern PATH = Pattern.compile("(?i)(?:FROM|TO):\\s*<([^>]*)>\\s*(.*)");
    private static final int SILENCE_MILLIS = 60_000;

    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final Scripts scripts;
    private final Consumer<Transaction> record;

    private String clientName = "";
    private Optional<String> login = Optional.empty();
    private Optional<Path> sender = Optional.empty();
    private final List<Transaction.Recipient> recipients = new ArrayList<>();

    private record Path(String address, List<String> parameters) {}

    PeerSession(Socket socket, Scripts scripts, Consumer<Transaction> record) throws IOException {
        this.scripts = scripts;
        this.record = record;
        talkOver(socket);
    }

    private void talkOver(Socket given) throws IOException {
        socket = given;
        in = new BufferedInputStream(given.getInputStream());
        out = given.getOutputStream();
    }

    /** The server's end of an encrypted connection over one that is open. */
    static SSLSocket encrypted(Socket plain, SSLContext context) throws IOException {
        SSLSocket secret = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true);
        secret.setUseClientMode(false);
        return secret;
    }

    void run() throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        Reaction greeting = scripts.connect().next();
        if (!react(greeting) || !greeting.isPositive()) {
            return;
        }
        try {
            boolean goOn = true;
            while (goOn) {
                goOn = command(new String(line(), StandardCharsets.ISO_8859_1).strip());
            }
        } finally {
            endTransaction(Optional.empty(), Optional.empty());
        }
    }

    private boolean command(String line) throws IOException {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        String rest = space < 0 ? "" : line.substring(space + 1).strip();
        return switch (verb) {
            case "EHLO" -> ehlo(rest);
            case "HELO" -> {
                clientName = rest;
                yield reply("250 peer.example");
            }
            case "STARTTLS" -> startTls();
            case "AUTH" -> authenticate(rest);
            case "MAIL" -> mail(rest);
            case "RCPT" -> recipient(rest);
            case "DATA" -> data();
            case "RSET" -> {
                endTransaction(Optional.empty(), Optional.empty());
                yield reply("250 2.0.0 Ok");
            }
            case "NOOP" -> reply("250 2.0.0 Ok");
            case "QUIT" -> {
                reply("221 2.0.0 Bye");
                yield false;
            }
            default -> reply("500 5.5.1 What is that?");
        };
    }

    private boolean ehlo(String name) throws IOException {
        if (scripts.extensions().isEmpty()) {
            return reply("500 5.5.1 EHLO is not known here");
        }
        clientName = name;
        List<String> offered = new ArrayList<>(scripts.extensions());
        offered.addAll(scripts.access().extensions(Access.isSecret(socket)));
        return reply("250 peer.example\n" + String.join("\n", offered));
    }

    private boolean startTls() throws IOException {
        if (scripts.access().tls().isEmpty() || Access.isSecret(socket)) {
            return reply("502 5.5.1 Not here");
        }
        reply("220 2.0.0 Go ahead");
        talkOver(encrypted(socket, scripts.access().tls().get()));
        return true;
    }

    /** PLAIN (RFC 4616), LOGIN and XOAUTH2; everything that is shown is Base64. */
    private boolean authenticate(String argument) throws IOException {
        String[] parts = argument.split(" ", 2);
        if (!scripts.access().mechanisms().contains(parts[0].toUpperCase(Locale.ROOT))) {
            return reply("504 5.5.4 Not that way");
        }
        String first = Access.decoded(parts.length > 1 ? parts[1] : asked("334 VXNlcm5hbWU6"));
        String shown = parts[0].equalsIgnoreCase("LOGIN")
                ? Access.password(first, Access.decoded(asked("334 UGFzc3dvcmQ6")))
                : first.substring(Math.max(0, first.indexOf('\0'))); // whom PLAIN acts for does not matter here
        Reaction reaction = scripts.access().login(shown);
        if (reaction.reply().filter(text -> text.startsWith("235")).isPresent()) {
            login = Optional.of(Access.user(shown));
        }
        return react(reaction);
    }

    private String asked(String question) throws IOException {
        reply(question);
        return new String(line(), StandardCharsets.ISO_8859_1).strip();
    }

    private boolean mail(String argument) throws IOException {
        Optional<Path> path = path(argument);
        if (path.isEmpty()) {
            return reply("501 5.1.7 Bad sender");
        }
        if (scripts.access().wantsLogin() && login.isEmpty()) {
            return reply("530 5.7.0 Log in first");
        }
        endTransaction(Optional.empty(), Optional.empty());
        Reaction reaction = scripts.mail().next();
        if (reaction.isPositive()) {
            sender = path;
        }
        return react(reaction);
    }

    private boolean recipient(String argument) throws IOException {
        Optional<Path> path = path(argument);
        if (path.isEmpty()) {
            return reply("501 5.1.3 Bad recipient");
        }
        if (sender.isEmpty()) {
            return reply("503 5.5.1 MAIL first");
        }
        Reaction reaction = scripts.recipient(path.get().address());
        recipients.add(
                new Transaction.Recipient(path.get().address(), path.get().parameters(), reaction.reply()));
        return react(reaction);
    }

    private boolean data() throws IOException {
        List<String> accepted = recipients.stream()
                .filter(Transaction.Recipient::accepted)
                .map(Transaction.Recipient::address)
                .toList();
        if (accepted.isEmpty()) {
            return reply("503 5.5.1 No recipient was accepted");
        }
        Reaction start = scripts.data().next();
        if (!react(start) || !start.isPositive()) {
            return !start.close() && start.reply().isPresent();
        }
        if (scripts.dropsInData(accepted)) {
            line();
            return false;
        }
        byte[] content = content();
        Reaction end = scripts.endOfData(accepted);
        // Known before it is said, so that a client that has heard the reply finds the mail here.
        endTransaction(Optional.of(content), end.reply());
        return react(end);
    }

    private void endTransaction(Optional<byte[]> content, Optional<String> finalReply) {
        sender.filter(path -> !recipients.isEmpty())
                .ifPresent(path -> record.accept(new Transaction(
                        clientName,
                        Access.isSecret(socket),
                        login,
                        path.address(),
                        path.parameters(),
                        recipients,
                        content,
                        finalReply)));
        sender = Optional.empty();
        recipients.clear();
    }

    private byte[] content() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (true) {
            byte[] line = line();
            if (line.length == 3 && line[0] == '.') {
                return content.toByteArray();
            }
            int start = line[0] == '.' ? 1 : 0;
            content.write(line, start, line.length - start);
        }
    }

    /** The next line with its CR LF; a lone CR or LF does not end it. */
    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(100);
        int previous = -1;
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The client closed the connection");
            }
            line.write(next);
            if (previous == '\r' && next == '\n') {
                return line.toByteArray();
            }
            previous = next;
        }
    }

    private static Optional<Path> path(String argument) {
        Matcher matcher = PATH.matcher(argument);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String parameters = matcher.group(2).strip();
        return Optional.of(
                new Path(matcher.group(1), parameters.isEmpty() ? List.of() : List.of(parameters.split("\\s+"))));
    }

    private boolean react(Reaction reaction) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(reaction.delay().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (reaction.reply().isPresent()) {
            reply(reaction.reply().get());
        }
        return !reaction.close();
    }

    private boolean reply(String text) throws IOException {
        String code = text.substring(0, 3);
        String[] lines = text.substring(4).split("\n");
        StringBuilder reply = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            reply.append(code)
                    .append(i < lines.length - 1 ? '-' : ' ')
                    .append(lines[i])
                    .append("\r\n");
        }
        out.write(reply.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        return true;
    }
}
