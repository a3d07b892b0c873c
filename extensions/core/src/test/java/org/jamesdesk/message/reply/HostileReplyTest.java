package org.jamesdesk.message.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.jamesdesk.ProcessorTime;
import org.jamesdesk.message.mime.ContentReader;
import org.jamesdesk.message.mime.MailContent;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileReplyTest {
    private static final int SIZE = 1 << 20;

    /** Ten times what it takes on an idle machine: what is looked for here is work that grows with the square of the size. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static MailContent mail(String type, String body) {
        String raw =
                "Subject: Re: x\nIn-Reply-To: <1@zylker.example>\nContent-Type: " + type + "; charset=utf-8\n\n" + body;
        return new ContentReader().read(RawMessage.of(raw.getBytes(StandardCharsets.UTF_8)));
    }

    static Stream<String> units() {
        return Stream.of(
                "x",
                "> ",
                ">",
                "On ",
                "On 2014\n",
                "On Mon, 5 May 2014 Jane <jane@kunde.example>\n",
                "On x wrote:\n",
                "> a\nb\n",
                "\n",
                "-",
                "--\n",
                "-- \n",
                "____\n\n",
                "From: a\n",
                "From: a@b Sent: ",
                "From: ",
                ": ",
                "<a@",
                "1/1/2014 10:12 ",
                "Sent from my \n",
                "original message ",
                "-----original message ",
                "2014年5月5日",
                "schrieb ",
                "This e-mail and any attachments\n\n",
                "\ue001\n");
    }

    @ParameterizedTest
    @MethodSource("units")
    void shouldStayQuickWhenPlainTextIsHostile(String unit) {
        MailContent mail = mail("text/plain", unit.repeat(SIZE / unit.getBytes(StandardCharsets.UTF_8).length));

        assertThat(ProcessorTime.of(() -> NewText.of(mail))).isLessThan(LIMIT);
    }

    @ParameterizedTest
    @MethodSource("units")
    void shouldStayQuickWhenMarkupIsHostile(String unit) {
        MailContent mail =
                mail("text/html", (unit + "<br><div class=gmail_quote>").repeat(SIZE / (unit.length() + 29) / 8));

        assertThat(ProcessorTime.of(() -> NewText.of(mail))).isLessThan(LIMIT);
    }

    @Test
    void shouldStayQuickWhenQuotationsAreNestedDeeply() {
        MailContent nested = mail("text/html", "<blockquote><div class=gmail_attr>x:".repeat(3_000));

        assertThat(ProcessorTime.of(() -> NewText.of(nested))).isLessThan(LIMIT);
    }

    @Test
    void shouldNeverThrowWhenLinesComeInAnyOrder() {
        Random random = new Random(4711);
        String[] pieces = units().toArray(String[]::new);
        for (int run = 0; run < 2_000; run++) {
            StringBuilder body = new StringBuilder();
            for (int i = random.nextInt(30); i >= 0; i--) {
                body.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? "\n" : "");
            }
            String type = random.nextBoolean() ? "text/plain" : "text/html";

            assertThatCode(() -> NewText.of(mail(type, body.toString()))).doesNotThrowAnyException();
        }
    }
}
