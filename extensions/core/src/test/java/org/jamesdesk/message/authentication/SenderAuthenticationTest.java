package org.jamesdesk.message.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jamesdesk.message.authentication.SenderAuthentication.Dkim;
import org.jamesdesk.message.authentication.SenderAuthentication.Result;
import org.jamesdesk.message.authentication.SenderAuthentication.Spf;
import org.jamesdesk.message.authentication.SenderAuthentication.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderAuthenticationTest {
    private static final Optional<String> AUTHOR = Optional.of("kunde.example");

    @ParameterizedTest
    @CsvSource({
        "pass, kunde.example, pass, true",
        "pass, bounce.kunde.example, pass, true",
        "pass, provider.example, none, false",
        "fail, kunde.example, fail, false",
        // A forwarder's own envelope says nothing about the author.
        "fail, provider.example, none, false",
        "softfail, kunde.example, none, false",
        "neutral, kunde.example, none, false",
        "none, kunde.example, none, false",
        "temperror, kunde.example, none, false",
        "permerror, kunde.example, none, false",
    })
    void shouldBelieveSpfOfTheAuthorsOrganisationOnly(String result, String domain, String verdict, boolean aligned) {
        Spf spf = new Spf(Result.of(result).orElseThrow(), domain);

        SenderAuthentication found = SenderAuthentication.of(AUTHOR, Optional.of(spf), List.of());

        assertThat(found.verdict().apiName()).isEqualTo(verdict);
        assertThat(found.aligned()).isEqualTo(aligned);
    }

    @ParameterizedTest
    @CsvSource({
        "pass, kunde.example, pass",
        "pass, mail.kunde.example, pass",
        "pass, provider.example, none",
        "fail, kunde.example, none",
        "policy, kunde.example, none",
    })
    void shouldBelieveASignatureOfTheAuthorsOrganisationOnly(String result, String domain, String verdict) {
        Dkim dkim = new Dkim(Result.of(result).orElseThrow(), domain, "s1");

        assertThat(SenderAuthentication.of(AUTHOR, Optional.empty(), List.of(dkim))
                        .verdict()
                        .apiName())
                .isEqualTo(verdict);
    }

    @Test
    void shouldPassWhenTheSignatureHoldsThoughTheMailWasForwarded() {
        SenderAuthentication found = SenderAuthentication.of(
                AUTHOR,
                Optional.of(new Spf(Result.FAIL, "kunde.example")),
                List.of(new Dkim(Result.PASS, "kunde.example", "s1")));

        assertThat(found.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldProveNothingWhenThereIsNoAuthor() {
        SenderAuthentication found = SenderAuthentication.of(
                Optional.empty(), Optional.of(new Spf(Result.PASS, "kunde.example")), List.of());

        assertThat(found.verdict()).isEqualTo(Verdict.NONE);
        assertThat(found.aligned()).isFalse();
    }

    @Test
    void shouldProveTheAuthorWhenHeLoggedIn() {
        assertThat(SenderAuthentication.ofUser("ana@zylker.example", true).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(SenderAuthentication.ofUser("ana@zylker.example", false).verdict())
                .isEqualTo(Verdict.NONE);
    }

    @Test
    void shouldKnowWhatMayChange() {
        Spf down = new Spf(Result.TEMPERROR, "kunde.example");
        assertThat(SenderAuthentication.of(AUTHOR, Optional.of(down), List.of()).isTemporary())
                .isTrue();
        assertThat(SenderAuthentication.of(AUTHOR, Optional.empty(), List.of()).isTemporary())
                .isFalse();
    }

    static Stream<SenderAuthentication> results() {
        return Stream.of(
                SenderAuthentication.of(Optional.empty(), Optional.empty(), List.of()),
                SenderAuthentication.of(
                        AUTHOR,
                        Optional.of(new Spf(Result.SOFTFAIL, "bounce.kunde.example")),
                        List.of(
                                new Dkim(Result.PASS, "kunde.example", "s1"),
                                new Dkim(Result.TEMPERROR, "", ""),
                                new Dkim(Result.FAIL, "a b:=;\n", "ü"))),
                SenderAuthentication.ofUser("ana maria@zylker.example", true));
    }

    @ParameterizedTest
    @MethodSource("results")
    void shouldReadWhatItWrote(SenderAuthentication result) {
        assertThat(SenderAuthentication.parse(result.asString())).isEqualTo(result);
        assertThat(result.asString()).isPrintable().isASCII();
    }

    @Test
    void shouldBeReadableInAStore() {
        SenderAuthentication result = SenderAuthentication.of(
                AUTHOR,
                Optional.of(new Spf(Result.PASS, "kunde.example")),
                List.of(new Dkim(Result.FAIL, "provider.example", "s1")));

        assertThat(result.asString()).isEqualTo("pass aligned spf=pass:kunde.example dkim=fail:provider.example:s1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "maybe", "pass spf=pass", "pass spf=odd:x", "pass dkim=pass:x", "pass x=y", "pass spf=pass:%"
            })
    void shouldRefuseAnotherForm(String text) {
        assertThatThrownBy(() -> SenderAuthentication.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldKeepABoundedNumberOfSignatures() {
        List<Dkim> many = Collections.nCopies(1_000, new Dkim(Result.FAIL, "kunde.example", "s1"));

        assertThat(SenderAuthentication.of(AUTHOR, Optional.empty(), many).dkim())
                .hasSize(20);
    }
}
