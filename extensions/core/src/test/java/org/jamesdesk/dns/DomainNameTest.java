package org.jamesdesk.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {
    @Test
    void shouldTakeTheFormOfDns() {
        assertThat(DomainName.parse(" Zylker.Example ").value()).isEqualTo("zylker.example");
        assertThat(DomainName.parse("münchen.example").value()).isEqualTo("xn--mnchen-3ya.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "a..b",
                "-a.example",
                "a-.example",
                "a b",
                "a@b",
                "[192.0.2.1]",
                "a/b",
                "a\r\nb",
                "a_b.c"
            })
    void shouldRefuseWhatIsNoDomain(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DomainName.parse(text))
                .withMessage("a domain such as example.org expected");
    }

    @Test
    void shouldRefuseWhatIsTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> DomainName.parse("a".repeat(64) + ".example"));
        assertThatIllegalArgumentException().isThrownBy(() -> DomainName.parse("é".repeat(100_000)));
    }
}
