package org.jamesdesk.message.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDecoderTest {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    @Test
    void shouldKnowEveryCharacterSetOfTheTable() throws IOException {
        Properties table = new Properties();
        try (InputStream in = CharacterSets.class.getResourceAsStream("charsets.properties")) {
            table.load(in);
        }

        assertThat(table).isNotEmpty();
        assertThat(table.stringPropertyNames()).allSatisfy(name -> {
            String meant = table.getProperty(name);
            assertThat(CharacterSets.named(name).isPresent()).as(name).isEqualTo(!meant.equals("unknown"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "utf8, UTF-8",
        "'\"UTF-8\"', UTF-8",
        "UTF_8, UTF-8",
        "utf-8;, UTF-8",
        "charset=utf-8, UTF-8",
        "latin1, windows-1252",
        "ISO_8859-1:1987, windows-1252",
        "iso8859-2, ISO-8859-2",
        "iso88592, ISO-8859-2",
        "windows1251, windows-1251",
        "win-1250, windows-1250",
        "cp-1252, windows-1252",
        "cp-850, IBM850",
        "koi8, KOI8-R",
        "GB2312, GB18030",
        "x-gbk, GB18030",
        "ks_c_5601-1987, x-windows-949",
        "Shift_JIS, windows-31j",
        "ISO-2022-JP, x-windows-iso2022jp",
        "windows-874, x-windows-874",
        "big5, x-windows-950",
        "utf-7, UTF-7",
        "x-mac-cyrillic, x-MacCyrillic",
        "'us-ascii (Plain)', ''",
        "x-unknown, ''",
        "nonsense-9, ''",
        "'', ''"
    })
    void shouldKnowTheCharacterSetThatIsMeant(String written, String meant) {
        assertThat(CharacterSets.named(written).map(TextEncoding::name).orElse(""))
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "Grüße – “so”, windows-1252, iso-8859-1",
        "Grüße, utf-8, iso-8859-1",
        "Grüße, utf-8, us-ascii",
        "Grüße, windows-1252, us-ascii",
        "Grüße, windows-1252, utf-8",
        "Привет мир, utf-8, windows-1251",
        "Привет мир, windows-1251, windows-1251",
        "Привет мир, KOI8-R, koi8-r",
        "請求書, big5, big5",
        "发票镕, GB18030, gb2312",
        "联通, GBK, gbk",
        "똠방각하, x-windows-949, euc-kr",
        "①ご注文, windows-31j, shift_jis",
        "ご注文, utf-8, shift_jis",
        "ใบแจ้งหนี้, x-windows-874, tis-620",
        "Größe, UTF-16, utf-16",
        "plain, us-ascii, utf-16"
    })
    void shouldReadTextThatIsLabelledRightOrWrong(String text, String written, String label) {
        byte[] bytes = text.getBytes(Charset.forName(written));

        assertThat(TextDecoder.declared(bytes, Optional.of(label))).isEqualTo(text);
    }

    @Test
    void shouldReadJapaneseInSevenBitsWithoutALabel() {
        byte[] bytes = "ご注文の件".getBytes(Charset.forName("ISO-2022-JP"));

        assertThat(TextDecoder.undeclared(bytes)).isEqualTo("ご注文の件");
        assertThat(TextDecoder.declared(bytes, Optional.of("us-ascii"))).isEqualTo("ご注文の件");
    }

    @Test
    void shouldReadSevenBitEncodingsThatJavaDoesNotKnow() {
        assertThat(TextDecoder.declared(ascii("Hi Mom +Jjo--!+AOk 1 + 1"), Optional.of("utf-7")))
                .isEqualTo("Hi Mom \u263a-!é 1 + 1");
        assertThat(TextDecoder.declared(ascii("a ~{<:Ky2;VJ)6HK!#~} ~~b"), Optional.of("hz-gb-2312")))
                .isEqualTo(
                        "a 己所不施于人。 ~b".replace("己所不施于人。", new String(gb("<:Ky2;VJ)6HK!#"), Charset.forName("GB2312"))));
    }

    private static byte[] gb(String sevenBits) {
        byte[] bytes = ascii(sevenBits);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] |= (byte) 0x80;
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({
        "JosÃ©, José",
        "Itâ€™s here, It’s here",
        "Ð¿Ñ€Ð¸Ð²ÐµÑ‚, привет",
        "IRMÃ», IRMÃ»",
        "AMANHÃ\u00a0 É, AMANHÃ\u00a0 É",
        "José et Zoë, José et Zoë",
        "JosÃ© und José, JosÃ© und José"
    })
    void shouldUndoASecondEncodingOnlyWhereItIsCertain(String read, String meant) {
        assertThat(TextDecoder.undeclared(read.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(meant);
    }

    @Test
    void shouldReadEachByteWhenUtf8IsMixedWithAnotherCharacterSet() {
        byte[] utf8 = "Größe ".getBytes(StandardCharsets.UTF_8);
        byte[] other = "café".getBytes(WINDOWS_1252);
        byte[] both = new byte[utf8.length + other.length];
        System.arraycopy(utf8, 0, both, 0, utf8.length);
        System.arraycopy(other, 0, both, utf8.length, other.length);

        assertThat(TextDecoder.declared(both, Optional.of("utf-8"))).isEqualTo("Größe café");
    }

    @Test
    void shouldTakeTheLikelyCharacterSetWhenThereIsNoLabel() {
        byte[] bytes = "Заказ".getBytes(Charset.forName("koi8-r"));

        assertThat(TextDecoder.undeclared(bytes, Optional.of("koi8-r"))).isEqualTo("Заказ");
    }

    @Test
    void shouldDropMarksAndControls() {
        assertThat(TextDecoder.undeclared("\ufeffa\u0000b\u0007c\u0092d\te".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("abc’d\te");
        assertThat(TextDecoder.declared("\ufeffÄ".getBytes(StandardCharsets.UTF_16LE), Optional.of("iso-8859-1")))
                .isEqualTo("Ä");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
