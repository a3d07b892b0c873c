package org.jamesdesk.message.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionsTest {
    private static final Attributions KNOWN = Attributions.known();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, May 5, 2014 at 10:12 AM, Jane Roe <jane@kunde.example> wrote:",
                "On Mon, 5 May 2014 at 10:12, Jane Roe <jane@kunde.example> wrote:",
                "On 05/05/2014 10:12 AM, Jane Roe wrote:",
                "On Mon, 2014-05-05 at 10:12 +0200, Jane Roe wrote:",
                "On Monday, May 5, 2014, Jane Roe via Zylker Forum wrote:",
                "On 5 May 2014, at 10:12, Jane Roe <jane@kunde.example<mailto:jane@kunde.example>> wrote:",
                "On Mon, May 05, 2014 at 10:12:00AM +0200, Jane Roe wrote:",
                "At 10:12 05.05.2014, you wrote:",
                "In a message dated 5/5/2014 10:12:41 A.M. Eastern Daylight Time, jane@kunde.example writes:",
                "In article <abc@kunde.example>, Jane Roe <jane@kunde.example> writes:",
                "Jane Roe <jane@kunde.example> wrote:",
                "Jane Roe (jane@kunde.example) wrote:",
                "jane@kunde.example wrote:",
                "Jane Roe <jane@kunde.example> wrote on 05.05.2014 10:12:00:",
                "Jane Roe wrote on 5/5/14 10:12 AM:",
                "---- On Mon, 05 May 2014 10:12:00 +0200 jane@kunde.example wrote ----",
                "------On 5/5/2014 10:12 AM, Jane Roe wrote-----",
                "---- Jane Roe wrote ----",
                "-----jane@kunde.example wrote: -----",
                "*On Mon, May 5, 2014 at 10:12 AM, Jane Roe <jane@kunde.example> wrote:*",
                "Quoting Jane Roe <jane@kunde.example>:",
                "Excerpts from Jane Roe's message of Mon May 05 10:12:00 +0200 2014 <jane@kunde.example>:",
                "* Jane Roe <jane@kunde.example> wrote:",
                "2014-05-05 10:12 GMT+02:00 Jane Roe <jane@kunde.example>:",
                "2014/5/5 Jane Roe <jane@kunde.example>",
                "05.05.2014, 10:12, \"Jane Roe\" <jane@kunde.example>:",
                "Mon, 5 May 2014 10:12 +0400 from Jane Roe <jane@kunde.example>:",
                "Am 05.05.2014 um 10:12 schrieb Jane Roe:",
                "Am 05.05.2014 10:12, schrieb Jane Roe <jane@kunde.example>:",
                "Am Mo., 5. Mai 2014 um 10:12 Uhr schrieb Jane Roe <jane@kunde.example>:",
                "Am Montag, 5. Mai 2014, 10:12:00 CEST schrieb Jane Roe:",
                "Jane Roe <jane@kunde.example> schrieb am Mo., 5. Mai 2014 um 10:12 Uhr:",
                "Jane Roe <jane@kunde.example>schrieb am Mo. 5. Mai 2014 um 10:12:",
                "Jane Roe schrieb am 05.05.2014 um 10:12:",
                "Am 5. Mai 2014 hat Jane Roe <jane@kunde.example> geschrieben:",
                "Zitat von Jane Roe <jane@kunde.example>:",
                "Le 5 mai 2014 à 10:12, Jane Roe <jane@kunde.example> a écrit :",
                "Le lun. 5 mai 2014 à 10:12, Jane Roe <jane@kunde.example> a écrit :",
                "Le lundi 5 mai 2014 10h12, Jane Roe <jane@kunde.example> a écrit :",
                "Jane Roe <jane@kunde.example> a écrit :",
                "El lun., 5 de mayo de 2014 a la(s) 10:12, Jane Roe (jane@kunde.example) escribió:",
                "El 05/05/2014 10:12, Jane Roe escribió:",
                "El lunes, 5 de mayo de 2014, Jane Roe <jane@kunde.example> escribió:",
                "Em seg., 5 de mai. de 2014 às 10:12, Jane Roe <jane@kunde.example> escreveu:",
                "Em 05/05/2014 10:12, Jane Roe escreveu:",
                "No dia 5 de maio de 2014 às 10:12, Jane Roe <jane@kunde.example> escreveu:",
                "A segunda, 5 de maio de 2014, 10:12, Jane Roe <jane@kunde.example> escreveu:",
                "Il giorno lun 5 mag 2014 alle ore 10:12 Jane Roe <jane@kunde.example> ha scritto:",
                "Il 05/05/2014 10:12, Jane Roe ha scritto:",
                "Op ma 5 mei 2014 om 10:12 schreef Jane Roe <jane@kunde.example>:",
                "Op 05-05-14 om 10:12 schreef Jane Roe:",
                "Op 5 mei 2014, om 10:12 heeft Jane Roe <jane@kunde.example> het volgende geschreven:",
                "Den man. 5. maj 2014 kl. 10.12 skrev Jane Roe <jane@kunde.example>:",
                "Den 05-05-2014 kl. 10:12 skrev Jane Roe:",
                "Den 5. mai 2014 kl. 10:12 skrev Jane Roe <jane@kunde.example>:",
                "På 5. mai 2014 kl. 10:12:00, skrev Jane Roe <jane@kunde.example>:",
                "man. 5. mai 2014 kl. 10:12 skrev Jane Roe <jane@kunde.example>:",
                "Den mån 5 maj 2014 kl 10:12 skrev Jane Roe <jane@kunde.example>:",
                "5 maj 2014 kl. 10:12 skrev Jane Roe <jane@kunde.example>:",
                "Jane Roe skrev den 2014-05-05 10:12:",
                "ma 5. toukok. 2014 klo 10.12 Jane Roe (jane@kunde.example) kirjoitti:",
                "Jane Roe kirjoitti 5.5.2014 kello 10.12:",
                "W dniu 05.05.2014 o 10:12, Jane Roe pisze:",
                "W dniu poniedziałek, 5 maja 2014 Jane Roe <jane@kunde.example> napisał(a):",
                "pon., 5 maj 2014 o 10:12 Jane Roe <jane@kunde.example> napisał(a):",
                "Dnia 5 maja 2014 10:12 Jane Roe <jane@kunde.example> napisał(a):",
                "po 5. 5. 2014 v 10:12 odesílatel Jane Roe <jane@kunde.example> napsal:",
                "Dne 05. 05. 14 v 10:12 Jane Roe napsal(a):",
                "Dňa 5.5.2014 o 10:12 Jane Roe napísal(a):",
                "po 5. 5. 2014 o 10:12 Jane Roe <jane@kunde.example> napísal(a):",
                "V pon., 5. maj 2014 ob 10:12 je oseba Jane Roe <jane@kunde.example> napisala:",
                "pon, 5. svi 2014. u 10:12 Jane Roe <jane@kunde.example> napisao je:",
                "пон, 5. мај 2014. у 10:12 Jane Roe <jane@kunde.example> је написао/ла:",
                "На пн, 5.05.2014 г. в 10:12 Jane Roe <jane@kunde.example> написа:",
                "пн, 5 мая 2014 г. в 10:12, Jane Roe <jane@kunde.example>:",
                "5 мая 2014 г., 10:12 пользователь Jane Roe <jane@kunde.example> написал:",
                "05.05.2014 10:12, Jane Roe пишет:",
                "Понедельник, 5 мая 2014, 10:12 +04:00 от Jane Roe <jane@kunde.example>:",
                "пн, 5 трав. 2014 о 10:12 Jane Roe <jane@kunde.example> пише:",
                "5 травня 2014 р. 10:12 Jane Roe <jane@kunde.example> написав:",
                "2014. május 5. 10:12 Jane Roe írta, <jane@kunde.example>:",
                "Jane Roe <jane@kunde.example> ezt írta (időpont: 2014. máj. 5., H, 10:12):",
                "2014.05.05. 10:12 keltezéssel, Jane Roe írta:",
                "În lun., 5 mai 2014 la 10:12, Jane Roe <jane@kunde.example> a scris:",
                "Pe 5 mai 2014, la 10:12, Jane Roe <jane@kunde.example> a scris:",
                "Στις Δευ, 5 Μαΐ 2014 στις 10:12 π.μ., ο/η Jane Roe <jane@kunde.example> έγραψε:",
                "Jane Roe <jane@kunde.example>, 5 May 2014 Pzt, 10:12 tarihinde şunu yazdı:",
                "5 Mayıs 2014 10:12 tarihinde Jane Roe <jane@kunde.example> yazdı:",
                "2014-05-05, pr, 10:12 Jane Roe <jane@kunde.example> rašė:",
                "pirmd., 2014. g. 5. maijs, plkst. 10:12 — lietotājs Jane Roe (<jane@kunde.example>) rakstīja:",
                "Kuupäev E, 5. mai 2014 kell 10:12 kirjutas Jane Roe <jane@kunde.example>:",
                "Þann mán., 5. maí 2014 kl. 10:12 skrifaði Jane Roe <jane@kunde.example>:",
                "في الاثنين، 5 مايو 2014 10:12 ص Jane Roe <jane@kunde.example> كتب:",
                "في ٥ مايو ٢٠١٤، كتب Jane Roe <jane@kunde.example>:",
                "\u202bבתאריך יום ב׳, 5 במאי 2014 ב-10:12 מאת \u202aJane Roe\u202c\u200f <\u202ajane@kunde.example\u202c\u200f>:\u202c",
                "ב-5 במאי 2014, בשעה 10:12, Jane Roe <jane@kunde.example> כתב/ה:",
                "در تاریخ دوشنبه ۵ مهٔ ۲۰۱۴،\u200f ۱۰:۱۲ Jane Roe <jane@kunde.example> نوشت:",
                "सोम, 5 मई 2014 को 10:12 am को Jane Roe <jane@kunde.example> ने लिखा:",
                "在 2014年5月5日，上午10:12，Jane Roe <jane@kunde.example> 写道：",
                "Jane Roe <jane@kunde.example> 于2014年5月5日周一 上午10:12写道：",
                "Jane Roe <jane@kunde.example> 於 2014年5月5日 週一 上午10:12寫道：",
                "于 2014-5-5 10:12, Jane Roe 写道:",
                "2014年5月5日(月) 10:12 Jane Roe <jane@kunde.example>:",
                "2014/05/05 10:12、Jane Roe <jane@kunde.example>のメール:",
                "2014年5月5日 (월) 오전 10:12, Jane Roe <jane@kunde.example>님이 작성:",
                "2014. 5. 5. 오전 10:12, Jane Roe <jane@kunde.example> 작성:",
                "Vào Th 2, 5 thg 5, 2014 vào lúc 10:12 Jane Roe <jane@kunde.example> đã viết:",
                "เมื่อ จ. 5 พ.ค. 2014 เวลา 10:12 Jane Roe <jane@kunde.example> เขียนว่า:",
                "Pada tanggal Sen, 5 Mei 2014 pukul 10.12 Jane Roe <jane@kunde.example> menulis:",
                "Missatge de Jane Roe <jane@kunde.example> del dia dl., 5 de maig 2014 a les 10:12:",
                "O luns, 5 de maio de 2014 ás 10:12, Jane Roe (<jane@kunde.example>) escribiu:",
                "Jane Roe erabiltzaileak hau idatzi du (2014 mai. 5, al. (10:12)):",
            })
    void shouldKnowLineThatIntroducesQuotation(String line) {
        assertThat(KNOWN.endAt(Line.linesOf(line + "\n\nOld words."), 0)).isEqualTo(OptionalInt.of(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, May 5, 2014 at 10:12 AM, Jane Roe\n<jane@kunde.example> wrote:",
                "On Mon, May 5, 2014 at 10:12 AM, Jane Roe\n<jane@kunde.example>\nwrote:",
                "On Mon, May 5, 2014 at 10:12 AM, Jane Roe <\njane@kunde.example> wrote:",
                "On Mon, May 5, 2014 at 10:12 AM Jane Roe\n\n<\nmailto:jane@kunde.example\n> wrote:",
                "On Mon, May 5, 2014 at 10:12 AM Jane Roe\n\n<\nmailto:Jane Roe <jane@kunde.example>\n> wrote:",
                "Le 5 mai 2014 10:12, \"Jane Roe\"\n<jane@kunde.example>\na écrit :",
                "Am Mo., 5. Mai 2014 um 10:12 Uhr schrieb Jane Roe <\njane@kunde.example>:",
                "Em seg., 5 de mai. de 2014 às 10:12, Jane Roe (\njane@kunde.example) escreveu:",
                "W dniu 5 maja 2014 10:12 użytkownik Jane Roe <jane@kunde.example>\nnapisał:",
                "El lun., 5 de mayo de 2014 a la(s) 10:12, Jane Roe (<\njane@kunde.example>) escribió:",
                "Jane Roe <jane@kunde.example>\nwrote:",
                "2014-05-05 10:12 GMT+02:00 Jane Roe <\njane@kunde.example>:",
                "On Mon, 5 May 2014 10:12:00 +0200\nJane Roe <jane@kunde.example> wrote:",
            })
    void shouldKnowIntroductionWhenItIsWrapped(String lines) {
        int count = (int) lines.lines().count();

        assertThat(KNOWN.endAt(Line.linesOf(lines + "\n\n> Old words."), 0)).isEqualTo(OptionalInt.of(count));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On the other hand, this is what he wrote:",
                "On Monday I wrote:",
                "On 5 May 2014 I wrote a letter that says the following:",
                "On your remote host you can run:",
                "One question: what did Jane write?",
                "Please call me at 10:12 or write to jane@kunde.example.",
                "My invoice of 05.05.2014:",
                "See https://zylker.example/on-2014-05-05-jane-wrote: it is there",
                "Am 5. Mai schrieb ich Ihnen, dass das Paket fehlt.",
                "Le 5 mai 2014 nous avons commandé :",
                "El 5 de mayo de 2014 compré:",
                "Em 5 de maio de 2014 comprei:",
                "Order 4711 of 2014-05-05:",
                "We met at 10:12 and this is what we decided:",
                "Contact: Jane Roe <jane@kunde.example>",
                "jane@kunde.example",
                "A",
                ":",
                "-----",
                "On",
            })
    void shouldLeaveSentenceOfAPersonWhenNoQuotationFollows(String line) {
        assertThat(KNOWN.endAt(Line.linesOf(line + "\n\nMore words."), 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jane wrote:",
                "jane.roe schrieb:",
                "On Monday, Jane Roe wrote:",
                "* Jane Roe wrote:",
            })
    void shouldBelieveFewerWordsWhenQuotationFollows(String line) {
        assertThat(KNOWN.endAt(Line.linesOf(line + "\n> Old words."), 0)).isEqualTo(OptionalInt.of(1));
    }

    @Test
    void shouldBeginAtTheLastLineThatOpensOne() {
        String text = "On Monday I will be away.\nOn Mon, May 5, 2014 at 10:12 AM, Jane Roe wrote:\n> Old words.";

        assertThat(KNOWN.endAt(Line.linesOf(text), 0)).isEmpty();
        assertThat(KNOWN.endAt(Line.linesOf(text), 1)).isEqualTo(OptionalInt.of(2));
    }
}
