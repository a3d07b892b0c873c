package org.jamesdesk.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyHeadersTest {
    private static final Instant DATE = Instant.parse("2026-03-04T05:06:07Z");
    private static final String COMPLETE =
            "Message-ID: <a@desk.example>\r\n" + "Date: Wed, 4 Mar 2026 05:06:07 +0000\r\n" + "MIME-Version: 1.0\r\n";

    private static RawMessage clean(String mail) throws IOException {
        return ReplyHeaders.clean(raw(mail), "fallback@desk.example", DATE);
    }

    private static RawMessage raw(String mail) {
        return RawMessage.of(mail.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(RawMessage mail) throws IOException {
        try (InputStream in = mail.open()) {
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(mail.size()).isEqualTo(text.length());
            return text;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bcc: boss@desk.example",
                "bcc : boss@desk.example",
                "BCC: boss@desk.example,\r\n other@desk.example",
                "Resent-Bcc: boss@desk.example",
                "Return-Path: <bounce@desk.example>",
                "X-Desk-Ticket: 7",
                "x-desk-anything:",
                "Delivered-To: a@b.example",
                "X-Originating-IP: [10.0.0.1]",
                "Received: from a\r\n\tby b;\r\n\tWed, 4 Mar 2026 05:06:07 +0000"
            })
    void shouldRemoveFieldWhenItMustNotLeave(String field) throws IOException {
        RawMessage cleaned = clean("To: ana@customer.example\r\n" + field + "\r\n" + COMPLETE + "\r\nBcc: stays\r\n");

        assertThat(text(cleaned)).isEqualTo("To: ana@customer.example\r\n" + COMPLETE + "\r\nBcc: stays\r\n");
    }

    @Test
    void shouldReturnSameMailWhenNothingIsToChange() throws IOException {
        RawMessage mail = raw("Subject: caf\u00e9\r\n" + COMPLETE + "X-Odd:no space \r\n\r\nBody\r\n");

        assertThat(ReplyHeaders.clean(mail, "fallback@desk.example", DATE)).isSameAs(mail);
    }

    @Test
    void shouldAddFieldsWhenTheyAreMissing() throws IOException {
        assertThat(text(clean("Subject: Hello\r\n\r\nBody\r\n")))
                .isEqualTo("Subject: Hello\r\n"
                        + "Message-ID: <fallback@desk.example>\r\n"
                        + "Date: Wed, 4 Mar 2026 05:06:07 +0000\r\n"
                        + "MIME-Version: 1.0\r\n"
                        + "\r\nBody\r\n");
    }

    @Test
    void shouldChangeNothingWhenAppliedTwice() throws IOException {
        RawMessage once = clean("Bcc: boss@desk.example\r\nSubject: Hello\r\n\r\nBody\r\n");

        assertThat(ReplyHeaders.clean(once, "other@desk.example", DATE.plusSeconds(60)))
                .isSameAs(once);
    }

    @Test
    void shouldKeepEveryOtherByteWhenFieldIsRemoved() throws IOException {
        String odd = "Subject: caf\u00e9 =?x\r\n  folded\r\nX-Odd:no space \r\n" + COMPLETE;
        String body = "\u00e9\u0000\u00ff\nbare\rline ends\r\n.\r\n";

        assertThat(text(clean("Bcc: boss@desk.example\r\n" + odd + "\r\n" + body)))
                .isEqualTo(odd + "\r\n" + body);
    }

    @Test
    void shouldKeepBareLineFeedsWhenTheMailHasThem() throws IOException {
        assertThat(text(clean("Subject: Hello\nBcc: boss@desk.example\n\nBody\n")))
                .isEqualTo("Subject: Hello\n"
                        + "Message-ID: <fallback@desk.example>\n"
                        + "Date: Wed, 4 Mar 2026 05:06:07 +0000\n"
                        + "MIME-Version: 1.0\n"
                        + "\nBody\n");
    }

    @Test
    void shouldCompleteHeaderWhenThereIsNone() throws IOException {
        assertThat(text(clean("\r\nBody\r\n")))
                .startsWith("Message-ID: <fallback@desk.example>\r\n")
                .endsWith("MIME-Version: 1.0\r\n\r\nBody\r\n");
    }

    @Test
    void shouldBeginNewLineWhenTheLastFieldHasNoLineEnd() throws IOException {
        assertThat(text(clean("To: ana@customer.example\r\nSubject: Hello")))
                .startsWith("To: ana@customer.example\r\nSubject: Hello\r\nMessage-ID: <fallback@desk.example>\r\n");
    }
}
