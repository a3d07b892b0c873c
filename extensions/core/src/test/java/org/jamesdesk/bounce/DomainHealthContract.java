package org.jamesdesk.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jamesdesk.DeskStores;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.DomainHealth.Failure;
import org.jamesdesk.ticket.EntryBuilder;
import org.junit.jupiter.api.Test;

/** What every {@link DomainHealth} does. */
public interface DomainHealthContract {
    Instant ONE = Instant.parse("2026-11-20T08:00:00.000001Z");
    Instant TWO = ONE.plusNanos(1_000);
    Instant THREE = TWO.plusNanos(1_000);

    DeskStores stores();

    private DomainHealth health() {
        return stores().domainHealth();
    }

    private static String domain() {
        return EntryBuilder.randomId() + ".example";
    }

    private Failure failed(String address, Instant at) {
        health().failed(EmailAddress.parse(address), at);
        return new Failure(EmailAddress.parse(address), at);
    }

    @Test
    default void shouldListTheFailuresOfADomainNewestFirst() {
        String domain = domain();
        Failure second = failed("Bo@" + domain, TWO);
        Failure first = failed("ana@" + domain, ONE);
        Failure third = failed("ana@" + domain, THREE);
        failed("ana@" + domain, THREE);
        failed("ana@" + domain(), THREE);

        assertThat(health().failures(domain, ONE.minusNanos(1_000), 10)).containsExactly(third, second, first);
        assertThat(health().failures(domain, ONE, 10)).containsExactly(third, second);
        assertThat(health().failures(domain, ONE, 1)).isEqualTo(List.of(third));
    }

    @Test
    default void shouldTellTheLastDelivery() {
        String domain = domain();
        assertThat(health().lastDelivery(domain)).isEmpty();

        health().delivered(domain, TWO);
        health().delivered(domain, ONE);

        assertThat(health().lastDelivery(domain)).contains(TWO);
    }

    @Test
    default void shouldForgetADeliveryThatIsTakenBackAndKeepANewerOne() {
        String domain = domain();
        health().delivered(domain, TWO);

        health().takeBack(domain, ONE);
        assertThat(health().lastDelivery(domain)).contains(TWO);

        health().takeBack(domain, TWO);
        health().delivered(domain, TWO);
        assertThat(health().lastDelivery(domain)).isEmpty();

        health().delivered(domain, THREE);
        assertThat(health().lastDelivery(domain)).contains(THREE);
    }
}
