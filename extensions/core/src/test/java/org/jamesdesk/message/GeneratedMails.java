package org.jamesdesk.message;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Makes mails of every structure and encoding, the same ones for the same seed. */
final class GeneratedMails {
    private static final List<String> CHARSETS = List.of(
            "utf-8",
            "iso-8859-1",
            "windows-1251",
            "koi8-r",
            "gb2312",
            "iso-2022-jp",
            "big5",
            "euc-kr",
            "utf-7",
            "utf-16",
            "hz-gb-2312",
            "x-unknown",
            "\"utf8\"",
            "cp-1252",
            "us-ascii",
            "");
    private static final List<String> WORDS = List.of(
            "Bestellung",
            "informação",
            "заказ",
            "ご注文",
            "订单",
            "주문",
            "naïve",
            "=?utf-8?q?f=C3=BCr?=",
            "begin",
            "--",
            ">",
            "<a@b.example>",
            "http://zylker.example/x?y=z",
            "=",
            "From ",
            "\"",
            "(",
            "%",
            "\u0001",
            "😀");
    private static final List<String> FILES = List.of(
            "rechnung.pdf",
            "relatório final.docx",
            "../../etc/passwd",
            "C:\\temp\\a.txt",
            "winmail.dat",
            "",
            "счёт.xlsx");
    private static final List<String> TYPES = List.of(
            "application/pdf",
            "image/png",
            "text/plain",
            "text/html",
            "text/calendar",
            "message/rfc822",
            "application/ms-tnef",
            "message/delivery-status",
            "application/pkcs7-mime",
            "text/enriched",
            "nonsense",
            "text/",
            "multipart/x-none");
    private static final List<String> MULTIPARTS = List.of(
            "mixed", "alternative", "related", "report; report-type=delivery-status", "digest", "signed", "x-new");

    private final Random random;

    GeneratedMails(long seed) {
        this.random = new Random(seed);
    }

    byte[] next() {
        StringBuilder mail = new StringBuilder();
        mail.append("From: ").append(word()).append(" <kunde@").append("kunde.example>\r\n");
        mail.append("To: ")
                .append(word())
                .append(", support@zylker.example, ")
                .append(word())
                .append("\r\n");
        mail.append("Subject: ").append(header(words(8))).append("\r\n");
        mail.append("Message-ID: <").append(random.nextInt()).append("@kunde.example>\r\n");
        mail.append("Date: Tue, 10 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n");
        part(mail, 0);
        return mail.toString().getBytes(random.nextInt(4) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private void part(StringBuilder mail, int depth) {
        if (depth < 6 && random.nextInt(2 + depth) == 0) {
            multipart(mail, depth);
        } else if (random.nextInt(3) == 0) {
            file(mail);
        } else {
            text(mail);
        }
    }

    private void multipart(StringBuilder mail, int depth) {
        String boundary = random.nextInt(5) == 0 ? "b" : "b" + depth;
        mail.append("Content-Type: multipart/")
                .append(oneOf(MULTIPARTS))
                .append("; boundary=\"")
                .append(boundary);
        mail.append("\"\r\n\r\n");
        for (int left = random.nextInt(5); left > 0; left--) {
            mail.append("--").append(boundary).append("\r\n");
            part(mail, depth + 1);
            mail.append("\r\n");
        }
        if (random.nextInt(5) > 0) {
            mail.append("--").append(boundary).append("--\r\n");
        }
    }

    private void file(StringBuilder mail) {
        String name = oneOf(FILES);
        mail.append("Content-Type: ")
                .append(oneOf(TYPES))
                .append("; name=\"")
                .append(header(name))
                .append("\"\r\n");
        mail.append("Content-Disposition: ").append(random.nextBoolean() ? "attachment" : "inline");
        mail.append(random.nextBoolean() ? "; filename*=utf-8''" + name.replace(" ", "%20") : "")
                .append("\r\n");
        mail.append(random.nextBoolean() ? "Content-ID: <" + random.nextInt(3) + "@kunde.example>\r\n" : "");
        byte[] content = new byte[random.nextInt(3_000)];
        random.nextBytes(content);
        mail.append("Content-Transfer-Encoding: base64\r\n\r\n");
        mail.append(Base64.getMimeEncoder().encodeToString(content));
    }

    private void text(StringBuilder mail) {
        boolean html = random.nextBoolean();
        mail.append("Content-Type: text/")
                .append(html ? "html" : "plain")
                .append("; charset=")
                .append(oneOf(CHARSETS));
        mail.append(random.nextInt(4) == 0 ? "; format=flowed; delsp=yes" : "").append("\r\n");
        String encoding = oneOf(List.of("8bit", "quoted-printable", "base64", "x-uuencode", "7bit"));
        mail.append("Content-Transfer-Encoding: ").append(encoding).append("\r\n\r\n");
        String text = words(200).replace(" ", html ? " <p>" : " \r\n");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        switch (encoding) {
            case "base64" -> mail.append(Base64.getMimeEncoder().encodeToString(bytes));
            case "quoted-printable" -> mail.append(quoted(bytes));
            default -> mail.append(text);
        }
    }

    private String header(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(4)) {
            case 0 -> text;
            case 1 -> "=?utf-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
            case 2 -> "=?" + oneOf(CHARSETS) + "?q?" + quoted(bytes).replace("?", "=3F") + "?=";
            default -> "=?utf-8?q?" + text + " ";
        };
    }

    private static String quoted(byte[] bytes) {
        StringBuilder quoted = new StringBuilder();
        for (byte b : bytes) {
            boolean plain = b > ' ' && b < 127 && b != '=';
            quoted.append(plain ? String.valueOf((char) b) : String.format("=%02X", b & 0xff));
        }
        return quoted.toString();
    }

    private String words(int most) {
        StringBuilder words = new StringBuilder(word());
        for (int left = random.nextInt(most); left > 0; left--) {
            words.append(' ').append(word());
        }
        return words.toString();
    }

    private String word() {
        return oneOf(WORDS);
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
