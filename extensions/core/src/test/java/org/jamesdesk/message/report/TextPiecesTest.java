package org.jamesdesk.message.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small readers: phrases, line patterns, addresses, JSON. */
class TextPiecesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mailbox full | The MAILBOX   full!",
                "n'a pas pu etre | n\u2019a pas pu \u00eatre remis",
                "user * unknown | user anna is unknown",
                "^failure | Failure notice",
                "notice$ | Failure notice"
            })
    void shouldFindAPhraseWhateverItsCaseAccentsQuotesAndSpaces(String phrase, String text) {
        assertThat(Phrase.of(phrase).in(Phrase.fold(text))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"^notice | Failure notice", "failure$ | Failure notice", "user * unknown | unknown user"})
    void shouldNotFindAPhraseElsewhere(String phrase, String text) {
        assertThat(Phrase.of(phrase).in(Phrase.fold(text))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<{address}>: | <anna@kunde.example>: host said no | anna@kunde.example",
                "{address}$ | '   anna@kunde.example  ' | anna@kunde.example",
                "*unknown user: {address} | Error: Unknown User: anna@kunde.example | anna@kunde.example",
                "{local} ( | '\tanna (mailbox full)' | anna",
                "{address}$ | anna@kunde.example and more | -",
                "<{address}>: | <\"anna b\"@kunde.example>: x | \"anna b\"@kunde.example"
            })
    void shouldReadTheRecipientWhenALineHasThePattern(String pattern, String line, String recipient) {
        assertThat(LinePattern.of(pattern).recipient(line).orElse("-")).isEqualTo(recipient);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "To 'anna@kunde.example', now. | anna@kunde.example",
                "mailto:anna@kunde.example. | anna@kunde.example",
                "dda:SMTP=anna@kunde.example; on | anna@kunde.example",
                "\u5b9b\u5148anna@kunde.example\u3067\u3059 | anna@kunde.example",
                "<j\u00f6rg@kunde.example> | j\u00f6rg@kunde.example",
                "list+user=host.example@kunde.example | list+user=host.example@kunde.example"
            })
    void shouldFindTheAddressInALine(String line, String address) {
        assertThat(AddressFinder.in(line))
                .extracting(AddressFinder.Found::address)
                .containsExactly(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "a@", "@b.example", "a@b", "a @ b.example", ""})
    void shouldFindNoAddressWhereNoneIs(String line) {
        assertThat(AddressFinder.in(line)).isEmpty();
    }

    @Test
    void shouldReadAJsonObjectAndIgnoreWhatFollows() {
        assertThat(Json.object("{\"a\": [1, \"x\\u0041\\n\", {\"b\": null}], \"c\": true} tail"))
                .hasValueSatisfying(
                        object -> assertThat(object.toString()).isEqualTo("{a=[1, xA\n, {b=null}], c=true}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"a\"",
                "{\"a\":}",
                "{\"a\":\"\\u00zz\"}",
                "{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            })
    void shouldGiveUpOnBrokenJson(String text) {
        Optional<Map<?, ?>> object = Json.object(text);

        assertThat(object).isEmpty();
    }
}
