package org.jamesdesk.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @Test
    void shouldCompareWithoutCaseAndKeepTheSpellingOfTheLocalPart() {
        EmailAddress address = EmailAddress.parse("Maria.Silva@Cliente.EXAMPLE");

        assertThat(address).isEqualTo(EmailAddress.parse("maria.silva@cliente.example"));
        assertThat(address.asString()).isEqualTo("Maria.Silva@cliente.example");
        assertThat(address.key()).isEqualTo("maria.silva@cliente.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "o'brien+tag@x.example",
                "\"john doe\"@x.example",
                "joão@exemplo.example",
                "a@[127.0.0.1]",
                "a_b-c.d@sub.x.example"
            })
    void shouldReadWhatOccursAsAnAddress(String text) {
        assertThat(EmailAddress.tryParse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a@",
                "@b",
                "a b@c",
                ".a@b",
                "a.@b",
                "a..b@c",
                "a@b..c",
                "a@.b",
                "a\r\nBcc: x@y@z",
                "a@b>c",
                "<a@b>"
            })
    void shouldRefuseWhatIsNoAddress(String text) {
        assertThat(EmailAddress.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> EmailAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not an e-mail address")
                .hasMessageNotContaining("\r");
    }

    @Test
    void shouldReadLongTokensInTheLocalPartButNotWithoutBound() {
        assertThat(EmailAddress.tryParse("reply+" + "x".repeat(120) + "@y.example"))
                .isPresent();
        assertThat(EmailAddress.tryParse("x".repeat(320) + "@y.example")).isEmpty();
    }
}
