package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;

import org.jamesdesk.address.FirstStart;
import org.jamesdesk.memory.InMemoryDesk;
import org.junit.jupiter.api.Test;

class DeskCassandraHealthCheckTest {
    private final InMemoryDesk desk = new InMemoryDesk();
    private final DeskCassandraHealthCheck check = new DeskCassandraHealthCheck(desk.departments());

    @Test
    void shouldBeUnhealthyWhenTheFirstStartHasNotFinished() {
        assertThat(check.ask().isUnHealthy()).isTrue();
    }

    @Test
    void shouldBeHealthyWhenTheStoreAnswers() {
        new FirstStart(desk.departments(), desk.supportAddresses()).createDefaults("desk.example");

        assertThat(check.ask().isHealthy()).isTrue();
    }
}
