package org.jamesdesk.message.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainFormatsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "one \\ntwo\\nthree|one two\\nthree",
                " From here \\n >on|From here >on",
                "> one \\n> two\\n>> three \\nfour|> one two\\n>> three \\nfour",
                "text \\n-- \\nname|text \\n-- \\nname",
                "> -- \\n> name|> -- \\n> name",
                "one\\n\\ntwo|one\\n\\ntwo",
            })
    void shouldPutFlowedParagraphsTogether(String flowed, String text) {
        assertThat(FlowedText.unwrapped(flowed.replace("\\n", "\n"), false)).isEqualTo(text.replace("\\n", "\n"));
    }

    @Test
    void shouldDeleteTheAddedSpacesWhenTheMailSaysSo() {
        assertThat(FlowedText.unwrapped("ご注 \n文\n", true)).isEqualTo("ご注文\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<bold>Now</bold> is\\nthe time|Now is the time",
                "a<<b>c|a<b>c",
                "one\\n\\ntwo|one\\ntwo",
                "<nofill>a\\nb</nofill>|a\\nb",
                "<color><param>red</param>x</color>|x",
                "1 < 2|1 < 2",
            })
    void shouldReadEnrichedText(String enriched, String text) {
        assertThat(EnrichedText.plain(enriched.replace("\\n", "\n"), false)).isEqualTo(text.replace("\\n", "\n"));
    }

    @Test
    void shouldReadTheOlderRichtext() {
        assertThat(EnrichedText.plain("a\nb<nl>c<lt>d<paragraph>e</paragraph>f", true))
                .isEqualTo("a b\nc<de\nf");
    }
}
