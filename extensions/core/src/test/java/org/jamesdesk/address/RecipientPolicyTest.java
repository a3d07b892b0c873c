package org.jamesdesk.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jamesdesk.address.RecipientAnswer.Accept;
import org.jamesdesk.address.RecipientAnswer.NotOurs;
import org.jamesdesk.address.RecipientAnswer.Refuse;
import org.jamesdesk.address.RecipientAnswer.TryLater;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.junit.jupiter.api.Test;

class RecipientPolicyTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final DeskTokens tokens = new DeskTokens(SigningKey.of(new byte[32]), "desk.example", clock);
    private final RecipientPolicy policy = new RecipientPolicy(Set.of("desk.example"), tokens);
    private final Configurations configurations = new Configurations(desk.configuration(), clock);
    private final AddressDirectory directory = new AddressDirectory(configurations);

    private RecipientAnswer decide(String address) {
        return policy.decide(EmailAddress.parse(address), directory.snapshot());
    }

    private void start() {
        new FirstStart(new Configurations(desk.configuration(), clock)).createDefaults("desk.example");
        configurations.refresh();
    }

    @Test
    void shouldAskToTryLaterWhenTheAddressesWereNeverRead() {
        assertThat(decide("support@desk.example")).isInstanceOf(TryLater.class);
        assertThat(decide("somebody@elsewhere.example")).isInstanceOf(NotOurs.class);
    }

    @Test
    void shouldAcceptTheDefaultAddressOfAFreshDeskInAnyCaseAndWithADetail() {
        start();

        assertThat(decide("SUPPORT@desk.example")).isInstanceOf(Accept.class);
        assertThat(decide("support+anything@desk.example")).isInstanceOf(Accept.class);
    }

    @Test
    void shouldLeaveOtherAddressesToTheServer() {
        start();

        assertThat(decide("unknown@desk.example")).isInstanceOf(NotOurs.class);
        assertThat(decide("support@other.example")).isInstanceOf(NotOurs.class);
    }

    @Test
    void shouldRefuseAForgedBounceAddressAndAcceptAGenuineOne() {
        String genuine = tokens.envelopeSender(
                        new TicketNumber(1), new DeliveryId("0123456789abcdef0123456789abcdef"), clock.instant())
                .asString();

        assertThat(decide(genuine)).isInstanceOf(Accept.class);
        assertThat(decide("bounce+1.forged@desk.example"))
                .isInstanceOfSatisfying(
                        Refuse.class, refuse -> assertThat(refuse.code()).isEqualTo(550));
    }

    @Test
    void shouldRefuseForNowWhenIntakeIsStoppedAndTheAddressRefuses() {
        start();
        SupportAddress closed = new SupportAddress(
                EmailAddress.parse("closed@desk.example"),
                "Closed",
                new DepartmentId("support"),
                false,
                WhenStopped.REFUSE,
                List.of());
        configurations.edit("test", draft -> draft.put(SupportAddress.KIND, closed));
        configurations.refresh();

        assertThat(decide("closed@desk.example")).isInstanceOfSatisfying(TryLater.class, later -> {
            assertThat(later.code()).isEqualTo(450);
            assertThat(later.enhancedStatus()).isEqualTo("4.2.1");
        });
    }

    @Test
    void shouldLeaveAnExistingDeskAloneWhenItStartsAgain() {
        start();
        new FirstStart(configurations).createDefaults("other.example");

        Configuration configuration = configurations.inForce();
        assertThat(configuration.revision()).isEqualTo(1);
        assertThat(DeskDefaults.of(configuration))
                .isEqualTo(new DeskDefaults(new DepartmentId("support"), EmailAddress.parse("support@desk.example")));
        assertThat(configuration.all(SupportAddress.KIND)).hasSize(1);
    }
}
