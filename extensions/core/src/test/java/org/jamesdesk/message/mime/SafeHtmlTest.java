package org.jamesdesk.message.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHtmlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>evil</script>",
                "<img src=x onerror=evil>",
                "<a href='javascript:evil'>x</a>",
                "<a href='java\nscript:evil'>x</a>",
                "<a href='data:text/html,evil'>x</a>",
                "<a href='vbscript:evil'>x</a>",
                "<p style='background:url(http://evil.example)'>x</p>",
                "<p style='width:expression(evil)'>x</p>",
                "<p style='color:red\\;evil:x'>x</p>",
                "<p style='background-image:image-set(\"evil\")'>x</p>",
                "<style>@import 'http://evil.example'</style>",
                "<link rel=stylesheet href=http://evil.example>",
                "<iframe src=http://evil.example></iframe>",
                "<form action=http://evil.example><input name=evil></form>",
                "<object data=evil></object><embed src=evil>",
                "<svg onload=evil><image href=http://evil.example></svg>",
                "<math><maction actiontype=statusline xlink:href=javascript:evil>x</maction></math>",
                "<img src='data:image/svg+xml;base64,evil'>",
                "<img src='http://evil.example/pixel.gif' srcset='http://evil.example/2x'>",
                "<video poster=http://evil.example><source src=http://evil.example></video>",
                "<table background=http://evil.example><tr><td background=http://evil.example>x</table>",
                "<base href=http://evil.example>",
                "<meta http-equiv=refresh content='0;url=http://evil.example'>",
                "<noscript><p title='</noscript><img src=x onerror=evil>'></noscript>",
            })
    void shouldLeaveOutWhatRunsOrLoads(String html) {
        assertThat(SafeHtml.of(html).html()).doesNotContain("evil=", "evil(", "evil.example", "=evil", ":evil");
    }

    @Test
    void shouldKeepWhatTheMailLooksLike() {
        SafeHtml safe = SafeHtml.of(
                "<html><body><p style='color: #ff0000; position:fixed; margin:-9px; padding:1px'>"
                        + "<b>Oi</b> <font color=red>x</font></p><table width=100 bgcolor='#eee'><tr><td align=right>1</td></tr></table>");

        assertThat(safe.html())
                .contains("<p style=\"color:#ff0000;padding:1px;\"><b>Oi</b> <font color=\"red\">x</font></p>")
                .contains("<table width=\"100\" bgcolor=\"#eee\">")
                .contains("<td align=\"right\">1</td>");
    }

    @Test
    void shouldKeepImagesThatTheMailBringsAlong() {
        SafeHtml safe =
                SafeHtml.of("<img src='cid:logo@kunde.example' alt=Logo><img src='data:image/png;base64,AAAA'>");

        assertThat(safe.html())
                .isEqualTo("<img src=\"cid:logo@kunde.example\" alt=\"Logo\"><img src=\"data:image/png;base64,AAAA\">");
        assertThat(safe.remoteImages()).isZero();
    }

    @Test
    void shouldLoadRemoteImagesOnlyWhenAskedTo() {
        String html = "<img src='https://shop.example/a.png' width=10>";

        assertThat(SafeHtml.of(html)).isEqualTo(new SafeHtml("<img width=\"10\">", 1));
        assertThat(SafeHtml.withRemoteImages(html).html()).contains("src=\"https://shop.example/a.png\"");
    }

    @Test
    void shouldTellLinksNotToNameThisPage() {
        assertThat(SafeHtml.of("<a href='https://shop.example/' onclick=x>go</a>")
                        .html())
                .isEqualTo(
                        "<a href=\"https://shop.example/\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">go</a>");
    }
}
