package org.jamesdesk.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FriendlyNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zylker Vendas",
                "\"Sales\", Zylker",
                "Suporte: São Paulo (Brasil)",
                "販売部",
                "مبيعات",
                "Sales \uD83D\uDC69\u200D\uD83D\uDCBB",
                "a"
            })
    void shouldTakeWhatPeopleCallThemselves(String name) {
        assertThat(new FriendlyName(name).value()).isEqualTo(name);
    }

    @Test
    void shouldDropSpaceAroundIt() {
        assertThat(new FriendlyName("  Sales \u2003").value()).isEqualTo("Sales");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sales\r\nBcc: all@customers.example",
                "Sales\nx",
                "Sales\rx",
                "Sales\u0000",
                "Sa\u0007les",
                "Sa\u0085les",
                "Sa\u2028les",
                "Sa\u2029les"
            })
    void shouldRefuseWhatEndsTheHeaderLine(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FriendlyName(name))
                .withMessage("no line breaks and no control characters expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u202Eselas", "a\u202Db", "a\u2066b", "a\u2069", "\u200Fa", "a\u061Cb", "\uFEFFa", "a\u200Bb"})
    void shouldRefuseWhatShowsInAnotherOrderThanItIsWritten(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FriendlyName(name))
                .withMessageStartingWith("no invisible characters expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bank <ceo@bank.example>", "a<b", "a>b"})
    void shouldRefuseWhatLooksLikeAnAddressAfterAName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FriendlyName(name))
                .withMessageStartingWith("no < and no > expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t\r\n"})
    void shouldRefuseNothing(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FriendlyName(name))
                .withMessage("1 to 100 characters expected");
    }

    @Test
    void shouldCountCharactersAsPeopleDo() {
        String hundred = "\uD83D\uDC69".repeat(100);

        assertThat(new FriendlyName(hundred).value()).isEqualTo(hundred);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FriendlyName(hundred + "a"))
                .withMessage("1 to 100 characters expected");
    }

    @Test
    void shouldRefuseHalfACharacter() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FriendlyName("a\uD83Db"))
                .withMessage("only characters of Unicode expected");
    }
}
