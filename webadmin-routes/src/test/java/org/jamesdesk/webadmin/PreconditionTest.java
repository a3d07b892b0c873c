package org.jamesdesk.webadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spark.Request;

class PreconditionTest {
    private static final Optional<String> ABSENT = Optional.empty();
    private static final Optional<String> NOW = Optional.of("0123abcd");

    @Test
    void shouldDemandNothingWhenThereIsNoHeader() {
        Precondition none = Precondition.of(request(Map.of()));

        assertThatCode(() -> none.check(NOW)).doesNotThrowAnyException();
        assertThatCode(() -> none.check(ABSENT)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0123abcd\"", "\"other\", \"0123abcd\"", "\"a,b\",\"0123abcd\"", "*", " * "})
    void shouldLetTheChangeBeWhenTheVersionIsTheOneThatWasRead(String header) {
        Precondition match = Precondition.of(request(Map.of("If-Match", header)));

        assertThatCode(() -> match.check(NOW)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "\"\"", "W/\"0123abcd\"", "\"0123ABCD\"", "\"0123abcd,\""})
    void shouldRefuseWhenTheVersionIsAnother(String header) {
        Precondition match = Precondition.of(request(Map.of("If-Match", header)));

        assertThatThrownBy(() -> match.check(NOW))
                .isInstanceOfSatisfying(RequestRefusedException.class, refused -> assertThat(refused.statusCode())
                        .isEqualTo(412))
                .hasMessageContaining("\"0123abcd\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"0123abcd\""})
    void shouldRefuseWhenThereIsNothingToMatch(String header) {
        Precondition match = Precondition.of(request(Map.of("If-Match", header)));

        assertThatThrownBy(() -> match.check(ABSENT)).hasMessageContaining("does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123abcd", "", "\"open", "\"a\" \"b\"", "\"a\",", "*, \"a\"", "'a'"})
    void shouldAnswerBadRequestWhenTheHeaderCannotBeUnderstood(String header) {
        Request request = request(Map.of("If-Match", header));

        assertThatThrownBy(() -> Precondition.of(request))
                .isInstanceOfSatisfying(RequestRefusedException.class, refused -> assertThat(refused.statusCode())
                        .isEqualTo(400))
                .hasMessageStartingWith("If-Match: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\",", "\"a\" , ", "W/\"a,b\",\t"})
    void shouldReadAListOfManyKilobytes(String element) {
        Request request = request(Map.of("If-Match", element.repeat(64 * 1024 / element.length()) + "\"0123abcd\""));

        assertThatCode(() -> Precondition.of(request).check(NOW)).doesNotThrowAnyException();
    }

    @Test
    void shouldAnswerBadRequestWhenAListOfManyKilobytesDoesNotEnd() {
        Request request = request(Map.of("If-Match", "\"\",".repeat(8 * 1024)));

        assertThatThrownBy(() -> Precondition.of(request)).hasMessageStartingWith("If-Match: ");
    }

    @Test
    void shouldOnlyCreateWhenNoneIsToMatch() {
        Precondition create = Precondition.of(request(Map.of("If-None-Match", "*")));

        assertThatCode(() -> create.check(ABSENT)).doesNotThrowAnyException();
        assertThatThrownBy(() -> create.check(NOW))
                .isInstanceOfSatisfying(RequestRefusedException.class, refused -> assertThat(refused.statusCode())
                        .isEqualTo(412));
    }

    @Test
    void shouldAnswerBadRequestWhenNoneIsToMatchATag() {
        Request request = request(Map.of("If-None-Match", "\"0123abcd\""));

        assertThatThrownBy(() -> Precondition.of(request)).hasMessageStartingWith("If-None-Match: ");
    }

    private static Request request(Map<String, String> headers) {
        return new Request() {
            @Override
            public String headers(String name) {
                return headers.get(name);
            }
        };
    }
}
