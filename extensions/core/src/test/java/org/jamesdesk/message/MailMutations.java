package org.jamesdesk.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/** Damages mails in the ways in which they are damaged on their way and in which an attacker would. */
final class MailMutations {
    private static final String[] INSERTED = {
        "\r\n",
        "\n",
        "\r",
        "\r\n\r\n",
        "\u0000",
        "=",
        "=?",
        "?=",
        "=?utf-8?B?",
        "=?x-unknown?Q?=FF",
        "\"",
        "(",
        "<",
        ">",
        ";",
        "''",
        "%ff",
        "*0*=",
        "--",
        "\u00ff\u00fe",
        "\u00c3\u00a9",
        "\u001b$B",
        "Content-Type: multipart/mixed; boundary=x\r\n",
        "Content-Type: multipart/alternative\r\n",
        "Content-Type: application/ms-tnef\r\n",
        "Content-Type: message/rfc822\r\n",
        "Content-Type: text/html; charset=utf-16\r\n",
        "Content-Transfer-Encoding: base64\r\n",
        "Content-Transfer-Encoding: quoted-printable\r\n",
        "begin 644 x.bin\r\n",
        "<table><tr>",
        "<!--",
        "&#x"
    };

    private final Random random;

    MailMutations(long seed) {
        this.random = new Random(seed);
    }

    /** The mail with up to eight damages. */
    byte[] damaged(byte[] mail) {
        byte[] damaged = mail;
        for (int left = 1 + random.nextInt(8); left > 0; left--) {
            damaged = damagedOnce(damaged);
        }
        return damaged;
    }

    private byte[] damagedOnce(byte[] mail) {
        int from = place(mail.length);
        int length = Math.min(mail.length - from, 1 + random.nextInt(random.nextBoolean() ? 8 : 2_000));
        String between =
                switch (random.nextInt(10)) {
                    case 0 -> "";
                    case 1 -> INSERTED[random.nextInt(INSERTED.length)].repeat(1 + random.nextInt(50));
                    case 2 -> piece(mail, from, length) + piece(mail, from, length);
                    case 3 -> piece(mail, place(mail.length), length);
                    case 4 -> piece(mail, from, length).replace("\r\n", "\n");
                    case 5 -> piece(mail, from, length).toUpperCase(Locale.ROOT);
                    case 6 -> noise(length);
                    default -> INSERTED[random.nextInt(INSERTED.length)];
                };
        int removed = random.nextInt(4) == 0 ? 0 : length;
        ByteArrayOutputStream damaged = new ByteArrayOutputStream(mail.length + between.length());
        damaged.write(mail, 0, from);
        damaged.writeBytes(between.getBytes(StandardCharsets.ISO_8859_1));
        if (random.nextInt(40) > 0) {
            damaged.write(mail, from + removed, mail.length - from - removed);
        }
        return damaged.toByteArray();
    }

    /** Mostly in the header, where most of the meaning is. */
    private int place(int length) {
        return length == 0 ? 0 : random.nextInt(random.nextBoolean() ? Math.min(length, 3_000) : length);
    }

    private String noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return new String(noise, StandardCharsets.ISO_8859_1);
    }

    private static String piece(byte[] mail, int from, int length) {
        return new String(mail, from, Math.min(length, mail.length - from), StandardCharsets.ISO_8859_1);
    }
}
