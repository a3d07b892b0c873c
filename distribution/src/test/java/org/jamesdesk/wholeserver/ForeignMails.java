package org.jamesdesk.wholeserver;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jamesdesk.testing.mail.MailBuilder;

/**
 * Mails as the servers and programs of others write them, about invented people. The word stands in each and in no other
 * mail; the Message-ID is {@link #messageId}.
 */
final class ForeignMails {
    /** What each mail with a file carries: every byte that SMTP lets through unencoded, and more than one line. */
    static final byte[] FILE = file();

    static final String CODE = "483920175";
    static final String LINK = "https://mail-settings.google.com/mail/vf-%5BANGjdJ8xq2Lw%5D-k3J9s0Tz";

    private static final int NESTED_LEVELS = 200;

    private ForeignMails() {}

    /** Without angle brackets. */
    static String messageId(String word) {
        return word + "@kunde.example";
    }

    /** A delivery report (RFC 3464) with the header of the returned mail. */
    static byte[] report(String word, String recipient, String action, String status, String originalMessageId) {
        return lines(
                "Date: Mon, 2 Nov 2026 10:15:00 +0100",
                "From: Mail Delivery System <MAILER-DAEMON@mx.kunde.example>",
                "To: support@desk.example",
                "Subject: Mail to " + recipient + " (" + word + ")",
                "Message-ID: <" + messageId(word) + ">",
                "Auto-Submitted: auto-replied",
                "MIME-Version: 1.0",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=\"=_report\"",
                "",
                "This is a delivery report.",
                "--=_report",
                "Content-Type: text/plain; charset=utf-8",
                "",
                "The mail server mx.kunde.example writes about your mail to " + recipient + ".",
                "",
                "--=_report",
                "Content-Type: message/delivery-status",
                "",
                "Reporting-MTA: dns; mx.kunde.example",
                "Arrival-Date: Mon, 2 Nov 2026 10:14:58 +0100",
                "",
                "Original-Recipient: rfc822;" + recipient,
                "Final-Recipient: rfc822; " + recipient,
                "Action: " + action,
                "Status: " + status,
                "Diagnostic-Code: smtp; " + (status.startsWith("5") ? "550 " : "451 ") + status + " <" + recipient
                        + ">: " + (status.startsWith("5") ? "User unknown" : "Try again later"),
                "",
                "--=_report",
                "Content-Type: text/rfc822-headers",
                "",
                "From: Support <support@desk.example>",
                "To: " + recipient,
                "Subject: Re: an invoice",
                "Message-ID: <" + originalMessageId + ">",
                "",
                "--=_report--");
    }

    /** What a person's mailbox answers while the person is away (RFC 3834). */
    static byte[] autoReply(String word, String inReplyTo) {
        return MailBuilder.mail("Ana Lopes <ana@kunde.example>", DeskProbe.SUPPORT)
                .subject("Ausente: férias " + word)
                .messageId("<" + messageId(word) + ">")
                .inReplyTo("<" + inReplyTo + ">")
                .references("<" + inReplyTo + ">")
                .header("Auto-Submitted", "auto-replied (vacation)")
                .header("Precedence", "bulk")
                .text("Estou de férias até segunda-feira.\r\n")
                .build();
    }

    /** What Gmail sends to an address to which a mailbox is to be forwarded. */
    static byte[] forwardingConfirmation(String word) {
        return MailBuilder.mail("Gmail Team <forwarding-noreply@google.com>", DeskProbe.SUPPORT)
                .subject("(#" + CODE + ") Gmail Forwarding Confirmation - Receive Mail from suporte@zylker.example")
                .messageId("<" + messageId(word) + ">")
                .header("Auto-Submitted", "auto-generated")
                .header("Precedence", "bulk")
                .text("The owner of suporte@zylker.example (" + word
                        + ") wants mail to come to support@desk.example.\r\n"
                        + "Confirmation code: " + CODE + "\r\n\r\n"
                        + "To agree, open this page:\r\n\r\n" + LINK + "\r\n\r\n"
                        + "To end it later, open this one:\r\n\r\n"
                        + "https://mail-settings.google.com/mail/uf-%5BANGjdJ8xq2Lw%5D-k3J9s0Tz\r\n")
                .build();
    }

    /** Outlook's own format: the text and the file are in winmail.dat only. */
    static byte[] winmail(String word, String text) {
        return head(word)
                .part(
                        List.of(
                                "Content-Type: application/ms-tnef; name=\"winmail.dat\"",
                                "Content-Disposition: attachment; filename=\"winmail.dat\"",
                                "Content-Transfer-Encoding: base64"),
                        base64(tnef(text)))
                .build();
    }

    /** The boundary of the header is not the one between the parts, and the end is missing. */
    static byte[] wrongBoundary(String word, String text) {
        return join(
                lines(
                        "From: Ana Lopes <ana@kunde.example>",
                        "Subject: Broken " + word,
                        "Message-ID: <" + messageId(word) + ">",
                        "Content-Type: multipart/mixed; boundary=\"declared\"",
                        "",
                        "--another",
                        "Content-Type: text/plain; charset=utf-8",
                        "",
                        text,
                        "--another",
                        "Content-Type: application/octet-stream; name=data.bin",
                        "Content-Transfer-Encoding: base64",
                        ""),
                base64(FILE),
                lines(""));
    }

    /** Text, a file, and then multiparts in each other, deeper than anybody opens. */
    static byte[] deeplyNested(String word, String text) {
        StringBuilder nested = new StringBuilder();
        for (int level = 0; level < NESTED_LEVELS; level++) {
            nested.append("Content-Type: multipart/mixed; boundary=b" + level + "\r\n\r\n--b" + level + "\r\n");
        }
        nested.append("\r\ndeepest\r\n");
        return join(
                lines(
                        "From: Ana Lopes <ana@kunde.example>",
                        "Subject: Nested " + word,
                        "Message-ID: <" + messageId(word) + ">",
                        "Content-Type: multipart/mixed; boundary=top",
                        "",
                        "--top",
                        "Content-Type: text/plain; charset=utf-8",
                        "",
                        text,
                        "--top",
                        "Content-Type: application/octet-stream; name=data.bin",
                        "Content-Transfer-Encoding: base64",
                        ""),
                base64(FILE),
                lines("", "--top"),
                nested.toString().getBytes(StandardCharsets.US_ASCII),
                lines("--top--"));
    }

    /** A character set that nobody knows, in the header and in the body, which is UTF-8 in truth. */
    static byte[] unknownCharset(String word, String text) {
        return join(
                lines(
                        "From: =?x-zylker-9?Q?Ana?= <ana@kunde.example>",
                        "Subject: =?x-zylker-9?Q?Ol=C3=A1?= " + word,
                        "Message-ID: <" + messageId(word) + ">",
                        "Content-Type: multipart/mixed; boundary=top",
                        "",
                        "--top",
                        "Content-Type: text/plain; charset=x-zylker-9",
                        "Content-Transfer-Encoding: 8bit",
                        "",
                        text,
                        "--top",
                        "Content-Type: application/octet-stream; name=data.bin",
                        "Content-Transfer-Encoding: base64",
                        ""),
                base64(FILE),
                lines("", "--top--"));
    }

    /** Windows-1252 without a label in header and body, and a file that is not encoded. */
    static byte[] unlabelled8Bit(String word, String text, String... moreHeaders) {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        for (String header : moreHeaders) {
            mail.writeBytes(lines(header));
        }
        mail.writeBytes(
                "From: João <joao@kunde.example>\r\nSubject: Não funciona ".getBytes(StandardCharsets.ISO_8859_1));
        mail.writeBytes(lines(
                word,
                "Message-ID: <" + messageId(word) + ">",
                "Content-Type: multipart/mixed; boundary=top",
                "",
                "--top",
                "Content-Type: text/plain",
                "Content-Transfer-Encoding: 8bit",
                ""));
        mail.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        mail.writeBytes(lines(
                "",
                "--top",
                "Content-Type: application/octet-stream; name=data.bin",
                "Content-Transfer-Encoding: 8bit",
                ""));
        mail.writeBytes(FILE);
        mail.writeBytes(lines("", "--top--"));
        return mail.toByteArray();
    }

    private static MailBuilder head(String word) {
        return MailBuilder.mail("Ana Lopes <ana@kunde.example>", DeskProbe.SUPPORT)
                .subject("Outlook " + word)
                .messageId("<" + messageId(word) + ">");
    }

    /** A TNEF stream with a body and one file (MS-OXTNEF). */
    private static byte[] tnef(String text) {
        return join(
                littleEndian(6).putInt(0x223e9f78).putShort((short) 1).array(),
                attribute(1, 0x9007, littleEndian(8).putInt(1252).array()),
                attribute(1, 0x800c, (text + "\0").getBytes(StandardCharsets.ISO_8859_1)),
                attribute(2, 0x9002, new byte[14]),
                attribute(2, 0x8010, "data.bin\0".getBytes(StandardCharsets.US_ASCII)),
                attribute(2, 0x800f, FILE));
    }

    private static byte[] attribute(int level, int id, byte[] data) {
        int sum = 0;
        for (byte b : data) {
            sum += b & 0xff;
        }
        return littleEndian(data.length + 11)
                .put((byte) level)
                .putInt(id)
                .putInt(data.length)
                .put(data)
                .putShort((short) sum)
                .array();
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] file() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int line = 0; line < 8; line++) {
            for (int b = 1; b < 256; b++) {
                if (b != '\r' && b != '\n') {
                    file.write(b);
                }
            }
            file.writeBytes(new byte[] {'\r', '\n'});
        }
        file.write('.');
        return file.toByteArray();
    }

    private static byte[] base64(byte[] content) {
        return Base64.getMimeEncoder().encode(content);
    }

    private static byte[] lines(String... lines) {
        return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
