package org.jamesdesk.engines;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessIdentityTest {
    @Test
    void shouldFindTheProcessAgainWhenWrittenAndParsed() {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());

        assertThat(ProcessIdentity.parse(self.toString())).hasValue(self);
        assertThat(self.running()).hasValue(ProcessHandle.current());
    }

    @Test
    void shouldNotRunWhenStartedAtAnotherTime() {
        ProcessIdentity other = new ProcessIdentity(ProcessHandle.current().pid(), "1");

        assertThat(other.running()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "x@1", "-1@1", "0@1", "99999999999999999999@1"})
    void shouldBeEmptyWhenTextIsNoIdentity(String text) {
        assertThat(ProcessIdentity.parse(text)).isEmpty();
    }
}
