package org.jamesdesk.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ChangeRefusedException.Reason;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentAdministration;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryConfigurationStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsAdministrationTest {
    private static final Optional<DepartmentId> ORGANISATION = Optional.empty();
    private static final DepartmentId SUPPORT = new DepartmentId("support");
    private static final DepartmentId SALES = new DepartmentId("sales");

    private final Configurations configurations =
            new Configurations(new InMemoryConfigurationStore(), Clock.systemUTC());

    @BeforeEach
    void start() {
        new FirstStart(configurations).createDefaults("desk.example");
        configurations.edit("test", draft -> draft.put(Department.KIND, new Department(SALES, "Sales")));
    }

    static Map<String, JsonNode> wanted(String json) {
        try {
            return new ObjectMapper().readValue(json.replace('\'', '"'), new TypeReference<Map<String, JsonNode>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void change(Optional<DepartmentId> department, String json) {
        configurations.edit("ana", draft -> SettingsAdministration.change(draft, department, wanted(json)));
    }

    private Settings in(DepartmentId department) {
        return Settings.of(configurations.inForce(), department);
    }

    @Test
    void shouldHaveDefaultsUntilSomebodySetsAValue() {
        Settings settings = in(SUPPORT);

        assertThat(Setting.all())
                .allSatisfy(
                        setting -> assertThat(settings.value(setting).origin()).isEqualTo(Origin.DEFAULT));
        assertThat(settings.autoCopy()).isEqualTo(AutoCopy.OFF);
        assertThat(settings.contactFromReplyTo()).isFalse();
        assertThat(settings.agentNameInFrom()).isFalse();
    }

    @Test
    void shouldInheritFromTheOrganisationWhatTheDepartmentDoesNotOverride() {
        change(ORGANISATION, "{'autoCopy': 'bcc', 'contactFromReplyTo': true}");
        change(Optional.of(SALES), "{'autoCopy': 'cc'}");

        assertThat(in(SALES).value(Setting.AUTO_COPY)).isEqualTo(new Settings.Value<>(AutoCopy.CC, Origin.DEPARTMENT));
        assertThat(in(SALES).value(Setting.CONTACT_FROM_REPLY_TO))
                .isEqualTo(new Settings.Value<>(true, Origin.ORGANISATION));
        assertThat(in(SUPPORT).value(Setting.AUTO_COPY))
                .isEqualTo(new Settings.Value<>(AutoCopy.BCC, Origin.ORGANISATION));
        assertThat(Settings.of(configurations.inForce()).autoCopy()).isEqualTo(AutoCopy.BCC);
    }

    @Test
    void shouldInheritAgainWhenTheValueIsNull() {
        change(ORGANISATION, "{'autoCopy': 'bcc'}");
        change(Optional.of(SALES), "{'autoCopy': 'off', 'contactFromReplyTo': true}");
        change(Optional.of(SALES), "{'autoCopy': null}");

        assertThat(in(SALES).value(Setting.AUTO_COPY).origin()).isEqualTo(Origin.ORGANISATION);
        assertThat(in(SALES).contactFromReplyTo()).isTrue();

        change(Optional.of(SALES), "{'contactFromReplyTo': null}");
        change(ORGANISATION, "{'autoCopy': null}");

        assertThat(in(SALES).value(Setting.AUTO_COPY).origin()).isEqualTo(Origin.DEFAULT);
        assertThat(configurations.inForce().all(SettingValues.ORGANISATION)).isEmpty();
        assertThat(configurations.inForce().all(SettingValues.DEPARTMENT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'autoCopy': 'sometimes'} | autoCopy: one of off, cc, bcc expected, or null to inherit",
                "{'autoCopy': 'CC'} | autoCopy: one of off, cc, bcc expected",
                "{'autoCopy': true} | autoCopy: one of off, cc, bcc expected",
                "{'autoCopy': ['cc']} | autoCopy: one of off, cc, bcc expected",
                "{'contactFromReplyTo': 'true'} | contactFromReplyTo: true or false expected, or null to inherit",
                "{'contactFromReplyTo': 1} | contactFromReplyTo: true or false expected",
                "{'agentNameInFrom': {}} | agentNameInFrom: true or false expected",
                "{'AutoCopy': 'cc'} | AutoCopy: there is no such setting; the settings are autoCopy, contactFromReplyTo,",
                "{'': null} | : there is no such setting",
                "{'numberThreading': true} | numberThreading: while it is true, numberThreadingAgents or numberThreadingParticipants must be true as well (R85)",
            })
    void shouldNameTheSettingAndWhatIsRightWhenItIsNot(String json, String message) {
        assertThatThrownBy(() -> change(ORGANISATION, json))
                .isInstanceOfSatisfying(ChangeRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.INVALID))
                .hasMessageStartingWith(message);
    }

    @Test
    void shouldChangeNothingWhenOneOfSeveralIsWrong() {
        long before = configurations.inForce().revision();

        assertThatThrownBy(() -> change(ORGANISATION, "{'autoCopy': 'cc', 'agentNameInFrom': 'yes'}"))
                .hasMessageStartingWith("agentNameInFrom:");

        configurations.refresh();
        assertThat(configurations.inForce().revision()).isEqualTo(before);
    }

    @Test
    void shouldNotSayControlCharactersBackWhenTheNameIsUnknown() {
        Map<String, JsonNode> hostile = new TreeMap<>(wanted("{'autoCopy': 'cc'}"));
        hostile.put("x\r\nSet-Cookie: " + "y".repeat(200), hostile.get("autoCopy"));

        assertThatThrownBy(() -> configurations.edit(
                        "ana", draft -> SettingsAdministration.change(draft, ORGANISATION, hostile)))
                .message()
                .doesNotContain("\r", "\n")
                .hasSizeLessThan(500);
    }

    @ParameterizedTest
    @CsvSource({
        "agentNameInFrom, true",
        "privateByRecipients, false",
        "numberThreading, true",
        "numberThreadingAgents, true",
        "numberThreadingParticipants, true",
        "agentNameInFrom, null"
    })
    void shouldExplainWhenADepartmentOverridesWhatIsOneValueForTheOrganisation(String name, String value) {
        assertThatThrownBy(() -> change(Optional.of(SALES), "{'" + name + "': " + value + "}"))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessage(name + ": it is one value for the whole organisation, a department cannot have its own;"
                        + " set it at /desk/settings");
    }

    @Test
    void shouldRefuseADepartmentThatDoesNotExist() {
        assertThatThrownBy(() -> change(Optional.of(new DepartmentId("nowhere")), "{'autoCopy': 'cc'}"))
                .isInstanceOfSatisfying(ChangeRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.MISSING))
                .hasMessage("there is no department nowhere");
    }

    @Test
    void shouldKeepNumbersOfSomebodyWhileTheyAreOn() {
        change(ORGANISATION, "{'numberThreading': true, 'numberThreadingAgents': true}");
        change(ORGANISATION, "{'numberThreadingAgents': false, 'numberThreadingParticipants': true}");

        assertThatThrownBy(() -> change(ORGANISATION, "{'numberThreadingParticipants': null}"))
                .hasMessageStartingWith("numberThreading: while it is true");

        change(ORGANISATION, "{'numberThreading': false, 'numberThreadingParticipants': null}");
        assertThat(Settings.of(configurations.inForce())
                        .value(Setting.NUMBER_THREADING)
                        .value())
                .isFalse();
    }

    @Test
    void shouldPassOverWhatANewerReleaseWrote() {
        configurations.edit(
                "newer node",
                draft -> draft.put(
                        SettingValues.ORGANISATION,
                        new SettingValues(
                                ORGANISATION, new TreeMap<>(wanted("{'autoCopy': 'digest', 'unknownYet': [1]}")))));

        assertThat(Settings.of(configurations.inForce()).value(Setting.AUTO_COPY))
                .isEqualTo(new Settings.Value<>(AutoCopy.OFF, Origin.DEFAULT));
    }

    @Test
    void shouldHaveNamesThatDiffer() {
        assertThat(Setting.all()).extracting(Setting::name).doesNotHaveDuplicates();
        assertThat(Setting.all()).allSatisfy(setting -> {
            assertThat(setting.name()).matches("[a-z][A-Za-z]+");
            assertThat(setting.requirements()).matches("R\\d+.*|section [A-F]");
        });
    }

    @Test
    void shouldForgetTheSettingsOfADepartmentThatIsDeleted() {
        change(Optional.of(SALES), "{'autoCopy': 'cc'}");
        configurations.edit("ana", draft -> DepartmentAdministration.delete(draft, SALES));
        configurations.edit("ana", draft -> DepartmentAdministration.put(draft, SALES, "Sales"));

        assertThat(in(SALES).value(Setting.AUTO_COPY).origin()).isEqualTo(Origin.DEFAULT);
    }
}
