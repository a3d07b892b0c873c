package org.jamesdesk.message.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.message.mime.ContentReader;
import org.jamesdesk.message.mime.MailContent;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardedMailTest {
    private static final String PLAIN = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n";
    private static final String BLOCK = "From: Ana Souza <ana@kunde.example>\nSent: Monday, March 3, 2025 10:12\n"
            + "To: orders@zylker.example\nSubject: Order 4711\n\nHello\n";

    @ParameterizedTest(name = "{0}")
    @MethodSource("forwards")
    void shouldFindForwardWhenMailProgramWroteOne(
            String program, String subject, String text, String sender, String original) {
        ForwardedMail forwarded = ForwardedMail.in(mail(subject, text)).orElseThrow();

        assertThat((forwarded.name() + " <"
                                + forwarded
                                        .address()
                                        .map(EmailAddress::asString)
                                        .orElse("") + ">")
                        .strip())
                .isEqualTo(sender);
        assertThat(forwarded.subject()).isEqualTo(original);
    }

    static Stream<Arguments> forwards() {
        return cases("forwards.txt");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noForwards")
    void shouldFindNoForwardWhenMailForwardsNone(String what, String subject, String text) {
        assertThat(ForwardedMail.in(mail(subject, text))).isEmpty();
    }

    static Stream<Arguments> noForwards() {
        return cases("no-forwards.txt");
    }

    @Test
    void shouldGiveDateAndNoteAsWrittenWhenForwardHasThem() {
        Optional<ForwardedMail> forwarded =
                ForwardedMail.in(mail("FW: Order 4711", "\nPlease call her.\n\nKim\n________________\n" + BLOCK));

        assertThat(forwarded.map(ForwardedMail::date)).contains("Monday, March 3, 2025 10:12");
        assertThat(forwarded.map(ForwardedMail::note)).contains("Please call her.\n\nKim");
    }

    @Test
    void shouldReadHtmlWhenMailHasNoText() {
        String html = "<p>Please</p><table class=\"moz-email-headers-table\"><tbody>"
                + "<tr><th>Betreff: </th><td>Order 4711</td></tr><tr><th>Datum: </th><td>Mon, 3 Mar 2025</td></tr>"
                + "<tr><th>Von: </th><td>Ana Souza <a href=\"mailto:ana@kunde.example\">&lt;ana@kunde.example&gt;</a></td></tr>"
                + "<tr><th>An: </th><td>orders@zylker.example</td></tr></tbody></table><p>Hallo</p>";

        Optional<ForwardedMail> forwarded = ForwardedMail.in(html("Fwd: Order 4711", html));

        assertThat(forwarded.flatMap(ForwardedMail::address)).contains(EmailAddress.parse("ana@kunde.example"));
        assertThat(forwarded.map(ForwardedMail::name)).contains("Ana Souza");
        assertThat(forwarded.map(ForwardedMail::subject)).contains("Order 4711");
        assertThat(forwarded.map(ForwardedMail::note)).contains("Please");
    }

    @Test
    void shouldReadOutlookHtmlWhenMailHasNoText() {
        String html = "<div>Please</div><hr><div id=\"divRplyFwdMsg\" dir=\"ltr\"><font><b>De:</b> Ana Souza "
                + "&lt;ana@kunde.example&gt;<br><b>Enviado:</b> segunda-feira, 3 de março de 2025 10:12<br><b>Para:</b> "
                + "orders@zylker.example<br><b>Assunto:</b> Order 4711</font></div>";

        Optional<ForwardedMail> forwarded = ForwardedMail.in(html("ENC: Order 4711", html));

        assertThat(forwarded.flatMap(ForwardedMail::address)).contains(EmailAddress.parse("ana@kunde.example"));
        assertThat(forwarded.map(ForwardedMail::subject)).contains("Order 4711");
    }

    @Test
    void shouldTakeAddressFromLinkWhenTextShowsOnlyTheName() {
        String html =
                "<p><b>From:</b> <a href=\"mailto:ana@kunde.example?subject=x\">Ana Souza</a><br><b>Sent:</b> Monday,"
                        + " March 3, 2025<br><b>To:</b> Orders<br><b>Subject:</b> Order 4711</p>";

        assertThat(ForwardedMail.in(html("FW: Order 4711", html)).flatMap(ForwardedMail::address))
                .contains(EmailAddress.parse("ana@kunde.example"));
    }

    @Test
    void shouldTakeHeaderOfAttachedMailWhenForwardedAsAttachment() {
        Optional<ForwardedMail> forwarded = ForwardedMail.in(attached("Fwd: Order 4711", ""));

        assertThat(forwarded.flatMap(ForwardedMail::address)).contains(EmailAddress.parse("ana@kunde.example"));
        assertThat(forwarded.map(ForwardedMail::name)).contains("Ána Souza");
        assertThat(forwarded.map(ForwardedMail::subject)).contains("Order 4711");
        assertThat(forwarded.map(ForwardedMail::date)).contains("Mon, 03 Mar 2025 10:12:00 +0100");
        assertThat(forwarded.map(ForwardedMail::note)).contains("Please help.");
    }

    @Test
    void shouldTakeAttachedMailWhenSubjectHasNoPrefix() {
        assertThat(ForwardedMail.in(attached("A customer's mail", ""))).isPresent();
    }

    @Test
    void shouldFindNoForwardWhenAnswerHasMailAttached() {
        assertThat(ForwardedMail.in(attached("Re: Order 4711", ""))).isEmpty();
    }

    @Test
    void shouldFindNoForwardWhenMachineAttachedMail() {
        assertThat(ForwardedMail.in(attached("Quarantined", "Auto-Submitted: auto-generated\n")))
                .isEmpty();
    }

    @Test
    void shouldFindNoForwardWhenFilterWrappedTheMail() {
        assertThat(ForwardedMail.in(attached("Order 4711", ""))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void shouldReadOutlookHeaderInEveryLanguageOfTheTable(
            String language, String from, String date, String to, String subject) {
        String text = "\n" + from + ": Ana Souza <ana@kunde.example>\n" + date + ": 3.3.2025 10:12\n" + to
                + ": orders@zylker.example\n" + subject + ": Order 4711\n\nHello\n";

        assertThat(ForwardedMail.in(mail("FW: Order 4711", text)))
                .contains(new ForwardedMail(
                        Optional.of(EmailAddress.parse("ana@kunde.example")),
                        "Ana Souza",
                        "Order 4711",
                        "3.3.2025 10:12",
                        ""));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void shouldReadHeaderWithoutLineBreaksInEveryLanguageOfTheTable(
            String language, String from, String date, String to, String subject) {
        String text = "\n ----- Forwarded message ----- " + from + ": Ana Souza <ana@kunde.example>" + to
                + ": \"orders@zylker.example\" <orders@zylker.example>" + date + ": 3.3.2025 10:12:00 CET" + subject
                + ": Order 4711: news\n Hello\n";

        assertThat(ForwardedMail.in(mail("Fw: Order 4711: news", text)))
                .contains(new ForwardedMail(
                        Optional.of(EmailAddress.parse("ana@kunde.example")),
                        "Ana Souza",
                        "Order 4711: news",
                        "3.3.2025 10:12:00 CET",
                        ""));
    }

    static Stream<Arguments> languages() {
        return Vocabulary.rows("header-labels.txt", 8).stream()
                .filter(row -> Stream.of(1, 2, 3, 6).noneMatch(i -> row.get(i).isEmpty()))
                .map(row -> Arguments.of(
                        row.get(0).get(0),
                        row.get(1).get(0),
                        row.get(2).get(0),
                        row.get(3).get(0),
                        row.get(6).get(0)));
    }

    @Test
    void shouldKnowAtLeastThirtyFiveLanguages() {
        assertThat(languages()).hasSizeGreaterThan(35);
    }

    @Test
    void shouldFindForwardBelowEverySeparatorOfTheTable() {
        List<String> separators = Vocabulary.rows("separators.txt", 3).stream()
                .flatMap(row -> row.get(1).stream())
                .map(words -> words.replace("…", " Kim Agent"))
                .toList();

        assertThat(separators).allSatisfy(words -> assertThat(
                        ForwardedMail.in(mail("Order", "\n--------- " + words + " --------\n" + BLOCK)))
                .isPresent());
    }

    @Test
    void shouldTellForwardFromAnswerByEveryPrefixOfTheTable() {
        String text = "\nNote\n\n" + BLOCK.replace("Sent", "Date");
        assertThat(Vocabulary.rows("subject-prefixes.txt", 3)).allSatisfy(row -> {
            List<String> both = row.get(1).stream().filter(row.get(2)::contains).toList();
            assertThat(both).isEmpty();
            assertThat(row.get(1))
                    .allSatisfy(prefix -> assertThat(ForwardedMail.in(mail(prefix + ": Order 4711", text)))
                            .isPresent());
            assertThat(row.get(2))
                    .filteredOn(prefix ->
                            SubjectPrefix.of(prefix + ": x").forwardedIn().isEmpty())
                    .allSatisfy(prefix -> assertThat(ForwardedMail.in(mail(prefix + ": Order 4711", text)))
                            .isEmpty());
        });
    }

    @Test
    void shouldAnswerFastWhenTextIsHostile() {
        List<String> texts = List.of(
                "a".repeat(1_000_000),
                "From: ".repeat(150_000),
                "From:\n".repeat(100_000),
                "> ".repeat(400_000),
                "- ".repeat(400_000),
                "<a@b ".repeat(150_000),
                "1:1 <a@\n".repeat(100_000),
                "a: 1 @\n".repeat(100_000),
                ("From: a\nTo: b\n" + "c,\n".repeat(30)).repeat(5_000),
                "---- x\n".repeat(100_000));
        assertThat(texts)
                .allSatisfy(text -> assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
                    ForwardedMail.in(mail("Fwd: x", "\n" + text));
                    OriginalSender.parse(text);
                    ForwardSeparator.read(text);
                    HeaderBlock.inLine(text);
                }));
    }

    private static Stream<Arguments> cases(String resource) {
        return Arrays.stream(resource(resource).split("(?m)^=== ")).skip(1).map(text -> {
            String[] heading = text.substring(0, text.indexOf('\n')).split("\\|", -1);
            String mail = text.substring(text.indexOf('\n') + 1);
            return heading.length < 4
                    ? Arguments.of(heading[0].strip(), heading[1].strip(), mail)
                    : Arguments.of(
                            heading[0].strip(), heading[1].strip(), mail, heading[2].strip(), heading[3].strip());
        });
    }

    private static String resource(String name) {
        try (InputStream stream = ForwardedMailTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text may begin with header fields of the mail; an empty line ends them. */
    private static MailContent mail(String subject, String text) {
        String from = text.startsWith("From: M") ? "" : "From: Kim Agent <kim@zylker.example>\n";
        return read(from + "To: support@zylker.example\nSubject: " + subject + "\n" + PLAIN + text);
    }

    private static MailContent html(String subject, String html) {
        return read("From: kim@zylker.example\nSubject: " + subject + "\nContent-Type: text/html; charset=utf-8\n\n"
                + html);
    }

    private static MailContent attached(String subject, String fields) {
        return read("From: kim@zylker.example\nSubject: " + subject + "\n" + fields
                + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nPlease help.\n"
                + "--b\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n"
                + "From: =?utf-8?Q?=C3=81na_Souza?= <ana@kunde.example>\nDate: Mon, 03 Mar 2025 10:12:00 +0100\n"
                + "Subject: Order 4711\n\nHello\n--b--\n");
    }

    private static MailContent read(String mail) {
        return new ContentReader().read(RawMessage.of(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }
}
