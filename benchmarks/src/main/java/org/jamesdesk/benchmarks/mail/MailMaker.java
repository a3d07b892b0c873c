package org.jamesdesk.benchmarks.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Makes mails as a help desk receives them, the same for the same seed: 55 % plain text of 2 to 6 KB, 30 % text with an
 * HTML alternative of 5 to 20 KB, 15 % with an attachment in Base64, 18 to 60 KB; all with the headers that some hops
 * have left on them. Two of five answer an earlier mail.
 */
public final class MailMaker {
    private static final int KB = 1024;
    private static final double REPLIES = 0.4;
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});

    private final Random random;
    private final Words words;
    private final String run;
    private final String recipient;
    private int made;

    /**
     * @param run a word that is part of every marker; another one for each run against one desk
     * @param recipient the support address
     */
    public MailMaker(long seed, String run, String recipient) {
        this.random = new Random(seed);
        this.words = new Words(random);
        this.run = run;
        this.recipient = recipient;
    }

    /** This many mails; the first is never a reply. */
    public List<Draft> drafts(int count) {
        List<Draft> drafts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            drafts.add(draft(i > 0 && random.nextDouble() < REPLIES));
        }
        return drafts;
    }

    /** One mail of the usual mix. */
    public Draft draft(boolean reply) {
        String marker = "mark" + run + "x" + made++;
        String customer = words.word().replaceAll("[^a-z]", "") + random.nextInt(5_000) + "@customer"
                + random.nextInt(400) + ".example";
        double kind = random.nextDouble();
        byte[] content;
        if (kind < 0.55) {
            content = plain(marker, size(2, 6));
        } else if (kind < 0.85) {
            content = alternative(marker, size(5, 20));
        } else {
            content = attachment(marker, size(18, 60));
        }
        return new Draft(marker, customer, reply, header(reply), content);
    }

    /** The size of the body that makes a mail of a size between these, small ones more often. */
    private int size(int fromKilobytes, int toKilobytes) {
        double share = random.nextDouble() * random.nextDouble();
        return (int) ((fromKilobytes + share * (toKilobytes - fromKilobytes)) * KB) - 1_300;
    }

    private String header(boolean reply) {
        return "To: Help <" + recipient + ">\r\n"
                + "Subject: " + (reply ? "Re: " : "") + "=?UTF-8?B?"
                + Base64.getEncoder().encodeToString(words.title().getBytes(StandardCharsets.UTF_8)) + "?=\r\n"
                + "Date: Tue, 10 Nov 2026 10:00:00 +0000\r\n"
                + received("mx1") + received("mx2") + received("out")
                + "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=customer.example; s=s1;\r\n"
                + " h=from:to:subject:date:message-id; bh=" + noise(32) + ";\r\n b=" + noise(192) + "\r\n"
                + "X-Mailer: Benchmark 1.0\r\n"
                + "MIME-Version: 1.0\r\n";
    }

    private String received(String host) {
        return "Received: from " + host + ".customer.example (" + host + ".customer.example [192.0.2.7])\r\n"
                + "\tby relay.customer.example with ESMTPS id " + noise(9) + "\r\n"
                + "\tfor <" + recipient + ">; Tue, 10 Nov 2026 10:00:00 +0000\r\n";
    }

    private String noise(int bytes) {
        return Base64.getEncoder().encodeToString(randomBytes(bytes));
    }

    private byte[] plain(String marker, int size) {
        return utf8("Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                + text(marker, size));
    }

    private byte[] alternative(String marker, int size) {
        String boundary = "=_alternative_" + marker;
        return utf8("Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\r\n\r\n"
                + alternatives(boundary, marker, size));
    }

    private String alternatives(String boundary, String marker, int size) {
        String text = text(marker, size / 4);
        return "--" + boundary + "\r\nContent-Type: text/plain; charset=UTF-8\r\n"
                + "Content-Transfer-Encoding: 8bit\r\n\r\n" + text
                + "\r\n--" + boundary + "\r\nContent-Type: text/html; charset=UTF-8\r\n"
                + "Content-Transfer-Encoding: 8bit\r\n\r\n" + html(text, size - size / 4)
                + "\r\n--" + boundary + "--\r\n";
    }

    private byte[] attachment(String marker, int size) {
        String boundary = "=_mixed_" + marker;
        int file = (size - 5 * KB) * 3 / 4;
        ByteArrayOutputStream content = new ByteArrayOutputStream(size + KB);
        content.writeBytes(utf8("Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n--" + boundary
                + "\r\nContent-Type: multipart/alternative; boundary=\"in" + boundary + "\"\r\n\r\n"
                + alternatives("in" + boundary, marker, 4 * KB)
                + "\r\n--" + boundary + "\r\nContent-Type: image/jpeg\r\n"
                + "Content-Disposition: attachment; filename=\"photo.jpg\"\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"));
        content.writeBytes(BASE64.encode(randomBytes(file)));
        content.writeBytes(utf8("\r\n--" + boundary + "--\r\n"));
        return content.toByteArray();
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text(String marker, int size) {
        return words.text(Math.max(200, size / 2)) + marker + "\r\n" + words.text(Math.max(100, size / 2 - 40));
    }

    /** Programs that write HTML mail wrap little text in much markup. */
    private static String html(String text, int size) {
        StringBuilder html = new StringBuilder(size + KB).append("<html><head><style>\r\n");
        while (html.length() < size - text.length() * 2) {
            html.append(
                    "p.MsoNormal, li.MsoNormal {margin:0cm; font-size:11.0pt; font-family:\"Calibri\",sans-serif;}\r\n");
        }
        html.append("</style></head><body>\r\n");
        text.lines().forEach(line -> html.append("<p class=\"MsoNormal\"><span>")
                .append(line)
                .append("</span></p>\r\n"));
        return html.append("</body></html>\r\n").toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
