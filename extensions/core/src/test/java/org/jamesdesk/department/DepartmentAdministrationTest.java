package org.jamesdesk.department;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.DeskDefaults;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.WhenStopped;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ChangeRefusedException.Reason;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.Transport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepartmentAdministrationTest {
    private static final DepartmentId SUPPORT = new DepartmentId("support");
    private static final DepartmentId SALES = new DepartmentId("sales");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T10:00:00Z"));
    private final Configurations desk = new Configurations(new InMemoryDesk(clock).configuration(), clock);

    @BeforeEach
    void start() {
        new FirstStart(desk).createDefaults("desk.example");
    }

    private boolean put(DepartmentId id, String name) {
        return desk.change("test", draft -> DepartmentAdministration.put(draft, id, name));
    }

    private void delete(DepartmentId id) {
        desk.edit("test", draft -> DepartmentAdministration.delete(draft, id));
    }

    @Test
    void shouldCreateAndRename() {
        assertThat(put(SALES, " Vendas ")).isTrue();
        assertThat(put(SALES, "Sales")).isFalse();

        assertThat(desk.inForce().find(Department.KIND, "sales")).contains(new Department(SALES, "Sales"));
    }

    @Test
    void shouldKeepTheDefaultSenderWhenADepartmentIsRenamed() {
        EmailAddress sender = EmailAddress.parse("help@zylker.example");
        desk.edit("test", draft -> draft.put(Department.KIND, new Department(SALES, "Sales", Optional.of(sender))));

        put(SALES, "Vendas");

        assertThat(desk.inForce().find(Department.KIND, "sales").orElseThrow().defaultSender())
                .contains(sender);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\t", "a\nb", "a\u202eb"})
    void shouldRefuseWhenTheNameBreaksARule(String name) {
        assertThatThrownBy(() -> put(SALES, name))
                .isInstanceOfSatisfying(ChangeRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.INVALID))
                .hasMessageStartingWith("name: ");
        assertThatThrownBy(() -> put(SALES, "n".repeat(101))).hasMessageContaining("1 to 100 characters");
    }

    @Test
    void shouldRefuseWhenAnotherDepartmentHasTheName() {
        assertThatThrownBy(() -> put(SALES, "SUPPORT"))
                .isInstanceOfSatisfying(ChangeRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.CONFLICT))
                .hasMessageContaining("sales and support would have the same name");
    }

    @Test
    void shouldMoveTheDefault() {
        put(SALES, "Sales");

        desk.edit("test", draft -> DepartmentAdministration.makeDefault(draft, SALES));

        assertThat(DeskDefaults.of(desk.inForce()).department()).isEqualTo(SALES);
        assertThatThrownBy(() ->
                        desk.edit("test", draft -> DepartmentAdministration.makeDefault(draft, new DepartmentId("hr"))))
                .hasMessage("there is no department hr");
    }

    @Test
    void shouldDeleteWhenNothingNamesIt() {
        put(SALES, "Sales");

        delete(SALES);
        delete(SALES);

        assertThat(desk.inForce().find(Department.KIND, "sales")).isEmpty();
    }

    @Test
    void shouldKeepTheDefaultDepartment() {
        assertThatThrownBy(() -> delete(SUPPORT))
                .isInstanceOfSatisfying(ChangeRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.CONFLICT))
                .hasMessageContaining("is the default one: make another department the default first");
    }

    @Test
    void shouldSayWhatNamesItWhenADepartmentIsInUse() {
        put(SALES, "Sales");
        desk.edit("test", draft -> {
            for (int i = 0; i < 9; i++) {
                draft.put(
                        SupportAddress.KIND,
                        new SupportAddress(
                                EmailAddress.parse("s" + i + "@desk.example"),
                                "Sales",
                                SALES,
                                true,
                                WhenStopped.PARK,
                                List.of()));
            }
        });

        assertThatThrownBy(() -> delete(SALES))
                .hasMessageContaining("support address s0@desk.example, ")
                .hasMessageContaining(" and 4 more: move or delete them first");
    }

    @Test
    void shouldSayWhichSenderNamesIt() {
        put(SALES, "Sales");
        Sender sender = new Sender(
                SALES,
                EmailAddress.parse("help@zylker.example"),
                "Zylker",
                Transport.SERVER,
                false,
                true,
                Optional.empty(),
                Optional.empty());
        desk.edit("test", draft -> draft.put(Sender.KIND, sender));

        assertThatThrownBy(() -> delete(SALES)).hasMessageContaining("sender help@zylker.example");
    }
}
