package org.jamesdesk.testing.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;
import javax.mail.Part;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import org.junit.jupiter.api.Test;

class MailBuilderTest {
    @Test
    void shouldWriteExactBytesWhenMailIsPlain() {
        String mail = MailBuilder.mail("Ana <ana@x.example>", "support@desk.example")
                .subject("Help")
                .messageId("<1@x.example>")
                .date(Instant.parse("2026-11-02T09:05:00Z"))
                .text("One\r\n")
                .buildText();

        assertThat(mail)
                .isEqualTo(
                        """
                        From: Ana <ana@x.example>\r
                        To: support@desk.example\r
                        Subject: Help\r
                        Message-ID: <1@x.example>\r
                        Date: Mon, 2 Nov 2026 09:05:00 +0000\r
                        MIME-Version: 1.0\r
                        Content-Type: text/plain; charset=UTF-8\r
                        Content-Transfer-Encoding: 8bit\r
                        \r
                        One\r
                        """);
    }

    @Test
    void shouldBeReadAsWrittenWhenCharsetIsLatin1() throws Exception {
        String text = "Não funciona = ação \r\n" + "ç".repeat(100) + "\r\nfim ";
        byte[] mail = MailBuilder.mail("José Álvares <jose@x.example>", "support@desk.example")
                .subject("Reclamação nº 3 – ação")
                .text(text, StandardCharsets.ISO_8859_1, TransferEncoding.QUOTED_PRINTABLE)
                .build();

        assertThat(new String(mail, StandardCharsets.ISO_8859_1)).isASCII();
        MimeMessage read = read(mail);
        assertThat(read.getSubject()).isEqualTo("Reclamação nº 3 – ação");
        assertThat(read.getFrom()[0]).hasToString("=?UTF-8?B?Sm9zw6kgw4FsdmFyZXM=?= <jose@x.example>");
        assertThat(read.getContentType()).contains("ISO-8859-1");
        assertThat(read.getContent()).isEqualTo(text);
        assertThat(new String(mail, StandardCharsets.US_ASCII).lines()).allMatch(line -> line.length() <= 76);
    }

    @Test
    void shouldOfferAlternativesWhenThereIsTextAndHtml() throws Exception {
        byte[] mail = MailBuilder.mail("a@x.example", "b@y.example")
                .text("plain")
                .html("<p>olá</p>")
                .build();

        MimeMultipart parts = (MimeMultipart) read(mail).getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("plain");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>olá</p>");
    }

    @Test
    void shouldCarryAttachmentsByteForByteWhenTheyAreBinary() throws Exception {
        byte[] content = new byte[1000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) i;
        }
        byte[] mail = MailBuilder.mail("a@x.example", "b@y.example")
                .text("see")
                .attachment("relatório.pdf", "application/pdf", content)
                .inline("logo@x", "image/png", new byte[] {1, 2})
                .build();

        MimeMultipart parts = (MimeMultipart) read(mail).getContent();
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(parts.getBodyPart(1).getDisposition()).isEqualTo(Part.ATTACHMENT);
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("relatório.pdf");
        try (InputStream in = parts.getBodyPart(1).getInputStream()) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        assertThat(parts.getBodyPart(2).getHeader("Content-ID")).containsExactly("<logo@x>");
    }

    @Test
    void shouldKeepTheBytesOfAHeaderWhenItIsRaw() {
        byte[] mail = MailBuilder.mail()
                .rawHeader("Subject: \u00e7\u00e3o".getBytes(StandardCharsets.ISO_8859_1))
                .inReplyTo("<1@x.example>")
                .references("<0@x.example>", "<1@x.example>")
                .text("x")
                .build();

        assertThat(new String(mail, StandardCharsets.ISO_8859_1))
                .startsWith("Subject: \u00e7\u00e3o\r\nIn-Reply-To: <1@x.example>\r\n"
                        + "References: <0@x.example> <1@x.example>\r\n");
    }

    private static MimeMessage read(byte[] mail) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
    }
}
