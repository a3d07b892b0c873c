package org.jamesdesk.message.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderConfirmationTest {
    private static final String GOOGLE_LINK = "https://mail-settings.google.com/mail/vf-%5BANGjdJ9xyz%5D-Ab_c1";

    private static ReadMessage read(String from, String subject, String type, String body) {
        String mail = "From: " + from + "\r\nTo: suporte@zylker.example\r\nSubject: " + subject
                + "\r\nPrecedence: bulk\r\nContent-Type: " + type + "; charset=utf-8\r\n\r\n" + body + "\r\n";
        return new MessageReader().read(RawMessage.of(mail.getBytes(StandardCharsets.UTF_8)));
    }

    private static ReadMessage read(String from, String subject, String body) {
        return read(from, subject, "text/plain", body);
    }

    private static String google(String link) {
        return "suporte@kunde.example has requested to automatically forward mail.\r\n"
                + "Confirmation code: 741852963\r\n\r\nClick the link to confirm:\r\n" + link + "\r\n"
                + "If you did not ask for this, click to cancel:\r\n"
                + "https://mail-settings.google.com/mail/uf-%5BANGjdJ9xyz%5D-Ab_c1\r\n";
    }

    @Test
    void shouldLiftLinkAndCodeOutOfAForwardingConfirmation() {
        ReadMessage message = read(
                "Gmail Team <forwarding-noreply@google.com>",
                "(#741852963) Gmail Forwarding Confirmation - Receive Mail from suporte@kunde.example",
                google(GOOGLE_LINK));

        assertThat(message.confirmation())
                .contains(new ProviderConfirmation(
                        "google", Optional.of(URI.create(GOOGLE_LINK)), Optional.of("741852963")));
        assertThat(message.answerable()).isFalse();
    }

    @Test
    void shouldFindTheCodeInTheTextWhenTheSubjectHasNone() {
        ReadMessage message = read(
                "forwarding-noreply@google.com",
                "Confirmação de encaminhamento do Gmail",
                "Código de confirmação: 741852963");

        assertThat(message.confirmation())
                .contains(new ProviderConfirmation("google", Optional.empty(), Optional.of("741852963")));
    }

    @Test
    void shouldFindTheLinkBehindTheWordsOfHtml() {
        ReadMessage message = read(
                "Gmail <forwarding-noreply@google.com>",
                "Gmail forwarding",
                "text/html",
                "<p>Please <a href=\"" + GOOGLE_LINK
                        + "\">confirm</a> or <a href=\"https://kunde.example/x\">not</a></p>");

        assertThat(message.confirmation().flatMap(ProviderConfirmation::link)).contains(URI.create(GOOGLE_LINK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Gmail Team <forwarding-noreply@google.com.kunde.example>",
                "\"forwarding-noreply@google.com\" <ana@kunde.example>",
                "Gmail Team <forwarding@gmail.com>",
            })
    void shouldNotBelieveAnImitation(String from) {
        ReadMessage message = read(from, "(#741852963) Gmail Forwarding Confirmation", google(GOOGLE_LINK));

        assertThat(message.confirmation()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://mail-settings.google.com.kunde.example/mail/vf-1",
                "https://mail-settings.google.com@kunde.example/mail/vf-1",
                "https://kunde.example/mail/vf-1?h=mail-settings.google.com",
            })
    void shouldNotLiftALinkThatLeadsElsewhere(String link) {
        ReadMessage message = read("forwarding-noreply@google.com", "(#741852963) Gmail", google(link));

        assertThat(message.confirmation().orElseThrow().link()).isEmpty();
        assertThat(message.confirmation().orElseThrow().code()).contains("741852963");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "microsoft | account-security-noreply@accountprotection.microsoft.com | Verify your email address | Use the security code: 4418 https://account.live.com/email/verify?x=1 | https://account.live.com/email/verify?x=1 | 4418",
                "zoho | noreply@zohomail.com | Confirm your forwarding address | Open https://mail.zoho.com/mail/ForwardConfirm?k=a1 now | https://mail.zoho.com/mail/ForwardConfirm?k=a1 |",
                "yahoo | no-reply@cc.yahoo-inc.com | Please verify your address | https://login.yahoo.com/verify?c=9 | https://login.yahoo.com/verify?c=9 |",
                "apple | appleid@id.apple.com | Verify your email address | Your code: 204816 | | 204816",
                "proton | no-reply@notify.proton.me | Accept email forwarding | https://account.proton.me/email-forwarding/accept#t | https://account.proton.me/email-forwarding/accept#t |",
                "gmx | noreply@gmx.net | Bestätigung Ihrer Weiterleitung | Link: https://mail.gmx.net/confirm?id=4 | https://mail.gmx.net/confirm?id=4 |",
                "yandex | noreply@mail.yandex.ru | Подтверждение пересылки | https://mail.yandex.ru/filters-confirm?e=1 | https://mail.yandex.ru/filters-confirm?e=1 |",
                "mail.ru | noreply@id.mail.ru | Подтвердите пересылку | Код подтверждения: 558877 | | 558877",
                "cpanel | cpanel@host7.kunde.example | cPanel: verify your address | https://host7.kunde.example:2083/verify?t=1 | https://host7.kunde.example:2083/verify?t=1 |",
                "cloudflare | noreply@notify.cloudflare.com | Verify your Email Routing address | https://dash.cloudflare.com/email_fwdr/verify?token=a | https://dash.cloudflare.com/email_fwdr/verify?token=a |",
                "generic | no-reply@mail.kunde.example | Confirme o redirecionamento | https://painel.kunde.example/confirmar?x=1 | https://painel.kunde.example/confirmar?x=1 |",
            })
    void shouldKnowTheProvider(String provider, String from, String subject, String text, String link, String code) {
        ReadMessage message = read(from, subject, text);

        assertThat(message.confirmation())
                .contains(new ProviderConfirmation(
                        provider, Optional.ofNullable(link).map(URI::create), Optional.ofNullable(code)));
        assertThat(message.answerable()).isFalse();
    }

    @Test
    void shouldBeNothingOfTheKindWhenAProviderOnlyWritesItsNews() {
        assertThat(read("noreply@zohomail.com", "News", "Read https://zoho.com/blog")
                        .confirmation())
                .isEmpty();
    }

    @Test
    void shouldBeNothingOfTheKindWhenACustomerAsksToConfirm() {
        ReadMessage message = read(
                "ana@kunde.example", "Please confirm my forwarding address", "See https://kunde.example/confirm?x=1");

        assertThat(message.confirmation()).isEmpty();
    }

    @Test
    void shouldNeverTrustADomainInWhichAnybodyHasAMailbox() {
        List<String> open = List.of(
                "gmail.com",
                "googlemail.com",
                "yahoo.com",
                "outlook.com",
                "hotmail.com",
                "live.com",
                "icloud.com",
                "me.com",
                "aol.com",
                "gmx.net",
                "gmx.de",
                "web.de",
                "t-online.de",
                "yandex.ru",
                "yandex.com",
                "mail.ru",
                "proton.me",
                "protonmail.com",
                "fastmail.com",
                "zoho.com",
                "uol.com.br",
                "libero.it",
                "laposte.net");

        assertThat(ConfirmationProvider.load())
                .flatExtracting(ConfirmationProvider::senders)
                .doesNotContainAnyElementsOf(
                        open.stream().map(domain -> "@" + domain).toList());
    }
}
