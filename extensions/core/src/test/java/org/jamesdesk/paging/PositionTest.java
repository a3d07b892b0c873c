package org.jamesdesk.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00.123456Z");

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789abcdef", "a-b/c", "line\nbreak"})
    void shouldBeTheSameWhenWrittenAndParsed(String key) {
        Position position = new Position(NOON, key);

        assertThat(Position.parse(position.toString(), Function.identity())).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1-a", "12", "1234567890123456789-a", "1.5-a"})
    void shouldRefuseWhatNoPageGave(String text) {
        assertThatThrownBy(() -> Position.parse(text, Function.identity()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("position");
    }

    @Test
    void shouldRefuseAKeyThatTheListHasNot() {
        assertThatThrownBy(() -> Position.parse("1-abc", Long::valueOf)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldComeInTheOrderOfTimeAndThenOfTheKey() {
        assertThat(new Position(NOON, "b"))
                .isLessThan(new Position(NOON.plusNanos(1_000), "a"))
                .isGreaterThan(new Position(NOON, "a"))
                .isEqualByComparingTo(new Position(NOON.plusNanos(1), "b"));
    }
}
