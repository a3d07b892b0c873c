package org.jamesdesk.benchmarks.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeskTablesTest {
    @Test
    void shouldFindEveryMarkerOnce() {
        assertThat(DeskTables.markers("foo markd1x17 bar\nmarkd1x17 markd1x2."))
                .containsExactly("markd1x17", "markd1x2");
    }

    @Test
    void shouldFindNoMarkerInOrdinaryWords() {
        assertThat(DeskTables.markers("market remark x12")).isEmpty();
    }
}
