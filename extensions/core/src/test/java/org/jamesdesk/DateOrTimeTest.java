package org.jamesdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateOrTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-31, 2026-03-31T00:00:00Z",
        "' 2026-03-31T18:00:00Z ', 2026-03-31T18:00:00Z",
        "2026-03-31T18:00:00-03:00, 2026-03-31T21:00:00Z",
        "2026-03-31T18:00Z, 2026-03-31T18:00:00Z",
        "2026-03-31T18:00:00.123456789Z, 2026-03-31T18:00:00.123456Z",
    })
    void shouldReadDatesAndTimes(String text, Instant expected) {
        assertThat(DateOrTime.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tomorrow", "2026-02-30", "31/03/2026", "2026-03-31T18:00:00", "+12026-03-31T18:00:00Z", "T"
            })
    void shouldSayWhatIsExpectedWhenItIsNone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DateOrTime.parse(text))
                .withMessage("a date such as 2026-03-31, or a time such as 2026-03-31T18:00:00Z, expected");
    }
}
