package org.jamesdesk.distribution.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void shouldMakeColumnsAsWideAsTheirWidestCellWhenCharactersAreNotAscii() {
        TextTable table = new TextTable("n", "subject");
        table.add("1", "\uD83D\uDE00 ok");
        table.add("10", "x");

        assertThat(table.toString().lines())
                .containsExactly("n   subject", "-   -------", "1   \uD83D\uDE00 ok", "10  x");
    }

    @Test
    void shouldNeutraliseControlCharactersWhenTextComesFromAMail() {
        TextTable table = new TextTable("subject");
        table.add("a\u001b[31mb\nc");

        assertThat(table.toString()).contains("a [31mb c");
    }

    @Test
    void shouldRefuseRowWhenItHasAnotherNumberOfCells() {
        assertThatThrownBy(() -> new TextTable("one").add("1", "2")).isInstanceOf(IllegalArgumentException.class);
    }
}
