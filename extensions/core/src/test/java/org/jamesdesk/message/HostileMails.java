package org.jamesdesk.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jamesdesk.message.mime.RawMessage;

/** Mails that were made to cost a reader its memory, its stack or its time. */
final class HostileMails {
    private static final int MILLION = 1_000_000;
    private static final String FROM = "From: mallory@kunde.example\r\n";
    private static final String HTML = FROM + "Content-Type: text/html; charset=utf-8\r\n\r\n";
    private static final String PLAIN = FROM + "Content-Type: text/plain; charset=utf-8\r\n\r\n";

    private HostileMails() {}

    /** The mails by what is in them. */
    static Map<String, RawMessage> all() {
        Map<String, RawMessage> mails = new LinkedHashMap<>();
        headers(mails);
        structures(mails);
        words(mails);
        markup(mails);
        bodies(mails);
        files(mails);
        return mails;
    }

    private static PatternMail mail(String text) {
        return PatternMail.of(text);
    }

    private static void headers(Map<String, RawMessage> mails) {
        mails.put(
                "a million header lines",
                mail(FROM).times(MILLION, "X-Spam: no\r\n").and("\r\nbody"));
        mails.put(
                "one header line of 25 MB",
                mail("Subject: ").times(25 * MILLION, "x").and("\r\n\r\nbody"));
        mails.put(
                "a header folded a million times",
                mail("Subject: x").times(MILLION, "\r\n x").and("\r\n\r\nbody"));
        mails.put("10 MB without a line end", new PatternMail().times(10 * MILLION, "x"));
        mails.put(
                "five million blank lines",
                new PatternMail().times(5 * MILLION, "\r\n").and(FROM));
        mails.put(
                "a million mbox lines",
                new PatternMail().times(MILLION, "From a b\r\n").and(FROM));
        mails.put(
                "a million lines that are no fields",
                mail(FROM).times(MILLION, "no field\r\n").and("To: a@b.example\r\n"));
        mails.put("10 MB of field names", mail("").times(10 * MILLION, "x").and(": y\r\n\r\n"));
        mails.put(
                "a million references",
                mail("References:").times(MILLION, " <1@x.example>").and("\r\n\r\n"));
        mails.put(
                "a million open brackets",
                mail("References: ").times(MILLION, "<").and("\r\n\r\n"));
        mails.put("a date of a megabyte", mail("Date: ").times(MILLION, "1").and("\r\n\r\n"));
    }

    private static void structures(Map<String, RawMessage> mails) {
        PatternMail nested = mail(FROM);
        PatternMail sameBoundary = mail(FROM);
        for (int level = 0; level < 200; level++) {
            nested.and("Content-Type: multipart/mixed; boundary=b" + level + "\r\n\r\n--b" + level + "\r\n");
            sameBoundary.and("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n");
        }
        mails.put("200 levels of multipart", nested.and("\r\ndeepest"));
        mails.put("200 levels with one boundary", sameBoundary.times(100_000, "--b--\r\n"));
        String multipart = FROM + "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
        mails.put("100,000 parts", mail(multipart).times(100_000, "--b\r\n\r\npart\r\n"));
        mails.put(
                "100,000 files", mail(multipart).times(100_000, "--b\r\nContent-Type: image/png; name=x\r\n\r\n\r\n"));
        mails.put(
                "100,000 multiparts",
                mail(multipart)
                        .times(100_000, "--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c--\r\n"));
        mails.put("parts with large headers", mail(multipart).times(50, "--b\r\n" + "X: y\r\n".repeat(20_000)));
        mails.put("10 MB before the first part", mail(multipart).times(MILLION, "-- preamble\r\n"));
        mails.put(
                "10 MB behind the last part",
                mail(multipart).and("--b\r\n\r\nx\r\n--b--\r\n").times(MILLION, "--epilogue\r\n"));
        PatternMail forty = mail(FROM);
        for (int level = 0; level < 39; level++) {
            forty.and("Content-Type: multipart/mixed; boundary=" + "-".repeat(60) + level + "\r\n\r\n--"
                    + "-".repeat(60) + level + "\r\n");
        }
        mails.put("almost boundaries", forty.and("\r\n").times(50_000, "-".repeat(62) + "x\r\n"));
        mails.put("attached mails in attached mails", mail(FROM).times(50_000, "Content-Type: message/rfc822\r\n\r\n"));
        mails.put(
                "200 shown mails",
                mail(multipart)
                        .times(
                                200,
                                "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\n"
                                        + "text\r\n".repeat(10_000)));
        mails.put(
                "encoded multiparts",
                mail(FROM)
                        .times(
                                1_000,
                                "Content-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJj\r\n"));
    }

    private static void words(Map<String, RawMessage> mails) {
        mails.put(
                "10 MB of beginnings of words",
                mail("Subject: ").times(5 * MILLION, "=?").and("\r\n\r\n"));
        mails.put(
                "10 MB of words without end",
                mail("Subject: ").times(MILLION, "=?utf-8?Q?").and("\r\n\r\n"));
        mails.put(
                "words of one byte",
                mail("Subject:").times(500_000, " =?utf-8?Q?=C3?=").and("\r\n\r\n"));
        mails.put(
                "words of bytes that might be ends",
                mail("Subject: =?utf-8?Q?").times(MILLION, "?=41").and("\r\n\r\n"));
        mails.put(
                "a megabyte of open comments",
                mail("From: ").times(MILLION, "(").and("\r\n\r\n"));
        mails.put(
                "a megabyte of nested comments",
                mail("From: ").times(30_000, "(").times(30_000, ")").and("\r\n\r\n"));
        mails.put(
                "a megabyte of quotation marks",
                mail("To: x").times(MILLION, "\"").and("\r\n\r\n"));
        mails.put(
                "a megabyte of backslashes", mail("To: \"").times(MILLION, "\\").and("\r\n\r\n"));
        mails.put("a megabyte of open angles", mail("To: ").times(MILLION, "<").and("\r\n\r\n"));
        mails.put("a megabyte of commas", mail("To: a").times(MILLION, ",a").and("\r\n\r\n"));
        mails.put("a megabyte of at signs", mail("To: a").times(MILLION, "@a").and("\r\n\r\n"));
        mails.put(
                "a hundred thousand recipients",
                mail(FROM).times(100_000, "To: a@b.example\r\n").and("\r\n"));
        mails.put("names that never end", mail("To: ").times(MILLION, "a ").and("<a@b.example>\r\n\r\n"));
        mails.put("100,000 sections", sections());
        mails.put(
                "a megabyte of parameters",
                mail("Content-Type: text/plain").times(200_000, "; a=\"b").and("\r\n\r\nx"));
        mails.put(
                "a megabyte of blanks in a parameter",
                mail("Content-Type: text/plain; name=a").times(MILLION, " ").and("\r\n\r\nx"));
        mails.put(
                "a file name of a megabyte",
                mail("Content-Type: image/png; name=\"").times(MILLION, "../").and("\"\r\n\r\nx"));
    }

    private static RawMessage sections() {
        StringBuilder type = new StringBuilder("Content-Type: text/plain");
        for (int i = 0; i < 100_000; i++) {
            type.append("; name*").append(i).append("*=%41");
        }
        return mail(type + "\r\n\r\nx");
    }

    private static void markup(Map<String, RawMessage> mails) {
        mails.put("5 MB of nested blocks", mail(HTML).times(MILLION, "<div>"));
        mails.put("5 MB of nested tables", mail(HTML).times(MILLION, "<table><tr><td>"));
        mails.put("5 MB of nested lists", mail(HTML).times(MILLION, "<ul><li>"));
        mails.put("a million bold words", mail(HTML).times(MILLION, "<b>x"));
        mails.put(
                "paragraphs in open fonts",
                mail(HTML).times(50, "<font size=1><b><i><u><s>").times(200_000, "<p>"));
        StringBuilder fonts = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            fonts.append("<font size=").append(i).append('>');
        }
        mails.put("paragraphs in different fonts", mail(HTML + fonts).times(200_000, "<p>"));
        mails.put("links in links", mail(HTML).times(500_000, "<a href=https://x.example>"));
        mails.put("misnested tables", mail(HTML).times(200_000, "<table><b><tr>"));
        mails.put("open comments", mail(HTML).times(MILLION, "<!--"));
        mails.put("open tags", mail(HTML).times(2 * MILLION, "<a "));
        mails.put("attributes", mail(HTML + "<div ").times(500_000, "a=b ").and(">"));
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            attributes.append(" a").append(i).append("=b");
        }
        mails.put("different attributes", mail(HTML + "<div" + attributes + ">"));
        mails.put("entities", mail(HTML).times(MILLION, "&lt"));
        mails.put("content references", mail(HTML).times(MILLION, "cid:x "));
        mails.put("selects", mail(HTML).times(500_000, "<select><option>"));
        mails.put("styles", mail(HTML).times(100_000, "<p style=\"display : none\">"));
        mails.put("a title of a megabyte", mail(HTML + "<title>").times(MILLION, "x"));
    }

    private static void bodies(Map<String, RawMessage> mails) {
        mails.put("one line of 25 MB", mail(PLAIN).times(25 * MILLION, "x"));
        mails.put("three million empty lines", mail(PLAIN).times(3 * MILLION, "\n"));
        mails.put("three million carriage returns", mail(PLAIN).times(3 * MILLION, "\r"));
        mails.put("only carriage returns", new PatternMail().times(3 * MILLION, "\r"));
        mails.put("only NUL", new PatternMail().times(3 * MILLION, "\u0000"));
        mails.put("only bytes above ASCII", mail(PLAIN).times(2 * MILLION, "\u00e9"));
        mails.put(
                "quotes",
                mail(FROM + "Content-Type: text/plain; format=flowed\r\n\r\n").times(200_000, ">>>>>> \r\n> \r\n"));
        mails.put(
                "one deep quote",
                mail(FROM + "Content-Type: text/plain; format=flowed\r\n\r\n").times(MILLION, ">"));
        mails.put("enriched", mail(FROM + "Content-Type: text/enriched\r\n\r\n").times(MILLION, "<b"));
        mails.put(
                "UTF-7",
                mail(FROM + "Content-Type: text/plain; charset=utf-7\r\n\r\n").times(MILLION, "+AGE"));
        mails.put(
                "HZ",
                mail(FROM + "Content-Type: text/plain; charset=hz-gb-2312\r\n\r\n")
                        .times(MILLION, "~{"));
        mails.put(
                "UTF-16",
                mail(FROM + "Content-Type: text/plain; charset=utf-16\r\n\r\n").times(MILLION, "\u00d8\u0000"));
        for (String encoding : new String[] {"base64", "quoted-printable", "x-uuencode", "x-nonsense"}) {
            for (String piece : new String[] {"=", "A", " ", "=\r\n \t", "A\n\n"}) {
                mails.put(
                        encoding + " of " + piece.replace("\r", "CR").replace("\n", "LF"),
                        mail(FROM + "Content-Transfer-Encoding: " + encoding + "\r\n\r\n")
                                .times(MILLION, piece));
            }
        }
    }

    private static void files(Map<String, RawMessage> mails) {
        mails.put("20,000 uuencoded files", mail(PLAIN).times(20_000, "begin 644 x.txt\r\n#86)C\r\n`\r\nend\r\n"));
        mails.put(
                "a uuencoded file of 6 MB",
                mail(PLAIN + "begin 644 x.bin\r\n").times(100_000, "M" + "A".repeat(60) + "\r\n"));
        mails.put("beginnings of files", mail(PLAIN).times(200_000, "begin 644 x\r\n"));
        String tnef = FROM + "Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\n";
        byte[] signature = {0x78, (byte) 0x9f, 0x3e, 0x22, 1, 0};
        mails.put(
                "200,000 files in TNEF",
                mail(tnef).and(signature).times(200_000, latin(attribute(2, 0x9002, new byte[2]))));
        mails.put(
                "TNEF that is too short",
                mail(tnef).and(signature).and(new byte[] {1, 3, (byte) 0x90, 6, 0, -1, -1, -1, 0x7f}));
        mails.put(
                "100,000 properties in TNEF",
                mail(tnef).and(signature).and(attribute(1, 0x9003, properties(100_000, 0x1000, new byte[] {'x', 0}))));
        mails.put(
                "200 texts in TNEF",
                mail(tnef)
                        .and(signature)
                        .times(
                                200,
                                latin(attribute(
                                        1, 0x800c, "text ".repeat(20_000).getBytes(StandardCharsets.US_ASCII)))));
        mails.put(
                "compressed RTF that grows",
                mail(tnef).and(signature).times(20, latin(attribute(1, 0x9003, properties(1, 0x1009, growingRtf())))));
    }

    private static byte[] growingRtf() {
        ByteBuffer rtf = ByteBuffer.allocate(MILLION).order(ByteOrder.LITTLE_ENDIAN);
        rtf.putInt(0).putInt(0).putInt(0x75465a4c).putInt(0);
        while (rtf.remaining() >= 17) {
            rtf.put((byte) 0xff);
            for (int i = 0; i < 8; i++) {
                rtf.put((byte) 0x00).put((byte) 0x0f);
            }
        }
        return rtf.array();
    }

    private static byte[] attribute(int level, int id, byte[] data) {
        ByteBuffer attribute = ByteBuffer.allocate(data.length + 11).order(ByteOrder.LITTLE_ENDIAN);
        attribute.put((byte) level).putInt(id).putInt(data.length).put(data).putShort((short) 0);
        return attribute.array();
    }

    private static byte[] properties(int count, int property, byte[] value) {
        ByteArrayOutputStream properties = new ByteArrayOutputStream();
        properties.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(count)
                .array());
        int padded = value.length + 3 & ~3;
        for (int i = 0; i < count; i++) {
            properties.writeBytes(ByteBuffer.allocate(12 + padded)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) (property == 0x1009 ? 0x102 : 0x1e))
                    .putShort((short) property)
                    .putInt(1)
                    .putInt(value.length)
                    .put(value)
                    .array());
        }
        return properties.toByteArray();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
