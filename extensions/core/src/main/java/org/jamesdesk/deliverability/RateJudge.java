package org.jamesdesk.deliverability;

import static org.jamesdesk.deliverability.NotificationEvent.DESK;

import java.time.Duration;
import java.time.Instant;
import org.jamesdesk.deliverability.NotificationState.Level;
import org.jamesdesk.deliverability.NotificationState.Lock;

/**
 * Decides what the bounce rate does to notifications (R100–R102): warns, locks, and ends a lock that it made. Pure: the same
 * state, rules, counts and time give the same decision on every node.
 */
final class RateJudge {
    /** So that a rate which swings around a threshold is not told every minute. */
    private static final Duration SHORTEST_WARNING = Duration.ofHours(1);

    private final NotificationRules rules;
    private final BounceRate window;
    private final BounceRate sinceLifted;
    private final Instant now;

    /**
     * @param window what the window holds
     * @param sinceLifted what of it can lock: results since an administrator lifted a lock, else the same
     */
    RateJudge(NotificationRules rules, BounceRate window, BounceRate sinceLifted, Instant now) {
        this.rules = rules;
        this.window = window;
        this.sinceLifted = sinceLifted;
        this.now = now;
    }

    /** The state that follows from a state; the same when nothing changes. */
    NotificationState judge(NotificationState state) {
        return lockIfDue(endLockIfDue(endExemptionIfDue(state)));
    }

    private NotificationState endExemptionIfDue(NotificationState state) {
        return state.exemption().filter(exemption -> exemption.endedAt(now)).isPresent()
                ? state.withoutExemption()
                        .after(event(NotificationEvent.Kind.EXEMPTION_ENDED, "It was set to end at this time."))
                : state;
    }

    private NotificationState endLockIfDue(NotificationState state) {
        if (state.lock().filter(Lock::automatic).isEmpty() || level(window) != Level.NORMAL) {
            return state;
        }
        String why = judged(window)
                ? "The bounce rate is " + window + ", below " + rules.warning().toPlainString() + " % again."
                : "The last " + rules.windowHours() + " hours hold " + window.sent()
                        + " mails, too few to judge a bounce rate.";
        return state.withoutLock().at(Level.NORMAL, now).after(event(NotificationEvent.Kind.UNLOCKED, why));
    }

    private NotificationState lockIfDue(NotificationState state) {
        Level level = level(window);
        if (state.lock().isEmpty() && state.exemption().isEmpty() && level(sinceLifted) == Level.CRITICAL) {
            String why = "The bounce rate has reached " + rules.lock().toPlainString() + " %: " + sinceLifted + ".";
            return state.at(Level.CRITICAL, now)
                    .with(new Lock(now, DESK, why, true))
                    .after(event(NotificationEvent.Kind.LOCKED, why));
        }
        if (level.compareTo(state.level()) > 0) {
            return state.at(level, now)
                    .after(event(
                            NotificationEvent.Kind.WARNED,
                            "The bounce rate is " + window + "; notifications are locked at "
                                    + rules.lock().toPlainString() + " %." + whyNotLocked(state, level)));
        }
        if (level.compareTo(state.level()) < 0
                && !now.isBefore(state.levelSince().plus(SHORTEST_WARNING))) {
            NotificationState lower = state.at(level, now);
            return level == Level.NORMAL
                    ? lower.after(event(NotificationEvent.Kind.RECOVERED, "The bounce rate is " + window + "."))
                    : lower;
        }
        return state;
    }

    private static String whyNotLocked(NotificationState state, Level level) {
        if (level != Level.CRITICAL) {
            return "";
        }
        if (state.lock().isPresent()) {
            return " They are locked already.";
        }
        return state.exemption().isPresent()
                ? " They are exempt, so no lock follows."
                : " A lock was lifted, so only what bounces from then on can lock them again.";
    }

    private Level level(BounceRate rate) {
        if (!judged(rate) || !rate.reaches(rules.warning())) {
            return Level.NORMAL;
        }
        return rate.reaches(rules.lock()) ? Level.CRITICAL : Level.WARNING;
    }

    private boolean judged(BounceRate rate) {
        return rate.sent() >= rules.minimum();
    }

    private NotificationEvent event(NotificationEvent.Kind kind, String text) {
        return new NotificationEvent(now, kind, DESK, text);
    }
}
