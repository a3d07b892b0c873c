package org.jamesdesk.benchmarks.jmh;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.message.ReadMessage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many mails a core reads in a second; with {@code -prof gc} also how much garbage a mail leaves. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class MessageReaderBenchmark {
    private static final int KB = 1024;

    /** The kind of mail. */
    @Param({"plain2K", "multipart60K", "attachment1M"})
    public String mail;

    private final MessageReader reader = new MessageReader();
    private RawMessage raw;

    @Setup
    public void makeMail() {
        raw = RawMessage.of(
                switch (mail) {
                    case "plain2K" -> plain(2 * KB);
                    case "multipart60K" -> multipart(20 * KB, 40 * KB);
                    case "attachment1M" -> multipart(4 * KB, KB * KB);
                    default -> throw new IllegalArgumentException(mail);
                });
    }

    @Benchmark
    public ReadMessage read() {
        return reader.read(raw);
    }

    private static byte[] plain(int size) {
        return bytes(header() + "Content-Type: text/plain; charset=UTF-8\r\n\r\n" + text(size - 500));
    }

    private static byte[] multipart(int bodySize, int attachmentSize) {
        byte[] file = new byte[attachmentSize * 3 / 4];
        new Random(1).nextBytes(file);
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes(bytes(header() + "Content-Type: multipart/mixed; boundary=\"m\"\r\n\r\n"
                + "--m\r\nContent-Type: multipart/alternative; boundary=\"a\"\r\n\r\n"
                + "--a\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n" + text(bodySize / 4)
                + "\r\n--a\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n<html><body><p>"
                + text(bodySize * 3 / 4).replace("\r\n", "</p>\r\n<p>") + "</p></body></html>\r\n--a--\r\n"
                + "\r\n--m\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment; filename=\"photo.jpg\"\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"));
        mail.writeBytes(Base64.getMimeEncoder(76, new byte[] {'\r', '\n'}).encode(file));
        mail.writeBytes(bytes("\r\n--m--\r\n"));
        return mail.toByteArray();
    }

    private static String header() {
        return "From: Ana <ana@customer.example>\r\nTo: support@desk.example\r\n"
                + "Subject: =?UTF-8?Q?N=C3=A3o_funciona?=\r\nMessage-ID: <1@customer.example>\r\n"
                + "In-Reply-To: <0@customer.example>\r\nReferences: <0@customer.example>\r\n"
                + "Date: Tue, 10 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n";
    }

    private static String text(int size) {
        String line = "Bom dia, a impressora do segundo andar não imprime desde ontem às nove.\r\n";
        return line.repeat(Math.max(1, size / line.length()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
