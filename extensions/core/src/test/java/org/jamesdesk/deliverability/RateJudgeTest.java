package org.jamesdesk.deliverability;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.deliverability.NotificationEvent.Kind;
import org.jamesdesk.deliverability.NotificationState.Exemption;
import org.jamesdesk.deliverability.NotificationState.Level;
import org.jamesdesk.deliverability.NotificationState.Lock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R100–R102. */
class RateJudgeTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final NotificationState NEW = new NotificationState(
            Level.NORMAL, Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    private static final NotificationState LOCKED = judge(NEW, rate(100, 5), NOON);

    private static BounceRate rate(long sent, long bounced) {
        return new BounceRate(sent, bounced);
    }

    private static NotificationState judge(NotificationState state, BounceRate rate, Instant now) {
        return judge(state, rate, rate, now);
    }

    private static NotificationState judge(
            NotificationState state, BounceRate rate, BounceRate sinceLifted, Instant now) {
        return new RateJudge(NotificationRules.DEFAULT, rate, sinceLifted, now).judge(state);
    }

    private static List<Kind> kinds(NotificationState state) {
        return state.events().stream().map(NotificationEvent::kind).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, open",
        "99, 99, open",
        "100, 2, open",
        "100, 3, warned",
        "1000, 29, open",
        "1000, 30, warned",
        "100, 4, warned",
        "1000, 49, warned",
        "100, 5, locked",
        "1000, 50, locked",
        "100, 150, locked"
    })
    void shouldJudgeByTheRateWhenThereAreEnoughMails(long sent, long bounced, String word) {
        assertThat(judge(NEW, rate(sent, bounced), NOON).word()).isEqualTo(word);
    }

    @Test
    void shouldGoFromOpenToWarnedToLockedAndTellEachOnce() {
        NotificationState warned = judge(NEW, rate(200, 6), NOON);
        NotificationState still = judge(warned, rate(200, 7), NOON.plusSeconds(30));
        NotificationState locked = judge(still, rate(200, 10), NOON.plusSeconds(60));

        assertThat(still).isEqualTo(warned);
        assertThat(kinds(locked)).containsExactly(Kind.LOCKED, Kind.WARNED);
        assertThat(locked.lock())
                .contains(new Lock(
                        NOON.plusSeconds(60),
                        "desk",
                        "The bounce rate has reached 5 %: 5.00 % (10 of 200 mails).",
                        true));
        assertThat(judge(locked, rate(200, 40), NOON.plusSeconds(90)).lock()).isEqualTo(locked.lock());
    }

    @Test
    void shouldStayLockedUntilTheRateIsBelowTheWarning() {
        assertThat(judge(LOCKED, rate(1_000, 30), NOON.plusSeconds(60)).word()).isEqualTo("locked");

        NotificationState open = judge(LOCKED, rate(1_000, 29), NOON.plusSeconds(60));

        assertThat(open.word()).isEqualTo("open");
        assertThat(kinds(open)).containsExactly(Kind.UNLOCKED, Kind.LOCKED);
        assertThat(open.events().get(0).text())
                .isEqualTo("The bounce rate is 2.90 % (29 of 1000 mails), below 3 % again.");
    }

    @Test
    void shouldUnlockWhenTooFewMailsAreLeftToJudge() {
        NotificationState open = judge(LOCKED, rate(20, 10), NOON.plusSeconds(60));

        assertThat(open.word()).isEqualTo("open");
        assertThat(open.events().get(0).text()).contains("20 mails, too few");
    }

    @Test
    void shouldKeepAManualLockWhateverTheRate() {
        NotificationState manual = NEW.with(new Lock(NOON, "ana", "Newsletter went wrong", false));

        assertThat(judge(manual, rate(1_000, 0), NOON.plusSeconds(60))).isEqualTo(manual);
        assertThat(judge(manual, rate(100, 50), NOON.plusSeconds(60)).lock()).isEqualTo(manual.lock());
    }

    @Test
    void shouldWarnButNotLockWhileExempt() {
        NotificationState exempt = NEW.with(new Exemption(NOON, "ana", "Migration", Optional.empty()));

        NotificationState warned = judge(exempt, rate(100, 10), NOON);

        assertThat(warned.word()).isEqualTo("exempt");
        assertThat(warned.lock()).isEmpty();
        assertThat(kinds(warned)).containsExactly(Kind.WARNED);
        assertThat(warned.events().get(0).text()).contains("10.00 %").endsWith("They are exempt, so no lock follows.");
    }

    @Test
    void shouldLockAtOnceWhenAnExemptionEndsWhileTheRateIsHigh() {
        NotificationState exempt = NEW.with(new Exemption(NOON, "ana", "Migration", Optional.of(NOON.plusSeconds(60))));

        assertThat(judge(exempt, rate(100, 10), NOON.plusSeconds(59)).word()).isEqualTo("exempt");
        NotificationState locked = judge(exempt, rate(100, 10), NOON.plusSeconds(60));

        assertThat(locked.exemption()).isEmpty();
        assertThat(kinds(locked)).containsExactly(Kind.LOCKED, Kind.EXEMPTION_ENDED);
    }

    @Test
    void shouldLockAgainOnlyByWhatBouncedSinceALockWasLifted() {
        NotificationState lifted = LOCKED.withoutLock().countedFrom(NOON);
        Instant later = NOON.plusSeconds(600);

        assertThat(judge(lifted, rate(150, 20), rate(50, 15), later).word())
                .as("fewer than 100 since")
                .isEqualTo("warned");
        assertThat(judge(lifted, rate(200, 9), rate(100, 4), later).word()).isEqualTo("warned");
        assertThat(judge(lifted, rate(200, 10), rate(100, 5), later).word()).isEqualTo("locked");
    }

    @Test
    void shouldTellOfASwingingRateOnceAnHour() {
        NotificationState warned = judge(NEW, rate(100, 3), NOON);
        NotificationState swung = judge(warned, rate(101, 3), NOON.plusSeconds(3_599));

        assertThat(swung).isEqualTo(warned);
        NotificationState recovered = judge(warned, rate(101, 3), NOON.plusSeconds(3_600));
        assertThat(kinds(recovered)).containsExactly(Kind.RECOVERED, Kind.WARNED);
    }

    @Test
    void shouldKeepTheLastEventsOnly() {
        NotificationState state = NEW;
        for (int day = 0; day < 30; day++) {
            Instant now = NOON.plusSeconds(86_400L * day);
            state = judge(judge(state, rate(100, 5), now), rate(100, 0), now.plusSeconds(3_600));
        }

        assertThat(state.events()).hasSize(NotificationState.MOST_EVENTS);
        assertThat(state.events().get(0).at()).isEqualTo(NOON.plusSeconds(86_400L * 29 + 3_600));
    }

    @Test
    void shouldJudgeByTheRulesThatAreSet() {
        NotificationRules rules = new NotificationRules(10, new BigDecimal("0.5"), new BigDecimal("12.25"), 24);

        assertThat(new RateJudge(rules, rate(1_000, 122), rate(1_000, 122), NOON)
                        .judge(NEW)
                        .word())
                .isEqualTo("warned");
        assertThat(new RateJudge(rules, rate(10_000, 1_225), rate(10_000, 1_225), NOON)
                        .judge(NEW)
                        .word())
                .isEqualTo("locked");
        assertThat(new RateJudge(rules, rate(9, 9), rate(9, 9), NOON).judge(NEW).word())
                .isEqualTo("open");
    }
}
