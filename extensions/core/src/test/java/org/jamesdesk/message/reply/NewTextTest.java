package org.jamesdesk.message.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jamesdesk.message.mime.ContentReader;
import org.jamesdesk.message.mime.MailContent;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewTextTest {
    private static final String ON_JANE_WROTE =
            "On Mon, May 5, 2014 at 10:12 AM, Jane Roe <jane@kunde.example> wrote:\n";

    private static MailContent mail(String type, String header, String body) {
        String raw = header + "Content-Type: " + type + "; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + body;
        return new ContentReader().read(RawMessage.of(raw.getBytes(StandardCharsets.UTF_8)));
    }

    private static String newText(String body) {
        return NewText.of(mail("text/plain", "Subject: Re: Parcel\nIn-Reply-To: <1@zylker.example>\n", body));
    }

    private static String newTextOfHtml(String html) {
        return NewText.of(mail("text/html", "Subject: Re: Parcel\nIn-Reply-To: <1@zylker.example>\n", html));
    }

    @Test
    void shouldDropQuotationBelow() {
        assertThat(newText("It came.\n\n" + ON_JANE_WROTE + "\n> Did it come?\n>\n> Jane\n"))
                .isEqualTo("It came.");
    }

    @Test
    void shouldDropQuotationAbove() {
        assertThat(newText(ON_JANE_WROTE + "> Did it come?\n\nIt came.\n")).isEqualTo("It came.");
    }

    @Test
    void shouldDropQuotationBetweenWords() {
        assertThat(newText("It came.\n\n" + ON_JANE_WROTE + "> Did it come?\n\nRegards\nJohn\n"))
                .isEqualTo("It came.\n\n\nRegards\nJohn");
    }

    @Test
    void shouldKeepQuestionsThatAreAnsweredOneByOne() {
        assertThat(newText(ON_JANE_WROTE + "> Did it come?\n\nYes.\n\n> Was it whole?\n\nNo.\n\n> Jane\n"))
                .isEqualTo("> Did it come?\n\nYes.\n\n> Was it whole?\n\nNo.");
    }

    @Test
    void shouldDropOldMailWithoutMarksOfQuotation() {
        assertThat(newText("It came.\n\n" + ON_JANE_WROTE + "\nDid it come?\n\nJane\n"))
                .isEqualTo("It came.");
    }

    @Test
    void shouldKeepAllWhenOldMailWithoutMarksStandsAbove() {
        String text = ON_JANE_WROTE + "\nDid it come?\n\nIt came.";

        assertThat(newText(text)).isEqualTo(text);
    }

    @Test
    void shouldKeepAllWhenOldHeaderStandsAbove() {
        String text =
                "-----Original Message-----\nFrom: Jane Roe <jane@kunde.example>\nSent: Monday\nTo: Zylker\nSubject: Parcel\n\nIt came.";

        assertThat(newText(text)).isEqualTo(text);
    }

    @Test
    void shouldKeepWordsThatShareTheirLineWithIntroduction() {
        assertThat(newText("It came. On Mon, May 5, 2014 at 10:12 AM, Jane Roe wrote:\n> Did it come?\n"))
                .isEqualTo("It came.");
    }

    @Test
    void shouldDropQuotationThatSharesLineWithIntroduction() {
        assertThat(
                        newText(
                                "It came.\n\n  On Mon, May 5, 2014 at 10:12, Jane Roe<jane@kunde.example> wrote:   Did it come?"))
                .isEqualTo("It came.");
    }

    @Test
    void shouldKeepCitationThatHasNoIntroductionWhenTheAnsweredMailFollows() {
        assertThat(newText("You said:\n\n> free of charge\n\nWhy then this bill?\n\n" + ON_JANE_WROTE + "> Hello\n"))
                .isEqualTo("You said:\n\n> free of charge\n\nWhy then this bill?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----Original Message-----\nFrom: Jane Roe\nSent: Monday, May 5, 2014 10:12 AM\nTo: Zylker\nSubject: Parcel",
                "-----Ursprüngliche Nachricht-----",
                "-------- Message d'origine --------",
                "________________________________\nDe: Jane Roe\nEnviado: lunes, 5 de mayo de 2014\nPara: Zylker\nAsunto: RE: Parcel",
                "Von: Jane Roe [mailto:jane@kunde.example]\nGesendet: Montag, 5. Mai 2014 10:12\nAn: Zylker\nBetreff: Paket",
                "De : Jane Roe <jane@kunde.example>\nEnvoyé : lundi 5 mai 2014 10:12\nÀ : Zylker\nObjet : Colis",
                "*From:* Jane Roe <jane@kunde.example>\n*Sent:* Monday, May 5, 2014 10:12 AM\n*To:* Zylker\n*Subject:* Parcel",
                "From: Jane Roe <jane@kunde.example> Sent: Monday, May 5, 2014 10:12 AM To: Zylker Subject: Parcel",
                "发件人: Jane Roe <jane@kunde.example>\n发送时间: 2014年5月5日 10:12\n收件人: Zylker\n主题: 包裹",
                "От: Jane Roe\nОтправлено: 5 мая 2014 г. 10:12\nКому: Zylker\nТема: Посылка",
                "------------------ 原始邮件 ------------------\n发件人: \"Jane\"<jane@kunde.example>;",
                "----- Original message -----\nFrom: Jane Roe <jane@kunde.example>",
                "-----Antwort Nachricht-----",
                "2014-05-05 10:12 GMT+02:00 Jane Roe",
                "##- Please type your reply above this line -##\n\nHello John,",
                "--- Bitte antworten Sie oberhalb dieser Zeile ---",
                "-----jane@kunde.example wrote: -----\nTo: zylker@zylker.example\nFrom: jane@kunde.example",
                "---- On Mon, 05 May 2014 10:12:00 +0200 jane@kunde.example wrote ----",
                "> On 5 May 2014, at 10:12, Jane Roe <jane@kunde.example> wrote:\n>",
            })
    void shouldDropEverythingBehindSeparator(String separator) {
        String old = separator.startsWith(">") ? "\n> Did it come?" : "\n\nDid it come?";

        assertThat(newText("It came.\n\n" + separator + old + "\n")).isEqualTo("It came.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Here is what I need:\n\nDate: Monday 5 May\nTime: 10:12\nAddress: 1 High Street\n\nThank you",
                "From: Lisbon\nTo: Porto\n\nIs there a train?",
                "The list:\n-- first\n-- second\n\nThanks",
                "Visit us\n>>> http://zylker.example <<<\nand tell us",
                "Sent from my desk, which is older than my phone, this is a letter.",
                "Name   Number\n-------------\nParcel 4711",
                "First part\n\n--\nSecond part\n\n--\nThird part",
                "Fatura dün gönderildi",
                "Von Peter gesendet",
                "How it went:\nSent by mail\nThanks",
                "Enviado por e-mail\nObrigado",
            })
    void shouldKeepWordsThatOnlyLookLikeOldOnes(String text) {
        assertThat(newText(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- \nJohn Doe\nZylker",
                "--\nJohn Doe",
                "Sent from my iPhone",
                "Sent from my Verizon Wireless 4G LTE smartphone",
                "Sent from my iPhone. Please excuse typos.",
                "Sent from Outlook Mobile<https://aka.ms/x>",
                "Sent from Mail for Windows 10",
                "Sent from [Mail](https://go.zylker.example/?id=1) for Windows 10",
                "<<sent from my Galaxy>>",
                "Get Outlook for iOS<https://aka.ms/o0ukef>",
                "Von meinem iPhone gesendet",
                "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
                "Gesendet mit der GMX Mail App",
                "Envoyé de mon iPhone",
                "Enviado desde mi iPad",
                "Enviado do meu iPhone",
                "Inviato da iPhone",
                "Verstuurd vanaf mijn iPhone",
                "Sendt fra min iPhone",
                "Skickat från min iPhone",
                "Lähetetty iPhonesta",
                "Wysłane z iPhone'a",
                "Odesláno z iPhonu",
                "Отправлено с iPhone",
                "Надіслано з iPhone",
                "iPhone'umdan gönderildi",
                "Στάλθηκε από το iPhone μου",
                "发自我的 iPhone",
                "從我的 iPhone 傳送",
                "iPhoneから送信",
                "나의 iPhone에서 보냄",
                "أرسلت من الـ iPhone",
                "נשלח מה-iPhone שלי",
                "Đã gửi từ iPhone của tôi",
                "Dikirim dari iPhone saya",
                "________________________________\nZylker mailing list\nhttp://lists.zylker.example/",
                "This e-mail and any attachments are confidential.\nDo not read them.",
            })
    void shouldDropSignature(String signature) {
        assertThat(newText("It came.\n\n" + signature + "\n")).isEqualTo("It came.");
        assertThat(newText("It came.\n\n" + signature + "\n\n" + ON_JANE_WROTE + "> Did it come?\n"))
                .isEqualTo("It came.");
    }

    @Test
    void shouldDropSignatureBelowQuotation() {
        assertThat(newText("It came.\n\n> Did it come?\n> Was it whole?\n\n-- \nJohn\n"))
                .isEqualTo("It came.");
    }

    @Test
    void shouldKeepAllWhenMailAnswersNothing() {
        String text = "My parcel is lost.\n\n-- \nJohn Doe";

        assertThat(NewText.of(mail("text/plain", "Subject: Parcel\n", text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---------- Forwarded message ---------",
                "Begin forwarded message:",
                "-------- Weitergeleitete Nachricht --------"
            })
    void shouldKeepMailThatIsPassedOn(String separator) {
        String text = "See below.\n\n" + separator
                + "\nFrom: Jane Roe <jane@kunde.example>\nSubject: Parcel\n\nIt is lost.\n\n> old";

        assertThat(newText(text)).isEqualTo(text);
    }

    @Test
    void shouldKeepMailThatIsPassedOnAsItsSubjectSays() {
        String text =
                "See below.\n\nVon: Jane Roe <jane@kunde.example>\nGesendet: 5. Mai 2014\nAn: John\nBetreff: Paket\n\nWeg.";

        assertThat(NewText.of(mail("text/plain", "Subject: WG: Paket\n", text))).isEqualTo(text);
    }

    @Test
    void shouldKeepAllWhenNothingIsNew() {
        String text = ON_JANE_WROTE + "> Did it come?";

        assertThat(newText(text)).isEqualTo(text);
    }

    @Test
    void shouldTakeFrameOfSignedTextAway() {
        assertThat(newText("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nIt came.\n"
                        + "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAdFiEE\n-----END PGP SIGNATURE-----\n"))
                .isEqualTo("It came.");
    }

    @Test
    void shouldSeeBrokenLineAsPartOfQuotation() {
        assertThat(
                        newText(
                                "It came.\n\n" + ON_JANE_WROTE
                                        + "> We would like to know whether the parcel with all the goods\nthat you ordered has come.\n>\n> Jane\n"))
                .isEqualTo("It came.");
        assertThat(newText("It came.\n\n" + ON_JANE_WROTE + "> See (http://zylker.example/parcel\n?id=1)\n>\n"))
                .isEqualTo("It came.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>It came.</p><blockquote>Did it come?</blockquote>",
                "<div>It came.</div><div class=gmail_quote><div class=gmail_attr>Xx Jane (5):<br></div><blockquote class=gmail_quote>Did it?</blockquote></div>",
                "<div>It came.</div><div class=\"gmail_quote\">On 5-May-2014, at 10:12, Jane &lt;jane@kunde.example&gt; wrote:<div>Did it?</div></div>",
                "<div>It came.</div><div class=moz-cite-prefix>Xx Jane:<br></div><blockquote type=cite>Did it?</blockquote>",
                "<div>It came.</div><div id=appendonsend></div><hr><div id=divRplyFwdMsg><b>Xx:</b> Jane</div><div>Did it?</div>",
                "<div>It came.</div><div id=x_divRplyFwdMsg>Jane</div><div>Did it?</div>",
                "<div>It came.</div><div class=OutlookMessageHeader>Xx</div><p>Did it?</p>",
                "<div>It came.</div><div class=yahoo_quoted>On Monday<p>Did it?</p></div>",
                "<p>It came.</p><div style='border-top:solid'><p><b>From:</b> Jane <br><b>Sent:</b> Monday<br><b>To:</b> John<br><b>Subject:</b> Parcel</p></div><p>Did it?</p>",
                "<div>It came.<br><hr>Date: Mon, 5 May 2014 10:12:00 -0600<br>To: john@kunde.example<br>From: jane@kunde.example<br>Subject: Parcel<br><br>Did it?</div>",
                "<div>It came.</div><div class=gmail_signature>John Doe</div><blockquote>Did it?</blockquote>",
                "<div>It came.</div><hr id=zwchr><div>Did it?</div>",
                "<div>It came.</div><div class=protonmail_quote>Sent with X<blockquote>Did it?</blockquote></div>",
            })
    void shouldDropWhatMarkupSaysIsOld(String html) {
        assertThat(newTextOfHtml("<html><body>" + html + "</body></html>")).isEqualTo("It came.");
    }

    @Test
    void shouldKeepAnswersBetweenQuotationsOfMarkup() {
        assertThat(newTextOfHtml("<div class=gmail_quote><div class=gmail_attr>On 5 May 2014 Jane Roe wrote:</div>"
                        + "<blockquote class=gmail_quote>Did it come?</blockquote><div>Yes.</div>"
                        + "<blockquote class=gmail_quote>Was it whole?</blockquote><div>No.</div>"
                        + "<blockquote class=gmail_quote>Jane</blockquote></div>"))
                .contains("Yes.", "No.", "> Did it come?")
                .doesNotContain("Jane");
    }

    @Test
    void shouldKeepIndentedWordsOfMarkup() {
        assertThat(
                        newTextOfHtml(
                                "<p>It came.</p><blockquote style='margin: 0 0 0 40px; border: none; padding: 0px'>On Monday.</blockquote>"))
                .contains("It came.", "On Monday.");
    }

    @Test
    void shouldKeepWordsQuotedByButtonOfEditor() {
        assertThat(newTextOfHtml("<div>You said<blockquote class=gmail_quote>free of charge</blockquote></div>"))
                .contains("You said", "free of charge");
    }

    @Test
    void shouldBelieveShorterHeaderWhenLineIsDrawnAboveIt() {
        assertThat(newTextOfHtml("<div>It came.</div><div style='border-top-width: 1px; border-top-style: solid'>"
                        + "<b>Von:</b> Jane Roe<br><b>Gesendet:</b> 5. Mai 2014<br><b>An:</b> John</div><p>Old.</p>"))
                .isEqualTo("It came.");
    }

    @Test
    void shouldKeepMailThatIsPassedOnInMarkup() {
        assertThat(newTextOfHtml(
                        "<div>See below.<div class=gmail_quote><div class=gmail_attr>---------- Forwarded message ---------<br>"
                                + "From: Jane &lt;jane@kunde.example&gt;<br></div><p>It is lost.</p></div></div>"))
                .contains("See below.", "It is lost.");
    }

    @Test
    void shouldNotBelieveMarksThatTheMailItselfBrings() {
        assertThat(newText("It came.\n\ue002 And more.\n\ue001x")).contains("And more.", "x");
    }
}
