package org.jamesdesk.message.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentReaderTest {
    private static final String FROM = "From: ana@kunde.example\nSubject: s\nMIME-Version: 1.0\n";

    private final ContentReader reader = new ContentReader();

    private static RawMessage mail(String text) {
        return RawMessage.of(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private MailContent read(String text) {
        return reader.read(mail(text));
    }

    private String copied(RawMessage raw, int number) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        assertThat(reader.copyAttachment(raw, number, copy)).isTrue();
        return copy.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From ana@kunde.example Tue Nov  3 10:00:00 2026\nFrom: a@x.example\nSubject: s\n\nbody",
                ">From ana@kunde.example Tue Nov  3 10:00:00 2026\nFrom: a@x.example\nSubject: s\n\nbody",
                "\n\nFrom: a@x.example\nSubject: s\n\nbody",
                "  From: a@x.example\nSubject: s\n\nbody",
                "\ufeffFrom: a@x.example\nSubject: s\n\nbody",
                "From: a@x.example\nno field at all\nSubject: s\n\nbody",
                "junk before\nmore junk\nFrom: a@x.example\nSubject: s\n\nbody",
                "From : a@x.example\nSubject : s\n\nbody",
                "From: a@x.example\nSubject: s\nbody",
                "From: a@x.example\nSubject:\n s\n \n\nbody",
            })
    void shouldFindTheHeaderAsItOccurs(String text) {
        MailContent content = read(text);

        assertThat(content.headers().first("from")).contains("a@x.example");
        assertThat(content.headers().first("subject")).contains("s");
        assertThat(content.text()).isEqualTo("body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r\n"})
    void shouldReadEveryLineEnd(String lineEnd) {
        String text =
                (FROM + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\ntwo\n--b--\n").replace("\n", lineEnd);
        MailContent content = reader.read(RawMessage.of(text.getBytes(StandardCharsets.US_ASCII)));

        assertThat(content.headers().first("subject")).contains("s");
        assertThat(content.text()).isEqualTo("one\ntwo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "abc | --xyz | --xyz--",
                "~~ | --xyz | --xyz--",
                "'xyz' | --xyz | --xyz--",
                "\"xyz | --xyz | --xyz--",
                "\"xyz\" | --xyz \t | --xyz-- ",
                "xyz; ; | --xyz | --xyz--",
                "xyz charset=us-ascii | --xyz | --xyz--",
                "----=_a:b/c?d | ------=_a:b/c?d | ------=_a:b/c?d--",
                "\"a b\" | --a b | --a b--",
                "xyz | --xyz | --wrong--",
                "xyz | --xyz | ~~",
            })
    void shouldFindThePartsWhenTheBoundaryIsDamaged(String declared, String between, String last) {
        MailContent content = read(FROM + "Content-Type: multipart/mixed; boundary=" + declared + "\n\n" + between
                + "\nContent-Type: text/plain\n\nhello\n" + between
                + "\nContent-Type: application/pdf; name=a.pdf\n\nPDF\n" + last + "\n");

        assertThat(content.text()).isEqualTo("hello");
        assertThat(content.attachments()).extracting(Attachment::name).containsExactly("a.pdf");
    }

    @Test
    void shouldReadParametersThatAreFoldedWithoutWhiteSpace() {
        MailContent content = read(FROM + "Content-Type: multipart/mixed;\nboundary=\"b\"\n\n--b\n\nhello\n--b\n"
                + "Content-Type: application/pdf\nContent-Disposition: attachment;\nfilename=a.pdf\n\nPDF\n--b--\n");

        assertThat(content.text()).isEqualTo("hello");
        assertThat(content.attachments()).extracting(Attachment::name).containsExactly("a.pdf");
        assertThat(content.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"b, b", "bb-1, bb", "bb, bb-1", "o, i"})
    void shouldTellNestedBoundariesApart(String outer, String inner) {
        MailContent content = read(FROM + "Content-Type: multipart/mixed; boundary=" + outer + "\n\n--" + outer
                + "\nContent-Type: multipart/alternative; boundary=" + inner + "\n\n--" + inner
                + "\nContent-Type: text/plain\n\nhello\n--" + inner + "\nContent-Type: text/html\n\n<p>hello HTML\n--"
                + inner + "--\n\n--" + outer + "\nContent-Type: application/pdf; name=a.pdf\n\nPDF\n--" + outer
                + "--\n");

        assertThat(content.text()).isEqualTo("hello");
        assertThat(content.bodies()).singleElement().satisfies(body -> assertThat(body.html())
                .isPresent());
        assertThat(content.attachments()).extracting(Attachment::name).containsExactly("a.pdf");
    }

    @Test
    void shouldGoOnWithTheOuterMultipartWhenTheInnerHasNoEnd() {
        MailContent content = read(FROM + "Content-Type: multipart/mixed; boundary=o\n\n--o\n"
                + "Content-Type: multipart/alternative; boundary=i\n\n--i\n\nhello\n--o\n"
                + "Content-Type: application/pdf; name=a.pdf\n\nPDF\n--o--\n");

        assertThat(content.text()).isEqualTo("hello");
        assertThat(content.attachments()).hasSize(1);
    }

    @Test
    void shouldReadTheTextWhenAMultipartHasNoParts() {
        assertThat(read(FROM + "Content-Type: multipart/mixed; boundary=b\n\njust text\n")
                        .text())
                .isEqualTo("just text");
    }

    @Test
    void shouldSayThatTheMailWasCutOff() {
        assertThat(read(FROM + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhel")
                        .problems())
                .containsExactly("The mail ends in the middle of a multipart");
    }

    @Test
    void shouldOpenAMultipartThatWasEncoded() {
        String encoded = Base64.getMimeEncoder()
                .encodeToString("--b\r\n\r\nhello\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(read(FROM + "Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n"
                                + encoded)
                        .text())
                .isEqualTo("hello");
    }

    @Test
    void shouldReadWhatFollowsALimitedHeader() {
        MailContent content = read(FROM + "Content-Type: multipart/mixed; boundary=b\n\n--b\n" + "X: y\n".repeat(6_000)
                + "X-Long: " + "x".repeat(100_000) + "\n\nhello\n--b--\n");

        assertThat(content.text()).isEqualTo("hello");
        assertThat(content.problems()).containsExactly("Only the first 5000 fields of a header were read");
    }

    @ParameterizedTest
    @CsvSource({"text, hello", "plain, hello", "text/, hello", "nonsense, hello", "html, hello", "TEXT/HTML, hello"})
    void shouldReadTheTextWhenItsTypeIsNone(String type, String text) {
        assertThat(read(FROM + "Content-Type: " + type + "\n\nhello").text()).isEqualTo(text);
    }

    @Test
    void shouldGiveNoNameToWhatHasNone() {
        MailContent content = read(FROM + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b\n"
                + "Content-Type: image/png\n\nx\n--b\nContent-Type: message/rfc822\n\nSubject: y\n\nz\n--b--\n");

        assertThat(content.attachments())
                .extracting(Attachment::name, Attachment::downloadName)
                .containsExactly(tuple("", "attachment-1.png"), tuple("", "attachment-2.eml"));
    }

    @Test
    void shouldTakeNamedTextForAFileUnlessTheMailBeginsWithIt() {
        MailContent first = read(FROM + "Content-Type: text/plain; name=body.txt\n\nhello");
        MailContent later = read(FROM + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b\n"
                + "Content-Type: text/plain; name=log.txt\nContent-Disposition: inline\n\nlog line\n--b--\n");

        assertThat(first.text()).isEqualTo("hello");
        assertThat(first.attachments()).isEmpty();
        assertThat(later.text()).isEqualTo("hello");
        assertThat(later.allText()).isEqualTo("hello\nlog line");
        assertThat(later.attachments())
                .extracting(Attachment::name, Attachment::inline)
                .containsExactly(tuple("log.txt", true));
    }

    @Test
    void shouldKeepAnAttachedMailWholeAndItsTextForSearching() throws IOException {
        RawMessage raw = mail(FROM + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b\n"
                + "Content-Type: message/rfc822\nContent-Disposition: inline\n\n"
                + "From: Bo <bo@kunde.example>\nSubject: =?utf-8?q?=C3=A9?=\n\ninner\n--b--\n");
        MailContent content = reader.read(raw);

        assertThat(content.text()).isEqualTo("hello");
        assertThat(content.allText()).isEqualTo("hello\nFrom: Bo <bo@kunde.example>\nSubject: é\ninner");
        assertThat(content.embedded())
                .singleElement()
                .satisfies(part -> assertThat(part.mail().text()).isEqualTo("inner"));
        assertThat(copied(raw, 1)).startsWith("From: Bo").endsWith("inner");
    }

    @Test
    void shouldNotSearchTheMailThatAReportIsAbout() {
        MailContent content = read(FROM + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
                + "--b\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
                + "Action: failed\n--b\nContent-Type: message/rfc822\n\nSubject: y\n\ninner\n--b--\n");

        assertThat(content.reportType()).contains("delivery-status");
        assertThat(content.allText()).isEqualTo("It failed.");
        assertThat(content.embedded())
                .extracting(MailContent.EmbeddedPart::type)
                .containsExactly("message/delivery-status", "message/rfc822");
    }

    @Test
    void shouldPreferPlainTextUnlessItOnlyPointsToTheHtml() {
        String html = "<p>" + "Our offers of this week are listed below for you. ".repeat(20) + "</p>";

        assertThat(alternative("hello", "<p>hello <b>you</b></p>").text()).isEqualTo("hello");
        assertThat(alternative("", "<p>hello</p>").text()).isEqualTo("hello");
        assertThat(alternative("Please use a program that shows HTML.", html).text())
                .startsWith("Our offers");
        assertThat(alternative("Our offers of this week", html).text()).isEqualTo("Our offers of this week");
        assertThat(alternative("one", "<title>News</title><p>two").allText()).isEqualTo("one\nNews\ntwo");
    }

    private MailContent alternative(String plain, String html) {
        return read(FROM + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
                + plain
                + "\n--b\nContent-Type: text/x-amp-html\n\n<html amp4email>amp\n--b\nContent-Type: text/html\n\n" + html
                + "\n--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n--b--\n");
    }

    @Test
    void shouldKeepTheCalendarButNotTheVersionForDevices() {
        MailContent content = alternative("hello", "<p>hello</p>");

        assertThat(content.attachments()).extracting(Attachment::type).containsExactly("text/calendar");
        assertThat(content.embedded())
                .extracting(MailContent.EmbeddedPart::type)
                .containsExactly("text/calendar");
    }

    @Test
    void shouldCallAnImageInlineWhenTheHtmlShowsIt() {
        MailContent content =
                read(FROM + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n"
                        + "<img src=\"cid:One@kunde.example\">\n--b\nContent-Type: image/png; name=1.png\n"
                        + "Content-Disposition: attachment\nContent-ID: <one@kunde.example>\n\nx\n--b\n"
                        + "Content-Type: image/png; name=2.png\nContent-ID: <two@kunde.example>\n\nx\n--b--\n");

        assertThat(content.attachments())
                .extracting(Attachment::name, Attachment::inline)
                .containsExactly(tuple("1.png", true), tuple("2.png", false));
    }

    @Test
    void shouldTakeUuencodedFilesOutOfTheText() throws IOException {
        RawMessage raw = mail(FROM + "\nhi\nbegin 644 abc.txt\n#86)C\n`\nend\nbye\nbegin 2026 with joy\n");
        MailContent content = reader.read(raw);

        assertThat(content.text()).isEqualTo("hi\nbye\nbegin 2026 with joy");
        assertThat(content.attachments())
                .extracting(Attachment::name, Attachment::size)
                .containsExactly(tuple("abc.txt", 3L));
        assertThat(copied(raw, 1)).isEqualTo("abc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m | smime.p7m",
                "application/pgp-encrypted | attachment-1",
                "message/partial; id=x; number=1; total=2 | attachment-1",
                "message/external-body; access-type=URL; url=x | attachment-1",
                "application/applefile; name=a.doc | a.doc",
            })
    void shouldKeepPartsThatItDoesNotOpen(String type, String downloadName) {
        assertThat(read(FROM + "Content-Type: " + type + "\n\nx").attachments())
                .extracting(Attachment::downloadName)
                .containsExactly(downloadName);
    }

    @Test
    void shouldReadEveryTextFormat() {
        assertThat(read(FROM + "Content-Type: text/plain; format=flowed; delsp=yes\n\nHallo \nWelt\n")
                        .text())
                .isEqualTo("HalloWelt");
        assertThat(read(FROM + "Content-Type: text/enriched\n\n<bold>Hallo</bold>")
                        .text())
                .isEqualTo("Hallo");
        assertThat(read(FROM + "Content-Type: text/html\n\n<meta charset=koi8-r><p>x")
                        .text())
                .isEqualTo("x");
    }

    @Test
    void shouldGuessTheCharacterSetOfAHeaderFromThatOfTheBody() {
        byte[] bytes = "From: a@x.example\r\nSubject: Привет\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\nПривет"
                .getBytes(Charset.forName("koi8-r"));
        MailContent content = reader.read(RawMessage.of(bytes));

        assertThat(content.headers().first("subject")).contains("Привет");
        assertThat(content.text()).isEqualTo("Привет");
    }

    @Test
    void shouldMakeFileNamesSafe() {
        assertThat(name("\"../../etc/passwd\"")).isEqualTo("passwd");
        assertThat(name("\"C:\\Users\\ana\\a.doc\"")).isEqualTo("a.doc");
        assertThat(name("\"..hidden\"")).isEqualTo("hidden");
        assertThat(name("\"a\u202efdp.exe\"")).isEqualTo("afdp.exe");
        assertThat(name("\"" + "x".repeat(1_000) + ".pdf\"")).hasSize(255).endsWith("x.pdf");
        assertThat(name("\"...\"")).isEmpty();
    }

    private String name(String written) {
        return read(FROM + "Content-Type: image/png; name=" + written + "\n\nx")
                .attachments()
                .get(0)
                .name();
    }
}
