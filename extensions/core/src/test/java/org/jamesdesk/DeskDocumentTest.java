package org.jamesdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.DeskDomains;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.SupportAddressAdministration;
import org.jamesdesk.configuration.Change;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ConfigurationDocument;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.DepartmentAdministration;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.sender.Transport;
import org.jamesdesk.sender.TransportType;
import org.jamesdesk.template.Template;
import org.jamesdesk.template.TemplateContent;
import org.jamesdesk.template.TemplateLanguage;
import org.jamesdesk.template.TemplateName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskDocumentTest {
    private static final DeskDomains DOMAINS = DeskDomains.of("desk.example");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T10:00:00Z"));
    private final ConfigurationDocument document = DeskDocument.of(DOMAINS);
    private final Configurations desk = started();

    private Configurations started() {
        Configurations configurations = new Configurations(new InMemoryDesk(clock).configuration(), clock);
        new FirstStart(configurations).createDefaults("desk.example");
        return configurations;
    }

    private List<Change> read(Configurations configurations, String json) {
        JsonNode tree = tree(json);
        return configurations.change("test", draft -> document.read(tree, draft));
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String address(String address, String more) {
        return "{\"address\": \"" + address + "\", \"friendlyName\": \"A\", \"department\": \"support\","
                + " \"takesMail\": true, \"whenStopped\": \"PARK\", \"externalAddresses\": []" + more + "}";
    }

    @Test
    void shouldMakeAnotherDeskTheSameAndNothingTheSecondTime() {
        SupportAddressAdministration addresses = new SupportAddressAdministration(DOMAINS);
        desk.edit("test", draft -> {
            DepartmentAdministration.put(draft, new DepartmentId("sales"), "Vendas");
            addresses.put(
                    draft,
                    addresses.named("sales"),
                    new SupportAddressAdministration.Wanted(
                            Optional.of("Zylker Vendas"),
                            Optional.of("sales"),
                            Optional.of(List.of("vendas@zylker.com")),
                            Optional.of("refuse")));
            addresses.makeDefault(draft, addresses.named("sales"));
            addresses.delete(draft, addresses.named("support"));
            addresses.setIntake(draft, addresses.named("sales"), false);
        });
        Configurations other = started();

        List<Change> changes = read(other, document.write(desk.inForce()).toString());

        assertThat(changes)
                .extracting(change -> document.sectionOf(change) + " " + change.key())
                .containsExactly(
                        "departments sales",
                        "supportAddresses sales@desk.example",
                        "supportAddresses support@desk.example",
                        "defaults desk");
        assertThat(document.write(other.inForce())).isEqualTo(document.write(desk.inForce()));
        long revision = other.inForce().revision();
        assertThat(read(other, document.write(desk.inForce()).toString())).isEmpty();
        assertThat(other.inForce().revision()).isEqualTo(revision);
    }

    @Test
    void shouldLeaveSectionsAloneThatAreAbsent() {
        assertThat(read(desk, "{\"departments\": [{\"id\": \"support\", \"name\": \"Hilfe\"}]}"))
                .hasSize(1);

        assertThat(desk.inForce().all(SupportAddress.KIND)).hasSize(1);
    }

    @Test
    void shouldChangeNothingWhenItIsARehearsal() {
        JsonNode tree = tree("{\"departments\": [{\"id\": \"support\", \"name\": \"Hilfe\"}]}");

        List<Change> changes = desk.rehearse(draft -> document.read(tree, draft));

        assertThat(changes).hasSize(1);

        assertThat(document.write(desk.inForce()).toString()).doesNotContain("Hilfe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[] | body: one JSON object with these keys expected: departments, supportAddresses, defaults,",
                "{\"agentz\": []} | agentz: unknown key; known keys are departments, supportAddresses, defaults,",
                "{\"departments\": {}} | departments: a list expected",
                "{\"departments\": [null]} | departments[0]: one JSON object expected",
                "{\"departments\": [7]} | departments[0]: one JSON object expected",
                "{\"departments\": [{\"id\": \"support\"}]} | departments[0]: name is needed",
                "{\"departments\": [{\"id\": \"support\", \"name\": 7}]} | departments[0].name: a text expected",
                "{\"departments\": [{\"id\": \"A B\", \"name\": \"x\"}]} | departments[0].id: a department id has",
                "{\"departments\": [{\"id\": \"a\", \"name\": \"x\", \"y\": 1}]} | departments[0].y: unknown key; known",
                "{\"departments\": [{\"id\": \"a\", \"name\": \"x\\ny\"}]} | departments[0].name: no line breaks",
                "{\"departments\": []} | department: there is no department support, which support@desk.example names",
                "{\"departments\": [{\"id\": \"support\", \"name\": \"x\"}, {\"id\": \"support\", \"name\": \"y\"}]}"
                        + " | departments[1]: support stands in the list twice",
                "{\"departments\": [{\"id\": \"support\", \"name\": \"x\"}, {\"id\": \"b\", \"name\": \"X\"}]}"
                        + " | name: the departments b and support would have the same name",
                "{\"supportAddresses\": []} | a desk has at least one support address",
                "{\"defaults\": []} | defaults: a desk has one default",
                "{\"defaults\": [{\"department\": \"hr\", \"supportAddress\": \"support@desk.example\"}]}"
                        + " | defaults: there is no department hr",
            })
    void shouldChangeNothingAndNameThePlaceOfTheMistake(String json, String message) {
        long revision = desk.inForce().revision();

        assertThatThrownBy(() -> read(desk, json))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageStartingWith(message);

        assertThat(desk.inForce().revision()).isEqualTo(revision);
    }

    @Test
    void shouldKeepTheRulesOfTheSingleRoutes() {
        String good = address("support@desk.example", "");

        assertMistake(good + "," + address("a@elsewhere.example", ""), "supportAddresses[1].address: the desk has");
        assertMistake(good + "," + address("bounce@desk.example", ""), "supportAddresses[1].address: bounce@ is for");
        assertMistake(address("nobody", ""), "supportAddresses[0].address: 'nobody' is not an e-mail address");
        assertMistake(good.replace("PARK", "DROP"), "supportAddresses[0].whenStopped: one of [PARK, REFUSE] expected");
        assertMistake(
                good.replace("\"takesMail\": true,", ""), "supportAddresses[0].takesMail: true or false expected");
        assertMistake(
                good.replace("[]", "[\"support@desk.example\"]"),
                "externalAddresses: support@desk.example is a support address");
    }

    @Test
    void shouldBringSendersWithoutWhatWasProvenAboutThem() {
        Transport relay = new Transport(
                TransportType.SMTP,
                Optional.of(new SmtpRelay("smtp.zylker.com", 587, ConnectionSecurity.STARTTLS, "ana")));
        desk.edit("test", draft -> {
            draft.put(Sender.KIND, verified("server@zylker.com", Transport.SERVER));
            draft.put(Sender.KIND, verified("relay@zylker.com", relay));
        });
        Configurations other = started();
        String written = document.write(desk.inForce()).toString();

        read(other, written);

        assertThat(other.inForce().all(Sender.KIND))
                .extracting(sender -> sender.address() + " " + sender.state().apiName())
                .containsExactly("relay@zylker.com failed", "server@zylker.com unverified");
        assertThat(read(desk, written))
                .as("what is proven here stays proven here")
                .isEmpty();
    }

    private static Sender verified(String address, Transport transport) {
        return new Sender(
                new DepartmentId("support"),
                EmailAddress.parse(address),
                "Zylker",
                transport,
                true,
                true,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void shouldRefuseASenderOfNoDepartment() {
        String sender = "{\"senders\": [{\"department\": \"hr\", \"address\": \"a@b.example\", \"friendlyName\": \"A\","
                + " \"transport\": {\"type\": \"SERVER\"}, \"verified\": true, \"active\": true}]}";

        assertThatThrownBy(() -> read(desk, sender))
                .hasMessageStartingWith("department: there is no department hr, which");
    }

    @Test
    void shouldCarryTemplatesR35() {
        Template signature = new Template(
                Optional.of(new DepartmentId("support")),
                TemplateName.REPLY_SIGNATURE,
                TemplateLanguage.ENGLISH,
                new TemplateContent("", "<p>{{agent.name}}</p>", "{{agent.name}}"),
                Optional.empty());
        desk.edit("test", draft -> draft.put(Template.KIND, signature));
        Configurations other = started();

        read(other, document.write(desk.inForce()).toString());

        assertThat(other.inForce().all(Template.KIND)).containsExactly(signature);
    }

    @Test
    void shouldRefuseABrokenTemplateWithItsPlaceR35() {
        String template = "{\"templates\": [{\"name\": \"REPLY_SIGNATURE\", \"language\": \"ENGLISH\","
                + " \"content\": {\"subject\": \"\", \"html\": \"x\", \"text\": \"{{agent.nmae}}\"}}]}";

        assertThatThrownBy(() -> read(desk, template))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageStartingWith("templates[0].text: line 1: there is no variable 'agent.nmae'");
    }

    private void assertMistake(String addresses, String message) {
        assertThatThrownBy(() -> read(desk, "{\"supportAddresses\": [" + addresses + "]}"))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageStartingWith(message);
    }
}
