package org.jamesdesk.deliverability;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.Draft;
import org.jamesdesk.deliverability.NotificationState.Exemption;
import org.jamesdesk.deliverability.NotificationState.Lock;

/**
 * What an administrator may do with notifications (R101, R102): edits of a draft, each of which is refused or complete.
 */
public final class NotificationAdministration {
    /** The longest reason, in characters. */
    public static final int MAX_WHY = 500;

    private NotificationAdministration() {}

    /**
     * Sets the rules.
     *
     * @throws ChangeRefusedException naming the field and the rule
     */
    public static void setRules(Draft draft, NotificationRules rules) {
        if (rules.equals(NotificationRules.DEFAULT)) {
            draft.remove(NotificationRules.KIND, NotificationRules.key());
        } else {
            draft.put(NotificationRules.KIND, NotificationRules.checked(rules));
        }
    }

    /**
     * Locks until somebody unlocks, also in the place of an automatic lock.
     *
     * @return whether it is a new lock
     * @throws ChangeRefusedException when the reason is no good
     */
    public static boolean lock(Draft draft, String who, String why, Instant at) {
        Instant now = moment(at);
        NotificationState state = NotificationState.of(draft);
        Lock lock = new Lock(now, who, reason(why), false);
        draft.put(
                NotificationState.KIND,
                state.with(lock).after(new NotificationEvent(now, NotificationEvent.Kind.LOCKED, who, lock.why())));
        return state.lock().isEmpty();
    }

    /**
     * Lifts the lock, whoever made it: only what bounces from now on can lock again. Nothing happens when there is none.
     *
     * @throws ChangeRefusedException when the reason is no good
     */
    public static void unlock(Draft draft, String who, Optional<String> why, Instant at) {
        Instant now = moment(at);
        String reason = why.map(NotificationAdministration::reason).orElse("No reason was given.");
        NotificationState state = NotificationState.of(draft);
        if (state.lock().isPresent()) {
            draft.put(NotificationState.KIND, unlocked(state, who, reason, now));
        }
    }

    /**
     * Exempts from the automatic lock; one that is there ends.
     *
     * @param until when the exemption ends by itself
     * @return whether it is a new exemption
     * @throws ChangeRefusedException when the reason is no good, or the end is not in the future
     */
    public static boolean exempt(Draft draft, String who, String why, Optional<Instant> until, Instant at) {
        Instant now = moment(at);
        if (until.filter(end -> !end.isAfter(now)).isPresent()) {
            throw ChangeRefusedException.invalid("until: a time in the future expected, it is " + now + " now");
        }
        NotificationState before = NotificationState.of(draft);
        Exemption exemption = new Exemption(now, who, reason(why), until);
        NotificationState exempt = before.with(exemption)
                .after(new NotificationEvent(
                        now,
                        NotificationEvent.Kind.EXEMPTED,
                        who,
                        exemption.why()
                                + until.map(end -> " (until " + end + ")").orElse("")));
        draft.put(
                NotificationState.KIND,
                before.lock().filter(Lock::automatic).isPresent()
                        ? unlocked(exempt, who, "Notifications are exempt.", now)
                        : exempt);
        return before.exemption().isEmpty();
    }

    /** Ends the exemption: the rate is judged again, at once. Nothing happens when there is none. */
    public static void endExemption(Draft draft, String who, Instant at) {
        Instant now = moment(at);
        NotificationState state = NotificationState.of(draft);
        if (state.exemption().isPresent()) {
            draft.put(
                    NotificationState.KIND,
                    state.withoutExemption()
                            .after(new NotificationEvent(
                                    now,
                                    NotificationEvent.Kind.EXEMPTION_ENDED,
                                    who,
                                    "The bounce rate can lock notifications again.")));
        }
    }

    private static NotificationState unlocked(NotificationState state, String who, String why, Instant now) {
        return state.withoutLock()
                .countedFrom(now)
                .after(new NotificationEvent(now, NotificationEvent.Kind.UNLOCKED, who, why));
    }

    private static String reason(String why) {
        String reason = why.strip();
        if (reason.isEmpty()
                || reason.codePointCount(0, reason.length()) > MAX_WHY
                || reason.codePoints().anyMatch(NotificationAdministration::cannotBeShown)) {
            throw ChangeRefusedException.invalid(
                    "why: 1 to " + MAX_WHY + " characters without line breaks and control characters expected");
        }
        return reason;
    }

    private static boolean cannotBeShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static Instant moment(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }
}
