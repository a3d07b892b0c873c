package org.jamesdesk.message.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateHeaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 22 Nov 2026 10:00:00 -0300 | 2026-11-22T13:00:00Z",
                "Tue,  3 Nov 2026 10:00:00 +0100 (CET) | 2026-11-03T09:00:00Z",
                "3 Nov 2026 10:00 GMT | 2026-11-03T10:00:00Z",
                "Tue, 03 Nov 26 10:00:00 EST | 2026-11-03T15:00:00Z",
                "Tue, 3 Nov 98 10:00:00 Z | 1998-11-03T10:00:00Z",
                "Tue Nov  3 10:00:00 2026 | 2026-11-03T10:00:00Z",
                "Tue Nov 3 10:00:00 2026 +0200 | 2026-11-03T08:00:00Z",
                "Tuesday, November 03, 2026 9:05 PM | 2026-11-03T21:05:00Z",
                "3-Nov-2026 10:00:00 +0000 | 2026-11-03T10:00:00Z",
                "2026-11-03T10:00:00+01:00 | 2026-11-03T09:00:00Z",
                "2026-11-03 10:00:00.123 | 2026-11-03T10:00:00Z",
                "Tue, 3 Nov 2026 10:00:60 +0000 | 2026-11-03T10:00:59Z",
                "Tue, 3 Nov 2026 10:00:00 +9900 | 2026-11-03T10:00:00Z",
            })
    void shouldReadDatesAsTheyOccur(String written, String moment) {
        assertThat(DateHeader.instant(written)).contains(Instant.parse(moment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "10:00", "32 Nov 2026 10:00", "3 Brumaire 2026 10:00", "3 Nov 2026 99:00"})
    void shouldReadNoDateWhereThereIsNone(String written) {
        assertThat(DateHeader.instant(written)).isEmpty();
    }
}
