package org.jamesdesk.james.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryTicketIndex;
import org.jamesdesk.search.TicketDocument;
import org.jamesdesk.search.TicketQuery;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStatus;
import org.junit.jupiter.api.Test;

class MeasuredTicketIndexTest {
    private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
    private static final TicketQuery ALL = new TicketQuery(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 10, Optional.empty());

    private static TicketDocument ticket(long number) {
        return new TicketDocument(
                new Ticket(
                        new TicketNumber(number),
                        new DepartmentId("support"),
                        EmailAddress.parse("support@desk.example"),
                        "subject",
                        TicketStatus.OPEN,
                        Optional.empty(),
                        Set.of(),
                        NOW,
                        NOW),
                List.of(),
                false);
    }

    @Test
    void shouldMeasureBatchesAndSearchesAndLeaveThemAsTheyAre() {
        RecordingMetricFactory metrics = new RecordingMetricFactory();
        MeasuredTicketIndex index = new MeasuredTicketIndex(new InMemoryTicketIndex(), metrics);

        index.put(List.of(ticket(1), ticket(2)));
        index.put(List.of(ticket(3)));

        assertThat(index.search(ALL).total()).isEqualTo(3);
        assertThat(metrics.countFor("desk-indexed-tickets")).isEqualTo(3);
        assertThat(metrics.executionTimesFor("desk-index-batch")).hasSize(2);
        assertThat(metrics.executionTimesFor("desk-search")).hasSize(1);
    }
}
