package org.jamesdesk.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jamesdesk.address.SupportAddressAdministration.Wanted;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ChangeRefusedException.Reason;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.configuration.Draft;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentAdministration;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R6–R22: every rule, from the default address support@desk.example of the department support on. */
class SupportAddressAdministrationTest {
    private static final Wanted NOTHING =
            new Wanted(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T10:00:00Z"));
    private final Configurations desk = new Configurations(new InMemoryDesk(clock).configuration(), clock);
    private final SupportAddressAdministration administration =
            new SupportAddressAdministration(new DeskDomains("desk.example", Set.of("Zylker.example")));

    @BeforeEach
    void start() {
        new FirstStart(desk).createDefaults("desk.example");
        desk.edit("test", draft -> DepartmentAdministration.put(draft, new DepartmentId("sales"), "Vendas"));
    }

    private boolean put(String address, Wanted wanted) {
        return desk.change("test", draft -> administration.put(draft, administration.named(address), wanted));
    }

    private SupportAddress find(String address) {
        return SupportAddressAdministration.existing(desk.inForce(), EmailAddress.parse(address));
    }

    private EmailAddress defaultAddress() {
        return DeskDefaults.of(desk.inForce()).supportAddress();
    }

    private static Wanted named(String friendlyName) {
        return new Wanted(Optional.of(friendlyName), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Wanted in(String department) {
        return new Wanted(Optional.empty(), Optional.of(department), Optional.empty(), Optional.empty());
    }

    private static Wanted forwardedFrom(String... external) {
        return new Wanted(Optional.empty(), Optional.empty(), Optional.of(List.of(external)), Optional.empty());
    }

    private static void assertRefused(ThrowingCallable change, Reason reason, String message) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(ChangeRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(reason))
                .hasMessageContaining(message);
    }

    @Test
    void shouldCreateInTheDeskDomainWhenTheLocalPartStandsAloneR6() {
        assertThat(put("Sales", in("sales"))).isTrue();

        assertThat(find("sales@desk.example"))
                .isEqualTo(new SupportAddress(
                        EmailAddress.parse("Sales@desk.example"),
                        "Vendas",
                        new DepartmentId("sales"),
                        true,
                        WhenStopped.PARK,
                        List.of()));
    }

    @Test
    void shouldCreateInEveryDomainThatIsServedR6() {
        assertThat(put("vendas@ZYLKER.example", NOTHING)).isTrue();

        assertThat(find("vendas@zylker.example").department()).isEqualTo(new DepartmentId("support"));
    }

    @Test
    void shouldNameTheServedDomainsWhenTheDomainIsForeign() {
        assertRefused(
                () -> put("sales@elsewhere.example", NOTHING),
                Reason.INVALID,
                "address: the desk has addresses in these domains only: desk.example, zylker.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a..b",
                ".a",
                "a.",
                "@desk.example",
                "a@",
                "a@b@desk.example",
                "sales+x",
                "\"a\"",
                "Jo\u00e3o",
                "a/b",
                "a%b",
                "<a>",
                "a\r\nRCPT",
                "-a",
                "bounce",
                "BOUNCE"
            })
    void shouldRefuseWhenTheAddressIsMalformedOrReservedR11(String address) {
        assertRefused(() -> put(address, NOTHING), Reason.INVALID, "address: ");
    }

    @Test
    void shouldRefuseWhenTheLocalPartIsLongerThanSmtpAllows() {
        assertThat(put("a".repeat(64), NOTHING)).isTrue();

        assertRefused(() -> put("a".repeat(65), NOTHING), Reason.INVALID, "1 to 64 letters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "Sales\r\nBcc: a@b.example", "Sales <ceo@zylker.example>", "Sales\u202egnp", "\u0007"})
    void shouldRefuseWhenTheFriendlyNameCouldForgeAHeaderR7(String name) {
        assertRefused(() -> put("sales", named(name)), Reason.INVALID, "friendlyName: ");
    }

    @Test
    void shouldRefuseWhenTheFriendlyNameIsOversize() {
        assertThat(put("sales", named("n".repeat(100)))).isTrue();

        assertRefused(() -> put("sales", named("n".repeat(101))), Reason.INVALID, "friendlyName: 1 to 100 characters");
    }

    @Test
    void shouldRefuseWhenTheDepartmentIsUnknownOrMalformed() {
        assertRefused(() -> put("sales", in("hr")), Reason.INVALID, "department: there is no department hr");
        assertRefused(() -> put("sales", in("H R")), Reason.INVALID, "department: a department id has");
    }

    @Test
    void shouldRefuseWhenWhatToDoWhenStoppedIsUnknown() {
        Wanted drop = new Wanted(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("drop"));

        assertRefused(() -> put("sales", drop), Reason.INVALID, "whenStopped: park or refuse expected");
    }

    @Test
    void shouldReplaceWhenTheAddressExistsInAnotherCaseR11() {
        put(
                "sales",
                new Wanted(
                        Optional.of("Sales"),
                        Optional.of("sales"),
                        Optional.of(List.of("sales@zylker.com")),
                        Optional.of("refuse")));

        assertThat(put("SALES@desk.example", NOTHING)).isFalse();

        assertThat(desk.inForce().all(SupportAddress.KIND)).hasSize(2);
        assertThat(find("sales@desk.example").externalAddresses()).isEmpty();
        assertThat(find("sales@desk.example").whenStopped()).isEqualTo(WhenStopped.PARK);
    }

    @Test
    void shouldLeaveTheIntakeAsItIsWhenAnAddressIsReplaced() {
        desk.edit("test", draft -> administration.setIntake(draft, EmailAddress.parse("support@desk.example"), false));

        put("support", named("Help"));

        assertThat(find("support@desk.example").takesMail()).isFalse();
    }

    @Test
    void shouldKeepOutsideMailboxesR9() {
        put("sales", forwardedFrom("Sales@Zylker.com", "vendas@zylker.com.br"));

        assertThat(find("sales@desk.example").externalAddresses())
                .containsExactly(EmailAddress.parse("sales@zylker.com"), EmailAddress.parse("vendas@zylker.com.br"));
    }

    @Test
    void shouldNameThePlaceWhenAnOutsideMailboxIsMalformed() {
        assertRefused(
                () -> put("sales", forwardedFrom("a@b.example", "nobody")), Reason.INVALID, "externalAddresses[1]: ");
    }

    @Test
    void shouldRefuseWhenAnOutsideMailboxIsNamedTwice() {
        assertRefused(
                () -> put("sales", forwardedFrom("a@b.example", "A@b.example")),
                Reason.INVALID,
                "externalAddresses[1]: A@b.example is named twice");

        put("sales", forwardedFrom("a@b.example"));
        assertRefused(
                () -> put("support", forwardedFrom("A@B.example")),
                Reason.CONFLICT,
                "externalAddresses: A@b.example forwards to sales@desk.example already");
    }

    @Test
    void shouldRefuseWhenAnOutsideMailboxIsASupportAddress() {
        assertRefused(
                () -> put("sales", forwardedFrom("support@desk.example")),
                Reason.CONFLICT,
                "externalAddresses: support@desk.example is a support address");
        assertRefused(() -> put("sales", forwardedFrom("sales@desk.example")), Reason.CONFLICT, "is a support address");

        put("sales", forwardedFrom("info@zylker.example"));
        assertRefused(() -> put("info@zylker.example", NOTHING), Reason.CONFLICT, "info@zylker.example is a support");
    }

    @Test
    void shouldRefuseWhenThereAreTooManyOutsideMailboxes() {
        String[] many = new String[101];
        for (int i = 0; i < many.length; i++) {
            many[i] = "a" + i + "@b.example";
        }

        assertRefused(() -> put("sales", forwardedFrom(many)), Reason.INVALID, "externalAddresses: at most 100");
    }

    @Test
    void shouldKeepTheLastAddressR16() {
        assertRefused(() -> delete("support@desk.example"), Reason.CONFLICT, "is the last support address");
    }

    @Test
    void shouldDoNothingWhenAnAddressThatIsNotThereIsDeleted() {
        delete("nobody@desk.example");

        assertThat(desk.inForce().all(SupportAddress.KIND)).hasSize(1);
    }

    @Test
    void shouldMakeAnotherOfTheDepartmentTheDefaultWhenTheDefaultIsDeleted() {
        put("aaa", in("sales"));
        put("zzz", in("support"));

        delete("support@desk.example");

        assertThat(defaultAddress()).isEqualTo(EmailAddress.parse("zzz@desk.example"));
        delete("zzz@desk.example");
        assertThat(defaultAddress()).isEqualTo(EmailAddress.parse("aaa@desk.example"));
    }

    @Test
    void shouldForgetTheDepartmentsDefaultSenderWhenItsAddressIsDeleted() {
        put("sales", in("sales"));
        desk.edit(
                "test",
                draft -> draft.put(
                        Department.KIND,
                        new Department(
                                new DepartmentId("sales"),
                                "Vendas",
                                Optional.of(EmailAddress.parse("sales@desk.example")))));

        delete("sales@desk.example");

        assertThat(desk.inForce().find(Department.KIND, "sales").orElseThrow().defaultSender())
                .isEmpty();
    }

    @Test
    void shouldMoveTheDefault() {
        put("sales", in("sales"));

        desk.edit("test", draft -> administration.makeDefault(draft, EmailAddress.parse("SALES@desk.example")));

        assertThat(defaultAddress()).isEqualTo(EmailAddress.parse("sales@desk.example"));
    }

    @Test
    void shouldRefuseWhenTheAddressToChangeIsUnknown() {
        EmailAddress unknown = EmailAddress.parse("nobody@desk.example");

        assertRefused(
                () -> desk.edit("test", draft -> administration.makeDefault(draft, unknown)),
                Reason.MISSING,
                "there is no support address nobody@desk.example");
        assertRefused(
                () -> desk.edit("test", draft -> administration.setIntake(draft, unknown, true)),
                Reason.MISSING,
                "there is no support address nobody@desk.example");
    }

    private void delete(String address) {
        desk.edit("test", (Draft draft) -> administration.delete(draft, EmailAddress.parse(address)));
    }
}
