package org.jamesdesk.message.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=?ISO-8859-1?Q?Or=E7amento_?= =?iso-8859-1?q?urgente?= | Orçamento urgente",
                "=?utf-8?b?R3LDvMOfZQ==?= | Grüße",
                "=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?= | Grüße",
                "a =?utf-8?Q?b?= c =?utf-8?Q?d?= | a b c d",
                // one character in two words
                "=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?= | Grüße",
                "=?utf-8?B?R3LD?= =?UTF-8?B?vMOfZQ==?= | Grüße",
                // blanks inside
                "=?utf-8?Q?two words?= | two words",
                "=?utf-8?B?R3LD vMOf ZQ==?= | Grüße",
                // without its end
                "=?utf-8?Q?Gr=C3=BC=C3=9Fe | Grüße",
                "=?utf-8?Q?Gr=C3=BC =?utf-8?Q?=C3=9Fe?= | Grüße",
                "=?utf-8?B?R3LDvMOfZQ== | Grüße",
                // next to text and in quotation marks
                "x=?utf-8?Q?=C3=A9?=y | xéy",
                "\"=?utf-8?Q?=C3=A9?=\" | \"é\"",
                "(=?utf-8?Q?=C3=A9?=) | (é)",
                // a question mark that is not encoded
                "=?utf-8?Q?why?=3F?= | why??",
                // bytes above ASCII beside and inside
                "é =?utf-8?Q?é=C3=A9?= | é éé",
                // not words
                "=?utf-8?X?abc?= | =?utf-8?X?abc?=",
                "=?utf-8?Q | =?utf-8?Q",
                "=??Q?abc?= | =??Q?abc?=",
                "a =? b ?= c | a =? b ?= c",
                // unknown or empty
                "=?x-unknown?Q?Gr=FC=DFe?= | Grüße",
                "=?unicode-1-1-utf-7?Q?+AOk-?= | é",
                "a =?utf-8?Q??= b | a  b",
                // wrongly labelled
                "=?us-ascii?Q?Gr=C3=BC=C3=9Fe?= | Grüße",
                "=?utf-8?Q?Gr=FC=DFe?= | Grüße",
                "=?gb2312?B?1cLfrg==?= | 章弋",
            })
    void shouldDecodeWordsAsTheyOccur(String written, String meant) {
        assertThat(HeaderText.encodedWords(written)).isEqualTo(meant);
    }

    @Test
    void shouldDropFoldsBetweenWords() {
        assertThat(HeaderText.unstructured("=?utf-8?Q?one?=\t  =?iso-8859-1?Q?_two?= \t three"))
                .isEqualTo("one two three");
    }

    @Test
    void shouldReadJapaneseThatIsSpreadOverWords() {
        assertThat(HeaderText.unstructured("=?ISO-2022-JP?B?GyRCJDRDbUo4GyhC?= =?ISO-2022-JP?B?GyRCJE43bxsoQg==?="))
                .isEqualTo("ご注文の件");
    }
}
