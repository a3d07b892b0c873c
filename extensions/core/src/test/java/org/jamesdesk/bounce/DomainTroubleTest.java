package org.jamesdesk.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.DomainHealth.Failure;
import org.junit.jupiter.api.Test;

class DomainTroubleTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static Failure failure(String address, int minute) {
        return new Failure(EmailAddress.parse(address), NOON.plusSeconds(60L * minute));
    }

    private static Optional<DomainTrouble> in(List<Failure> failures, Optional<Instant> lastDelivery) {
        return DomainTrouble.in("x.example", failures, lastDelivery, 3);
    }

    @Test
    void shouldBeTroubleWhenManyDifferentAddressesFail() {
        List<Failure> three = List.of(failure("a@x.example", 2), failure("b@x.example", 1), failure("c@x.example", 3));

        assertThat(in(three, Optional.empty()))
                .contains(new DomainTrouble(
                        "x.example",
                        Set.of(
                                EmailAddress.parse("a@x.example"),
                                EmailAddress.parse("b@x.example"),
                                EmailAddress.parse("c@x.example")),
                        NOON.plusSeconds(60)));
    }

    @Test
    void shouldBeNoTroubleWhenOneAddressFailsOftenAndAnotherOnce() {
        assertThat(in(
                        List.of(
                                failure("a@x.example", 1),
                                failure("A@x.example", 2),
                                failure("a@x.example", 3),
                                failure("b@x.example", 4)),
                        Optional.empty()))
                .isEmpty();
    }

    @Test
    void shouldCountFromTheLastMailThatArrived() {
        List<Failure> three = List.of(failure("a@x.example", 1), failure("b@x.example", 2), failure("c@x.example", 3));

        assertThat(in(three, Optional.of(NOON))).isPresent();
        assertThat(in(three, Optional.of(NOON.plusSeconds(60)))).isEmpty();
    }
}
