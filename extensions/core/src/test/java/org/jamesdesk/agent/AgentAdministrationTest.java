package org.jamesdesk.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jamesdesk.address.DeskDomains;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.address.SupportAddressAdministration;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ChangeRefusedException.Reason;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.DepartmentAdministration;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryConfigurationStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentAdministrationTest {
    private final Configurations configurations =
            new Configurations(new InMemoryConfigurationStore(), Clock.systemUTC());

    @BeforeEach
    void start() {
        new FirstStart(configurations).createDefaults("desk.example");
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text);
    }

    private static Agent agent(String address, String... aliases) {
        return new Agent(
                address(address),
                "Bia",
                "Souza",
                false,
                true,
                List.of(),
                Stream.of(aliases).map(EmailAddress::parse).toList());
    }

    private static Agent named(String first, String last) {
        return new Agent(address("bia@zylker.example"), first, last, false, true, List.of(), List.of());
    }

    private void put(Agent agent) {
        configurations.edit("ana", draft -> AgentAdministration.put(draft, agent));
    }

    private Agents agents() {
        return Agents.of(configurations.inForce());
    }

    @Test
    void shouldFindAnAgentByAddressAndAliasWhateverTheCase() {
        put(agent("Bia@Zylker.example", "b.souza@zylker.example"));

        assertThat(agents().find(address("BIA@zylker.example")))
                .map(Agent::name)
                .contains("Bia Souza");
        assertThat(agents().find(address("B.Souza@zylker.example")))
                .map(Agent::address)
                .contains(address("bia@zylker.example"));
        assertThat(agents().find(address("nobody@zylker.example"))).isEmpty();
    }

    @Test
    void shouldReplaceTheAgentWithTheSameAddress() {
        put(agent("bia@zylker.example", "old@zylker.example"));
        put(agent("BIA@zylker.example", "new@zylker.example"));

        assertThat(configurations.inForce().all(Agent.KIND)).hasSize(1);
        assertThat(agents().find(address("old@zylker.example"))).isEmpty();
        assertThat(agents().find(address("new@zylker.example"))).isPresent();
    }

    @Test
    void shouldMakeAnAgentInactiveAndActiveAgain() {
        put(agent("bia@zylker.example"));

        configurations.edit("ana", draft -> AgentAdministration.setActive(draft, address("BIA@zylker.example"), false));
        assertThat(agents().find(address("bia@zylker.example")).orElseThrow().active())
                .isFalse();

        configurations.edit("ana", draft -> AgentAdministration.setActive(draft, address("bia@zylker.example"), true));
        assertThat(agents().find(address("bia@zylker.example")).orElseThrow().active())
                .isTrue();
    }

    @Test
    void shouldSayThatThereIsNoSuchAgent() {
        assertThatThrownBy(() -> configurations.edit(
                        "ana", draft -> AgentAdministration.setActive(draft, address("x@y.example"), true)))
                .isInstanceOfSatisfying(ChangeRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.MISSING));
    }

    @Test
    void shouldRefuseAnAddressThatIsAnotherAgents() {
        put(agent("bia@zylker.example", "b.souza@zylker.example"));

        assertConflict(
                agent("B.SOUZA@zylker.example"),
                "address, aliases: b.souza@zylker.example would be an address of two agents, B");
        assertConflict(
                agent("carl@zylker.example", "Bia@zylker.example"), "address, aliases: Bia@zylker.example would be an");
        assertConflict(
                agent("carl@zylker.example", "c@zylker.example", "b.souza@zylker.example"),
                "address, aliases: b.souza@zylker.example would be an address of two agents, bia@zylker.example and carl@");
    }

    @Test
    void shouldRefuseASupportAddress() {
        assertConflict(agent("Support@desk.example"), "address, aliases: Support@desk.example is a support address");
        assertConflict(
                agent("bia@zylker.example", "support@desk.example"), "address, aliases: support@desk.example is a");
    }

    private void assertConflict(Agent agent, String message) {
        assertThatThrownBy(() -> put(agent))
                .isInstanceOfSatisfying(ChangeRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.CONFLICT))
                .hasMessageStartingWith(message);
    }

    @Test
    void shouldRefuseAnAddressThatStandsTwiceInOneAgent() {
        assertInvalid(
                agent("bia@zylker.example", "BIA@zylker.example"), "aliases[0]: BIA@zylker.example is named twice");
        assertInvalid(
                agent("bia@zylker.example", "b@zylker.example", "B@zylker.example"),
                "aliases[1]: B@zylker.example is named twice");
    }

    @Test
    void shouldRefuseTooManyAliases() {
        String[] aliases = IntStream.rangeClosed(0, AgentAdministration.MOST_ALIASES)
                .mapToObj(i -> "a" + i + "@zylker.example")
                .toArray(String[]::new);

        assertInvalid(agent("bia@zylker.example", aliases), "aliases: at most 20 expected");
    }

    @Test
    void shouldRefuseADepartmentThatDoesNotExistOrStandsTwice() {
        DepartmentId support = new DepartmentId("support");
        DepartmentId sales = new DepartmentId("sales");

        assertInvalid(inDepartments(List.of(support, sales)), "departments: there is no department sales");
        assertInvalid(inDepartments(List.of(support, support)), "departments[1]: support is named twice");
    }

    private static Agent inDepartments(List<DepartmentId> departments) {
        return new Agent(address("bia@zylker.example"), "Bia", "", false, true, departments, List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "Bia\r\nBcc: x@y.example", "Bia\u202e", "Bia <ceo@bank.example>", "B\u0000"})
    void shouldRefuseAFirstNameThatCannotStandInAHeader(String name) {
        assertInvalid(named(name, "Souza"), "firstName: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Souza\nX: y", "\u2066Souza", "S<"})
    void shouldRefuseALastNameThatCannotStandInAHeader(String name) {
        assertInvalid(named("Bia", name), "lastName: ");
    }

    @Test
    void shouldRefuseANameOfMoreThanOneHundredCharacters() {
        assertInvalid(named("x".repeat(101), ""), "firstName: 1 to 100 characters expected");
        assertInvalid(named("x", "y".repeat(101)), "lastName: 1 to 100 characters expected");
    }

    @Test
    void shouldTakeAPersonWithOneName() {
        put(named(" Bia ", " "));

        assertThat(agents().find(address("bia@zylker.example")).orElseThrow().name())
                .isEqualTo("Bia");
    }

    private void assertInvalid(Agent agent, String message) {
        assertThatThrownBy(() -> put(agent))
                .isInstanceOfSatisfying(ChangeRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.INVALID))
                .hasMessageStartingWith(message);
        assertThat(configurations.inForce().all(Agent.KIND)).isEmpty();
    }

    @Test
    void shouldKeepADepartmentThatAnAgentWorksIn() {
        configurations.edit("ana", draft -> {
            DepartmentAdministration.put(draft, new DepartmentId("sales"), "Sales");
            AgentAdministration.put(draft, inDepartments(List.of(new DepartmentId("sales"))));
        });

        assertThatThrownBy(() -> configurations.edit(
                        "ana", draft -> DepartmentAdministration.delete(draft, new DepartmentId("sales"))))
                .hasMessage("department sales is still named by agent bia@zylker.example: move or delete them first");
    }

    @Test
    void shouldRefuseASupportAddressThatIsAnAgents() {
        put(agent("bia@desk.example"));
        SupportAddressAdministration addresses = new SupportAddressAdministration(DeskDomains.of("desk.example"));

        assertThatThrownBy(() -> configurations.edit(
                        "ana",
                        draft -> addresses.put(
                                draft,
                                address("bia@desk.example"),
                                new SupportAddressAdministration.Wanted(
                                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("cannot be an address of the agent bia@desk.example");
    }
}
