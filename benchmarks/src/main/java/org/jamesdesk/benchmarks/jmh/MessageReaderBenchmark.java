package org.jamesdesk.benchmarks.jmh;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
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
    @Param({"plain2K", "longReply20K", "html100K", "bounce6K", "multipart60K", "attachment1M"})
    public String mail;

    private final MessageReader reader = new MessageReader();
    private RawMessage raw;

    @Setup
    public void makeMail() {
        raw = RawMessage.of(
                switch (mail) {
                    case "plain2K" -> plain(2 * KB);
                    case "longReply20K" -> longReply(20 * KB);
                    case "html100K" -> html(100 * KB);
                    case "bounce6K" -> bounce();
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

    /** A short answer above a long exchange, as Outlook and Gmail leave it. */
    private static byte[] longReply(int size) {
        StringBuilder quoted = new StringBuilder();
        String quote = "> ";
        while (quoted.length() < size) {
            quoted.append("\r\nEm ter., 3 de nov. de 2026 às 09:00, Suporte <support@desk.example> escreveu:\r\n");
            for (String line : text(700).split("\r\n")) {
                quoted.append(quote).append(line).append("\r\n");
            }
            quote = quote.length() < 20 ? "> " + quote : "> ";
        }
        return bytes(header()
                + "Content-Type: text/plain; charset=UTF-8; format=flowed\r\n\r\nObrigada, resolvido!\r\n\r\n-- \r\n"
                + "Ana\r\n" + quoted);
    }

    /** A newsletter: tables in tables, styles on everything, a text part that says little. */
    private static byte[] html(int size) {
        String row =
                "<tr><td style=\"font-family:Arial,sans-serif;font-size:14px;color:#333333;padding:0 10px\" align=\"left\">"
                        + "<a href=\"https://shop.example/c/0123456789abcdef\" style=\"color:#0066cc\"><b>Oferta</b></a>&nbsp;só hoje, "
                        + "de <s>99,90</s> por <span style=\"font-weight:bold\">49,90</span></td><td><img src=\"https://shop.example/i.png\""
                        + " width=\"120\" height=\"90\" alt=\"Produto\"></td></tr>\r\n";
        String page = "<html><head><meta charset=\"utf-8\"><title>Ofertas</title><style>" + "p{margin:0} ".repeat(200)
                + "</style></head><body><div style=\"display:none\">Só hoje</div><table width=\"100%\"><tr><td><table>\r\n"
                + row.repeat(size / row.length()) + "</table></td></tr></table></body></html>\r\n";
        return bytes(header() + "List-Unsubscribe: <https://shop.example/u>\r\n"
                + "Content-Type: multipart/alternative; boundary=\"a\"\r\n\r\n--a\r\nContent-Type: text/plain\r\n\r\n"
                + "Veja no navegador.\r\n--a\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n" + page + "--a--\r\n");
    }

    private static byte[] bounce() {
        return bytes("Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.customer.example (Mail Delivery System)\r\n"
                + "To: support@desk.example\r\nSubject: Undelivered Mail Returned to Sender\r\n"
                + "Auto-Submitted: auto-replied\r\nMessage-ID: <2@mx.customer.example>\r\n"
                + "Date: Tue, 10 Nov 2026 10:00:01 +0000\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=\"r\"\r\n\r\n--r\r\n\r\n"
                + "This is the mail system at host mx.customer.example.\r\n\r\n"
                + "<ana@customer.example>: host mail.customer.example[192.0.2.1] said: 550 5.1.1 User unknown\r\n--r\r\n"
                + "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.customer.example\r\n"
                + "Arrival-Date: Tue, 10 Nov 2026 10:00:00 +0000\r\n\r\nFinal-Recipient: rfc822; ana@customer.example\r\n"
                + "Action: failed\r\nStatus: 5.1.1\r\nRemote-MTA: dns; mail.customer.example\r\n"
                + "Diagnostic-Code: smtp; 550 5.1.1 User unknown\r\n--r\r\nContent-Type: message/rfc822\r\n\r\n"
                + header() + "\r\n" + text(4 * KB) + "\r\n--r--\r\n");
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
