package org.jamesdesk.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.mime.Attachment;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    private final MessageReader reader = new MessageReader();

    private static RawMessage mail(String... lines) {
        return RawMessage.of(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
    }

    private ReadMessage read(String... lines) {
        return reader.read(mail(lines));
    }

    @Test
    void shouldReadThePlainCase() {
        ReadMessage message = read(
                "From: \"Maria Silva\" <maria@cliente.example>",
                "To: Support <support@desk.example>, other@x.example",
                "Cc: joao@cliente.example",
                "Reply-To: <replies@cliente.example>",
                "Subject: =?ISO-8859-1?Q?Or=E7amento_?= =?ISO-8859-1?Q?urgente?=",
                "Message-ID: <one@cliente.example>",
                "In-Reply-To: <zero@cliente.example>",
                "References: <minus@cliente.example>",
                " <zero@cliente.example>",
                "Date: Sun, 22 Nov 2026 10:00:00 -0300",
                "",
                "Hello",
                "World");

        assertThat(message.from()).contains(new Mailbox("Maria Silva", EmailAddress.parse("maria@cliente.example")));
        assertThat(message.to()).extracting(Mailbox::displayName).containsExactly("Support", "other@x.example");
        assertThat(message.cc()).hasSize(1);
        assertThat(message.replyTo()).hasSize(1);
        assertThat(message.subject()).isEqualTo("Orçamento urgente");
        assertThat(message.messageId()).contains("one@cliente.example");
        assertThat(message.ancestors()).containsExactly("zero@cliente.example", "minus@cliente.example");
        assertThat(message.date()).contains(Instant.parse("2026-11-22T13:00:00Z"));
        assertThat(message.text()).isEqualTo("Hello\nWorld");
        assertThat(message.kind()).isEqualTo(MessageKind.MESSAGE);
        assertThat(message.automatic()).isFalse();
        assertThat(message.answerable()).isTrue();
        assertThat(message.problems()).isEmpty();
    }

    @Test
    void shouldTakePlainTextAndListFilesWhenTheMailIsMultipart() throws IOException {
        RawMessage raw = mail(
                "From: a@x.example",
                "Content-Type: multipart/mixed; boundary=outer",
                "",
                "--outer",
                "Content-Type: multipart/alternative; boundary=inner",
                "",
                "--inner",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable",
                "",
                "Ol=C3=A1",
                "--inner",
                "Content-Type: text/html",
                "",
                "<p>Ol&aacute; HTML</p>",
                "--inner--",
                "--outer",
                "Content-Type: application/pdf",
                "Content-Disposition: attachment; filename*=utf-8''or%C3%A7amento.pdf",
                "Content-Transfer-Encoding: base64",
                "",
                "JVBERi0xLjQK",
                "--outer",
                "Content-Type: image/png; name=\"../../etc/passwd\"",
                "Content-Disposition: inline",
                "",
                "x",
                "--outer--",
                "");
        ReadMessage message = reader.read(raw);

        assertThat(message.text()).isEqualTo("Olá");
        assertThat(message.attachments())
                .extracting(Attachment::name, Attachment::type, Attachment::size)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("orçamento.pdf", "application/pdf", 9L),
                        org.assertj.core.groups.Tuple.tuple("passwd", "image/png", 1L));
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        assertThat(reader.copyAttachment(raw, 1, pdf)).isTrue();
        assertThat(pdf.toString(StandardCharsets.US_ASCII)).isEqualTo("%PDF-1.4\n");
        assertThat(reader.copyAttachment(raw, 3, pdf)).isFalse();
    }

    @Test
    void shouldTurnHtmlIntoTextWhenThereIsNoPlainText() {
        ReadMessage message = read(
                "From: a@x.example",
                "Content-Type: text/html; charset=utf-8",
                "",
                "<html><head><style>p{}</style></head><body><p>One&nbsp;two</p><div>three<br>four</div>"
                        + "<script>alert(1)</script></body></html>");

        assertThat(message.text()).isEqualTo("One two\n\nthree\nfour");
    }

    @Test
    void shouldRepairTheCharacterSetWhenItIsMissingWrongOrUnknown() {
        byte[] latin =
                "From: a@x.example\r\nSubject: Informação\r\nContent-Type: text/plain; charset=x-nonsense\r\n\r\nção “x”"
                        .getBytes(Charset.forName("windows-1252"));
        byte[] utf8 = "From: a@x.example\r\nSubject: Informação\r\n\r\nção".getBytes(StandardCharsets.UTF_8);

        assertThat(reader.read(RawMessage.of(latin)).subject()).isEqualTo("Informação");
        assertThat(reader.read(RawMessage.of(latin)).text()).isEqualTo("ção “x”");
        assertThat(reader.read(RawMessage.of(utf8)).subject()).isEqualTo("Informação");
        assertThat(reader.read(RawMessage.of(utf8)).text()).isEqualTo("ção");
    }

    @Test
    void shouldReadTheWholeAddressWhenTheNameIsNotEncoded() {
        byte[] utf8 =
                "From: Inés Muñoz <ines@x.example>\r\nTo: Jürgen <j@y.example>, =?utf-8?Q?Zo=C3=AB?= <z@y.example>\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8);
        byte[] latin = "From: Inés Muñoz <ines@x.example>\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        Mailbox ines = new Mailbox("Inés Muñoz", EmailAddress.parse("ines@x.example"));

        assertThat(reader.read(RawMessage.of(utf8)).from()).contains(ines);
        assertThat(reader.read(RawMessage.of(latin)).from()).contains(ines);
        assertThat(reader.read(RawMessage.of(utf8)).to())
                .containsExactly(
                        new Mailbox("Jürgen", EmailAddress.parse("j@y.example")),
                        new Mailbox("Zoë", EmailAddress.parse("z@y.example")));
    }

    @Test
    void shouldTellADeliveryReportFromAMessage() {
        ReadMessage report = read(
                "From: MAILER-DAEMON@mx.example",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
                "",
                "--b",
                "",
                "It failed.",
                "--b",
                "Content-Type: message/delivery-status",
                "",
                "Reporting-MTA: dns; mx.example",
                "",
                "Final-Recipient: rfc822; a@x.example",
                "Action: Delayed",
                "--b--");

        assertThat(report.kind()).isEqualTo(MessageKind.DELIVERY_DELAY);
        assertThat(report.automatic()).isTrue();
        assertThat(report.answerable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied (vacation)",
                "Precedence: bulk",
                "List-Unsubscribe: <https://news.x.example/1>",
                "Return-Path: <>"
            })
    void shouldCallAMailAutomaticWhenItsHeaderSaysSo(String header) {
        ReadMessage message = read("From: a@x.example", header, "", "x");

        assertThat(message.automatic()).isTrue();
        assertThat(message.answerable()).isFalse();
    }

    @Test
    void shouldTellTwoMailsWithOneMessageIdApartButNotTwoCopies() {
        String[] first = {"From: a@x.example", "Message-ID: <1@x>", "", "one"};
        String[] other = {"From: a@x.example", "Message-ID: <1@x>", "", "two"};
        String[] copy = {"Received: by b", "From: a@x.example", "Message-ID: <1@x>", "", "one"};

        assertThat(read(first).fingerprint())
                .isEqualTo(read(copy).fingerprint())
                .isNotEqualTo(read(other).fingerprint());
    }

    @Test
    void shouldTellMailsWithoutAnyIdentityApartByTheWayTheyTook() {
        String[] first = {"Received: by b with ESMTP id 1", "From: a@x.example", "", "thanks"};
        String[] second = {"Received: by b with ESMTP id 2", "From: a@x.example", "", "thanks"};

        assertThat(read(first).fingerprint()).isNotEqualTo(read(second).fingerprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "no header at all",
                "From: <<<>>>,,,;;@@\r\nTo: \"unclosed\r\n\r\nx",
                "Content-Type: multipart/mixed\r\n\r\n--\r\nno boundary",
                "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n----\r\n",
                "Content-Type: text/plain; charset=\"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!not base64!!!",
                "Subject: =?utf-8?B?####?= =?x?Q?=ZZ?=\r\nDate: yesterday\r\nMessage-ID: <>\r\n\r\n",
                "Content-Disposition: attachment; filename*0*=x''%zz; filename*1=\r\n\r\nx",
                "From\u0000: \u0000\r\n\r\n\u0000"
            })
    void shouldReadWithoutAnExceptionWhenTheMailIsBroken(String text) {
        RawMessage raw = RawMessage.of(text.getBytes(StandardCharsets.ISO_8859_1));

        assertThatCode(() -> reader.read(raw)).doesNotThrowAnyException();
    }

    @Test
    void shouldStopOpeningWhenPartsAreNestedTwoHundredLevels() {
        StringBuilder text = new StringBuilder("From: a@x.example\r\nSubject: deep\r\n");
        for (int level = 0; level < 200; level++) {
            text.append("Content-Type: multipart/mixed; boundary=b")
                    .append(level)
                    .append("\r\n\r\n--b")
                    .append(level)
                    .append("\r\n");
        }
        text.append("Content-Type: text/plain\r\n\r\ndeepest\r\n");
        ReadMessage message = reader.read(RawMessage.of(text.toString().getBytes(StandardCharsets.US_ASCII)));

        assertThat(message.subject()).isEqualTo("deep");
        assertThat(message.problems()).anySatisfy(problem -> assertThat(problem).contains("nested deeper"));
    }

    @Test
    void shouldCutTheTextAndSaySoWhenItIsHuge() {
        byte[] head = "From: a@x.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[head.length + 5_000_000];
        java.util.Arrays.fill(bytes, (byte) 'x');
        System.arraycopy(head, 0, bytes, 0, head.length);
        ReadMessage message = reader.read(RawMessage.of(bytes));

        assertThat(message.text()).hasSize(1 << 20);
        assertThat(message.problems()).containsExactly("Body text beyond 1048576 bytes was cut");
    }

    @Test
    void shouldBoundTheReferences() {
        StringBuilder references = new StringBuilder("References:");
        for (int i = 0; i < 5_000; i++) {
            references.append(" <").append(i).append("@x>");
        }
        List<String> read =
                read("From: a@x.example", references.toString(), "", "x").references();

        assertThat(read).hasSize(100).endsWith("4999@x");
    }
}
