package org.jamesdesk.message.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jamesdesk.ProcessorTime;
import org.jamesdesk.message.mime.ContentReader;
import org.jamesdesk.message.mime.Headers;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimedAuthenticationTest {
    private static Headers headers(String fields) {
        String mail = fields + "\r\nFrom: Ana <ana@kunde.example>\r\n\r\nHello\r\n";
        return new ContentReader().headers(RawMessage.of(mail.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<String> claimed(String fields) {
        return ClaimedAuthentication.in(headers(fields)).map(SenderAuthentication::asString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mx.zylker.example; spf=pass (zylker.example: domain of ana@kunde.example designates 192.0.2.1; ok) smtp.mailfrom=ana@kunde.example; dkim=pass header.i=@kunde.example header.s=s1 header.b=abc | pass aligned spf=pass:kunde.example dkim=pass:kunde.example:s1",
                "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=kunde.example; dkim=none (message not signed) header.d=none;dmarc=pass action=none header.from=kunde.example;compauth=pass reason=100 | pass aligned spf=pass:kunde.example",
                "mx.zylker.example 1; dkim = fail reason=\"bad; header.d=x\" header.d=kunde.example; spf=softfail smtp.mailfrom=bounce.kunde.example | none spf=softfail:bounce.kunde.example dkim=fail:kunde.example:",
                "mx.zylker.example; spf=hardfail smtp.mail=ana@kunde.example | fail spf=fail:kunde.example",
                "mx.zylker.example; spf=pass smtp.helo=mx.kunde.example | pass aligned spf=pass:mx.kunde.example",
                "mx.zylker.example; dkim=pass header.d=list.example; dkim=pass (2048-bit key) header.d=kunde.example header.s=k | pass aligned dkim=pass:list.example: dkim=pass:kunde.example:k",
            })
    void shouldReadTheFieldOfTheLastServer(String field, String expected) {
        assertThat(claimed("Authentication-Results: " + field)).contains(expected);
    }

    @Test
    void shouldReadAllFieldsOfOneServerAndNoOther() {
        String fields = "Authentication-Results: mx.zylker.example; spf=fail smtp.mailfrom=ana@kunde.example\r\n"
                + "Authentication-Results: mx.zylker.example;\r\n dkim=fail header.d=kunde.example header.s=a\r\n"
                + "Authentication-Results: mx.evil.example; dkim=pass header.d=kunde.example header.s=a";

        assertThat(claimed(fields)).contains("fail spf=fail:kunde.example dkim=fail:kunde.example:a");
    }

    @Test
    void shouldFallBackToArcAndThenToReceivedSpf() {
        String arc = "ARC-Authentication-Results: i=2; mx.zylker.example; spf=pass smtp.mailfrom=kunde.example\r\n";
        String spf = "Received-SPF: Softfail (mx.zylker.example: 192.0.2.1 is not allowed) client-ip=192.0.2.1;"
                + " envelope-from=\"ana@kunde.example\"; helo=mx.provider.example;";

        assertThat(claimed(arc + spf)).contains("pass aligned spf=pass:kunde.example");
        assertThat(claimed(spf)).contains("none spf=softfail:kunde.example");
        assertThat(claimed("Received-SPF: pass helo=mx.kunde.example; envelope-from=<>"))
                .contains("pass aligned spf=pass:mx.kunde.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Nothing: 1",
                "Authentication-Results: mx.zylker.example; none",
                "Authentication-Results: ",
                "Authentication-Results: ((((\"",
                "Received-SPF: ",
                "Received-SPF: what is this",
            })
    void shouldSayNothingWhenTheHeaderSaysNothing(String fields) {
        assertThat(claimed(fields)).isEmpty();
    }

    @Test
    void shouldAlignNothingWhenThereAreTwoAuthors() {
        String fields = "Authentication-Results: mx.zylker.example; spf=pass smtp.mailfrom=kunde.example\r\n"
                + "From: bob@evil.example";

        assertThat(claimed(fields)).contains("none spf=pass:kunde.example");
    }

    @Test
    void shouldStayFastWhenTheFieldIsMadeToHinderIt() {
        Headers headers = headers("Authentication-Results: x; spf=pass " + "header.d (".repeat(6_000)
                + "\r\nReceived-SPF: pass " + "helo ".repeat(12_000));

        assertThat(ProcessorTime.of(() -> ClaimedAuthentication.in(headers))).isLessThan(Duration.ofSeconds(1));
    }
}
