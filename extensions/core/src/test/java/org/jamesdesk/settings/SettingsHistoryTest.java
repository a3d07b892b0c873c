package org.jamesdesk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryConfigurationStore;
import org.jamesdesk.memory.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsHistoryTest {
    private static final Optional<DepartmentId> ORGANISATION = Optional.empty();
    private static final Optional<DepartmentId> SUPPORT = Optional.of(new DepartmentId("support"));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final Configurations configurations = new Configurations(new InMemoryConfigurationStore(), clock);
    private final SettingsHistory history = new SettingsHistory(configurations);

    @BeforeEach
    void start() {
        new FirstStart(configurations).createDefaults("desk.example");
    }

    private void change(String who, Optional<DepartmentId> department, String json) {
        clock.advance(Duration.ofMinutes(1));
        configurations.edit(
                who,
                draft -> SettingsAdministration.change(draft, department, SettingsAdministrationTest.wanted(json)));
    }

    private void changeSomethingElse(int times) {
        for (int i = 0; i < times; i++) {
            String name = "Department " + i + " of " + clock.instant();
            configurations.edit(
                    "bob", draft -> draft.put(Department.KIND, new Department(new DepartmentId("other"), name)));
        }
    }

    @Test
    void shouldSayWhoChangedWhatAndWhenNewestFirst() {
        change("ana", ORGANISATION, "{'autoCopy': 'cc'}");
        change("bia", SUPPORT, "{'autoCopy': 'bcc'}");
        change("bia", SUPPORT, "{'autoCopy': null}");
        change("carl", ORGANISATION, "{'autoCopy': 'cc', 'agentNameInFrom': true}");

        assertThat(history.page(ORGANISATION, Optional.empty(), 10))
                .isEqualTo(new SettingsHistory.Page(
                        List.of(
                                new SettingChange(
                                        Instant.parse("2026-11-22T10:04:00Z"),
                                        "carl",
                                        ORGANISATION,
                                        "agentNameInFrom",
                                        Optional.empty(),
                                        Optional.of(BooleanNode.TRUE)),
                                new SettingChange(
                                        Instant.parse("2026-11-22T10:03:00Z"),
                                        "bia",
                                        SUPPORT,
                                        "autoCopy",
                                        Optional.of(TextNode.valueOf("bcc")),
                                        Optional.empty()),
                                new SettingChange(
                                        Instant.parse("2026-11-22T10:02:00Z"),
                                        "bia",
                                        SUPPORT,
                                        "autoCopy",
                                        Optional.empty(),
                                        Optional.of(TextNode.valueOf("bcc"))),
                                new SettingChange(
                                        Instant.parse("2026-11-22T10:01:00Z"),
                                        "ana",
                                        ORGANISATION,
                                        "autoCopy",
                                        Optional.empty(),
                                        Optional.of(TextNode.valueOf("cc")))),
                        Optional.empty()));
    }

    @Test
    void shouldShowOneDepartmentOnlyWhenAskedTo() {
        change("ana", ORGANISATION, "{'autoCopy': 'cc'}");
        change("bia", SUPPORT, "{'autoCopy': 'bcc'}");

        assertThat(history.page(SUPPORT, Optional.empty(), 10).changes())
                .extracting(SettingChange::who)
                .containsExactly("bia");
    }

    @Test
    void shouldFindEveryChangeByPagesThoughMuchElseWasChangedInBetween() {
        for (int i = 0; i < 7; i++) {
            change("ana" + i, ORGANISATION, "{'contactFromReplyTo': " + (i % 2 == 0) + "}");
            changeSomethingElse(i == 3 ? 1_200 : 3);
        }

        List<String> who = new ArrayList<>();
        Optional<Long> before = Optional.empty();
        int pages = 0;
        do {
            SettingsHistory.Page page = history.page(ORGANISATION, before, 2);
            page.changes().forEach(change -> who.add(change.who()));
            before = page.next();
            pages++;
        } while (before.isPresent());

        assertThat(who).containsExactly("ana6", "ana5", "ana4", "ana3", "ana2", "ana1", "ana0");
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void shouldGoOnLaterWhenTooMuchElseWasChanged() {
        change("ana", ORGANISATION, "{'autoCopy': 'cc'}");
        changeSomethingElse(20_100);

        SettingsHistory.Page first = history.page(ORGANISATION, Optional.empty(), 10);
        SettingsHistory.Page second = history.page(ORGANISATION, first.next(), 10);

        assertThat(first.changes()).isEmpty();
        assertThat(first.next()).isPresent();
        assertThat(second.changes()).hasSize(1);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void shouldKeepTogetherWhatWasChangedTogether() {
        change("ana", ORGANISATION, "{'autoCopy': 'cc', 'contactFromReplyTo': true, 'agentNameInFrom': true}");

        assertThat(history.page(ORGANISATION, Optional.empty(), 1).changes()).hasSize(3);
    }

    @Test
    void shouldStartAtTheNewestWhenThePositionLiesInTheFuture() {
        change("ana", ORGANISATION, "{'autoCopy': 'cc'}");

        assertThat(history.page(ORGANISATION, Optional.of(Long.MAX_VALUE), 10).changes())
                .hasSize(1);
        assertThat(history.page(ORGANISATION, Optional.of(1L), 10).changes()).isEmpty();
    }
}
