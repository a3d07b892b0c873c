package org.jamesdesk.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.WhenStopped;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryConfigurationStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SenderChoiceTest {
    private static final DepartmentId SALES = new DepartmentId("sales");
    private static final DepartmentId SUPPORT = new DepartmentId("support");
    private static final EmailAddress DESK_DEFAULT = EmailAddress.parse("support@desk.example");
    private static final EmailAddress VENDAS = EmailAddress.parse("vendas@desk.example");
    private static final EmailAddress DELETED = EmailAddress.parse("deleted@desk.example");
    private static final EmailAddress OUTSIDE = EmailAddress.parse("sales@zylker.example");

    private final Configurations configurations =
            new Configurations(new InMemoryConfigurationStore(), Clock.systemUTC());

    @BeforeEach
    void start() {
        new FirstStart(configurations).createDefaults("desk.example");
        put(new Department(SALES, "Sales"));
    }

    private void put(Department department) {
        configurations.edit("test", draft -> draft.put(Department.KIND, department));
    }

    private void put(EmailAddress address, DepartmentId department) {
        configurations.edit(
                "test",
                draft -> draft.put(
                        SupportAddress.KIND,
                        new SupportAddress(address, "Zylker", department, true, WhenStopped.PARK, List.of())));
    }

    private void put(DepartmentId department, boolean verified, boolean active, Optional<String> failure) {
        configurations.edit(
                "test",
                draft -> draft.put(
                        Sender.KIND,
                        new Sender(
                                department,
                                OUTSIDE,
                                "Sales of " + department,
                                Transport.SERVER,
                                verified,
                                active,
                                failure,
                                Optional.empty())));
    }

    private void putUsable(DepartmentId department) {
        put(department, true, true, Optional.empty());
    }

    private SenderChoice usual(EmailAddress ticketsAddress) {
        return SenderChoice.usual(configurations.inForce(), SALES, ticketsAddress);
    }

    private SenderChoice asked(EmailAddress wanted) {
        return SenderChoice.asked(configurations.inForce(), SALES, VENDAS, wanted);
    }

    @Test
    void shouldSendFromTheTicketsAddressWhenNothingElseWasSet() {
        put(VENDAS, SALES);
        put(EmailAddress.parse("aaa@desk.example"), SALES);

        assertThat(usual(VENDAS)).isEqualTo(new SenderChoice(new Mailbox("Zylker", VENDAS), VENDAS, Optional.empty()));
    }

    @Test
    void shouldSendFromTheDepartmentsFirstAddressWhenTheTicketsIsGone() {
        put(VENDAS, SALES);
        put(EmailAddress.parse("aaa@desk.example"), SALES);
        put(EmailAddress.parse("aa@desk.example"), SUPPORT);

        assertThat(usual(DELETED).mailbox().address()).isEqualTo(EmailAddress.parse("aaa@desk.example"));
    }

    @Test
    void shouldPreferTheDesksDefaultWhenItIsTheDepartmentsOwn() {
        put(EmailAddress.parse("aa@desk.example"), SUPPORT);

        assertThat(SenderChoice.usual(configurations.inForce(), SUPPORT, DELETED)
                        .mailbox())
                .isEqualTo(new Mailbox("Support", DESK_DEFAULT));
    }

    @Test
    void shouldSendFromTheDesksDefaultWhenTheDepartmentHasNoAddress() {
        put(EmailAddress.parse("aa@desk.example"), SUPPORT);

        assertThat(usual(DELETED).mailbox().address()).isEqualTo(DESK_DEFAULT);
        assertThat(SenderChoice.usual(configurations.inForce(), new DepartmentId("gone"), DELETED)
                        .mailbox()
                        .address())
                .isEqualTo(DESK_DEFAULT);
    }

    @Test
    void shouldSendFromTheDepartmentsDefaultSenderAndLetAnswersComeToTheTicketsAddress() {
        put(VENDAS, SALES);
        putUsable(SALES);
        put(new Department(SALES, "Sales", Optional.of(OUTSIDE)));

        SenderChoice choice = usual(VENDAS);

        assertThat(choice.mailbox()).isEqualTo(new Mailbox("Sales of sales", OUTSIDE));
        assertThat(choice.answersTo()).isEqualTo(VENDAS);
        assertThat(choice.sender()).map(Sender::id).contains(new SenderId(SALES, OUTSIDE));
        assertThat(usual(DELETED).answersTo()).isEqualTo(VENDAS);
    }

    @Test
    void shouldSendFromTheTicketsAddressWhenTheDefaultSenderCannotSend() {
        put(VENDAS, SALES);
        put(new Department(SALES, "Sales", Optional.of(OUTSIDE)));
        assertThat(usual(VENDAS).mailbox().address()).isEqualTo(VENDAS);

        put(SALES, false, true, Optional.empty());
        assertThat(usual(VENDAS).mailbox().address()).isEqualTo(VENDAS);

        put(SALES, true, false, Optional.empty());
        assertThat(usual(VENDAS).mailbox().address()).isEqualTo(VENDAS);

        put(SALES, true, true, Optional.of("535 wrong password"));
        assertThat(usual(VENDAS).mailbox().address()).isEqualTo(VENDAS);
    }

    @Test
    void shouldTakeASupportAddressForADepartmentsDefaultSender() {
        put(VENDAS, SALES);
        put(new Department(SALES, "Sales", Optional.of(DESK_DEFAULT)));

        assertThat(usual(VENDAS).mailbox().address()).isEqualTo(DESK_DEFAULT);
        assertThat(usual(VENDAS).answersTo()).isEqualTo(DESK_DEFAULT);
    }

    @Test
    void shouldSendFromTheSupportAddressThatWasAskedFor() {
        put(VENDAS, SALES);

        assertThat(asked(EmailAddress.parse("SUPPORT@desk.example")))
                .isEqualTo(new SenderChoice(new Mailbox("Support", DESK_DEFAULT), DESK_DEFAULT, Optional.empty()));
    }

    @Test
    void shouldPreferTheSenderOfTheTicketsDepartment() {
        put(VENDAS, SALES);
        putUsable(SUPPORT);
        putUsable(SALES);

        assertThat(asked(OUTSIDE).sender()).map(Sender::department).contains(SALES);
        assertThat(asked(OUTSIDE).answersTo()).isEqualTo(VENDAS);
    }

    @Test
    void shouldTakeAnotherDepartmentsSenderWhenTheTicketsHasNone() {
        put(VENDAS, SALES);
        put(new Department(new DepartmentId("a"), "A"));
        put(new DepartmentId("a"), true, false, Optional.empty());
        putUsable(SUPPORT);

        assertThat(asked(OUTSIDE).sender()).map(Sender::department).contains(SUPPORT);
    }

    @Test
    void shouldSayStateAndReasonWhenTheOneAskedForCannotSend() {
        put(VENDAS, SALES);
        putUsable(SUPPORT);

        put(SALES, false, true, Optional.empty());
        assertRefused("is unverified: nobody has confirmed its verification mail yet");

        put(SALES, true, false, Optional.empty());
        assertRefused("is inactive: an administrator has put it out of use; activate it first");

        put(SALES, true, true, Optional.of("535 5.7.8 wrong password"));
        assertRefused("is failed: 535 5.7.8 wrong password; authenticate it again");
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> asked(OUTSIDE))
                .isInstanceOf(SenderRefusedException.class)
                .hasMessage("sales@zylker.example of department sales cannot send, it " + reason);
    }

    @Test
    void shouldRefuseAnAddressThatIsNotTheDesks() {
        assertThatThrownBy(() -> asked(EmailAddress.parse("ceo@bank.example")))
                .isInstanceOf(SenderRefusedException.class)
                .hasMessage("ceo@bank.example is neither a support address nor a From address of this desk");
    }
}
