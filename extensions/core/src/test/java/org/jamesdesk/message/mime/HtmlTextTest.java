package org.jamesdesk.message.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>one</p><p>two</p>|one\\n\\ntwo",
                "a<br>b<br/>c|a\\nb\\nc",
                "<div>a</div><div><br></div><div>b</div>|a\\n\\nb",
                "a   <b>b</b>\\n c|a b c",
                "a&nbsp;&amp;&eacute;|a &é",
                "<ul><li><p>one</p></li><li></li><li>two<ol><li>a<li>b</ol></ul>|- one\\n- two\\n  1. a\\n  2. b",
                "<table><tr><td>From:</td><td>me</td></tr><tr><td>To:</td><td>you</td></tr></table>|From: me\\nTo: you",
                "<pre>a\\n  b</pre>c|a\\n  b\\nc",
                "x<hr>y|x\\n---\\ny",
                // a button needs its target, a link in a sentence would tear it apart
                "<a href=\"https://zylker.example/confirm?x=1\">Confirm</a>|Confirm <https://zylker.example/confirm?x=1>",
                "see <a href=\"https://zylker.example/\">here</a> now|see here now",
                "<a href=\"https://zylker.example/\">https://zylker.example</a>|https://zylker.example",
                "<a href=\"mailto:a@b.example\">a@b.example</a>|a@b.example",
                // what nobody sees
                "<style>p{}</style><script>x()</script><div style=\"display: NONE\">pre</div>a|a",
                "<span style=\"mso-hide:all\">pre</span>a<p hidden>x</p>|a",
                "<div style=\"display:none\">all there is</div>|all there is",
                "a\u200bb\u00adc|abc",
            })
    void shouldReadWhatAPersonSees(String html, String text) {
        assertThat(HtmlText.of(html.replace("\\n", "\n"))).isEqualTo(text.replace("\\n", "\n"));
    }

    @Test
    void shouldReadTheTitleApart() {
        HtmlText.Reading reading = HtmlText.read("<html><head><title>News</title></head><body>text</body></html>");

        assertThat(reading.title()).isEqualTo("News");
        assertThat(reading.text()).isEqualTo("text");
        assertThat(reading.cut()).isFalse();
    }

    @Test
    void shouldReadMereTextBehindTooManyTags() {
        HtmlText.Reading reading = HtmlText.read("<br>x".repeat(60_000) + "<b>last &amp; least</b>");

        assertThat(reading.cut()).isTrue();
        assertThat(reading.markup()).hasSize(5 * HtmlText.MAX_TAGS);
        assertThat(reading.text()).startsWith("x\nx").endsWith("x x last & least");
    }
}
