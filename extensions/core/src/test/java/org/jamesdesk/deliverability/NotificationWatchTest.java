package org.jamesdesk.deliverability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.Change;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ChangeSet;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.deliverability.NotificationEvent.Kind;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.notice.MailedAlerts;
import org.jamesdesk.notice.Notices;
import org.jamesdesk.work.Work;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R100–R102. */
class NotificationWatchTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final List<Work> mails = Collections.synchronizedList(new ArrayList<>());
    private final List<NotificationEvent> made = Collections.synchronizedList(new ArrayList<>());
    private final Node one = new Node();
    private final Node other = new Node();

    /** A node with a configuration and a window of its own; the stores are everybody's. */
    private final class Node {
        final Configurations configurations = new Configurations(desk.configuration(), clock);
        final NotificationWatch watch = new NotificationWatch(
                configurations,
                desk.deliveryResults(),
                new MailedAlerts(
                        List.of(EmailAddress.parse("admin@zylker.example")),
                        new Notices(desk.notices(), configurations, mails::addAll, clock),
                        desk.work()),
                made::add,
                clock);
        final DeliveryResults results = new WatchedResults(desk.deliveryResults(), watch);
        final NotificationGate gate = new ConfiguredNotificationGate(configurations);

        void look() {
            configurations.refresh();
            watch.look();
        }

        String word() {
            return NotificationState.of(configurations.inForce()).word();
        }
    }

    @BeforeEach
    void start() {
        new FirstStart(one.configurations).createDefaults("desk.example");
        other.configurations.refresh();
    }

    private void sent(int from, int to) {
        IntStream.range(from, to).forEach(number -> one.results.add(Results.sent(number, clock.instant())));
    }

    private void bounced(int from, int to) {
        IntStream.range(from, to).forEach(number -> one.results.add(Results.bounced(number, clock.instant())));
    }

    private List<Kind> madeKinds() {
        return made.stream().map(NotificationEvent::kind).toList();
    }

    private void later(Duration duration) {
        clock.advance(duration);
        one.look();
        other.look();
    }

    @Test
    void shouldLockOnEveryNodeWhenTheHundredthMailMakesFivePercent() {
        sent(0, 99);
        bounced(0, 5);
        later(Duration.ofSeconds(1));
        assertThat(one.gate.whyLocked()).isEmpty();

        sent(99, 100);
        bounced(0, 1);
        later(Duration.ofSeconds(1));

        assertThat(one.gate.whyLocked()).hasValueSatisfying(why -> assertThat(why)
                .isEqualTo("Notifications are locked since 2026-11-29T12:00:02Z by desk:"
                        + " The bounce rate has reached 5 %: 5.00 % (5 of 100 mails)."));
        assertThat(other.gate.whyLocked()).isEqualTo(one.gate.whyLocked());
        assertThat(madeKinds()).containsExactly(Kind.LOCKED);
        assertThat(mails).hasSize(1);
    }

    @RepeatedTest(5)
    void shouldMakeAndTellEachChangeOnceWhenTwoNodesJudgeAtTheSameTime() throws Exception {
        sent(0, 100);
        bounced(0, 10);
        clock.advance(Duration.ofSeconds(31));

        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (var done :
                    threads.invokeAll(List.of(Executors.callable(one::look), Executors.callable(other::look)))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        later(Duration.ofSeconds(1));

        assertThat(madeKinds()).containsExactly(Kind.LOCKED);
        assertThat(mails).hasSize(1);
        assertThat(one.word()).isEqualTo("locked");
        assertThat(other.word()).isEqualTo("locked");
    }

    @Test
    void shouldBeToldByAnotherNodeWhenTheOneThatMadeTheChangeDied() {
        sent(0, 100);
        bounced(0, 10);
        NotificationWatch dying = new NotificationWatch(
                one.configurations,
                desk.deliveryResults(),
                (key, subject, text) -> {
                    throw new IllegalStateException("dead");
                },
                made::add,
                clock);
        assertThatThrownBy(dying::look).hasMessage("dead");
        assertThat(mails).isEmpty();

        other.look();

        assertThat(madeKinds()).containsExactly(Kind.LOCKED);
        assertThat(mails).hasSize(1);
    }

    @Test
    void shouldUnlockByItselfWhenTheBouncesHaveLeftTheWindow() {
        sent(0, 100);
        bounced(0, 10);
        later(Duration.ofSeconds(1));
        clock.advance(Duration.ofHours(20));
        sent(200, 400);

        later(Duration.ofHours(3));
        assertThat(one.word()).isEqualTo("locked");
        later(Duration.ofHours(1));

        assertThat(one.word()).isEqualTo("open");
        assertThat(madeKinds()).containsExactly(Kind.LOCKED, Kind.UNLOCKED);
        assertThat(mails).hasSize(2);
    }

    @Test
    void shouldLockAgainOnlyByNewResultsWhenAnAdministratorHasLiftedTheLock() {
        sent(0, 100);
        bounced(0, 10);
        later(Duration.ofSeconds(1));
        one.configurations.edit(
                "ana",
                draft -> NotificationAdministration.unlock(draft, "ana", Optional.of("list cleaned"), clock.instant()));

        later(Duration.ofMinutes(1));
        assertThat(one.gate.whyLocked()).isEmpty();
        sent(100, 199);
        bounced(100, 105);
        later(Duration.ofMinutes(1));
        assertThat(one.gate.whyLocked()).as("99 since").isEmpty();
        sent(199, 200);
        later(Duration.ofMinutes(1));

        assertThat(one.gate.whyLocked()).isPresent();
        assertThat(NotificationState.of(one.configurations.inForce()).events())
                .extracting(NotificationEvent::kind)
                .containsExactly(Kind.LOCKED, Kind.UNLOCKED, Kind.LOCKED);
        assertThat(mails).as("the lifting is told, too").hasSize(3);
    }

    @Test
    void shouldEndAnAutomaticLockWhenAnExemptionIsSet() {
        sent(0, 100);
        bounced(0, 10);
        later(Duration.ofSeconds(1));

        one.configurations.edit("ana", draft -> assertThat(NotificationAdministration.exempt(
                        draft, "ana", "Migration", Optional.of(NOON.plusSeconds(3_600)), clock.instant()))
                .isTrue());
        later(Duration.ofMinutes(1));

        assertThat(one.word()).isEqualTo("exempt");
        assertThat(one.gate.whyLocked()).isEmpty();
    }

    @Test
    void shouldLeaveAManualLockWhenAnExemptionIsSet() {
        one.configurations.edit(
                "ana", draft -> assertThat(NotificationAdministration.lock(draft, "ana", "Wrong list", clock.instant()))
                        .isTrue());
        one.configurations.edit(
                "bia",
                draft -> NotificationAdministration.exempt(
                        draft, "bia", "Migration", Optional.empty(), clock.instant()));

        later(Duration.ofMinutes(1));

        assertThat(other.gate.whyLocked())
                .contains("Notifications are locked since 2026-11-29T12:00:00Z by ana: Wrong list");
    }

    @Test
    void shouldActOnNewRulesAtOnce() {
        sent(0, 20);
        bounced(0, 2);
        later(Duration.ofSeconds(31));
        assertThat(one.word()).isEqualTo("open");

        one.configurations.edit(
                "ana",
                draft -> NotificationAdministration.setRules(
                        draft, new NotificationRules(20, BigDecimal.ONE, BigDecimal.TEN, 24)));
        later(Duration.ofSeconds(1));

        assertThat(one.word()).isEqualTo("locked");
    }

    @Test
    void shouldAskTheStoreNothingWhenNothingHappens() {
        one.look();
        long revision = one.configurations.inForce().revision();

        for (int second = 0; second < 29; second++) {
            later(Duration.ofSeconds(1));
        }

        assertThat(one.watch.lastStanding())
                .hasValueSatisfying(standing -> assertThat(standing.to()).isEqualTo(NOON));
        assertThat(one.configurations.inForce().revision()).isEqualTo(revision);
    }

    @Test
    void shouldStandInTheHistoryOfTheConfiguration() {
        sent(0, 100);
        bounced(0, 10);
        later(Duration.ofSeconds(1));

        ChangeSet newest = one.configurations.history(Optional.empty(), 1).get(0);

        assertThat(newest.who()).isEqualTo("desk");
        assertThat(newest.changes()).extracting(Change::kind).containsExactly("notificationState");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines", "\u0000"})
    void shouldRefuseAReasonThatCannotBeShown(String why) {
        assertThatThrownBy(() -> one.configurations.edit(
                        "ana", draft -> NotificationAdministration.lock(draft, "ana", why, clock.instant())))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageStartingWith("why: 1 to 500 characters");
    }
}
