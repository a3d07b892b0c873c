package org.jamesdesk.deliverability;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.Kind;

/**
 * Whether notifications may go out, and how it came to that. Kept with the configuration, so that all nodes see one state and
 * exactly one of them makes each change of it.
 *
 * @param level how high the bounce rate was last judged
 * @param levelSince since when
 * @param lock the lock; empty: notifications go out
 * @param exemption from the automatic lock
 * @param countedFrom only results from here on can lock again: an administrator lifted a lock then
 * @param events what happened lately, newest first, at most {@value #MOST_EVENTS}
 */
public record NotificationState(
        Level level,
        Instant levelSince,
        Optional<Lock> lock,
        Optional<Exemption> exemption,
        Optional<Instant> countedFrom,
        List<NotificationEvent> events) {
    /** How many events are kept; all changes are in the history of the configuration. */
    public static final int MOST_EVENTS = 20;

    private static final String ONLY = "desk";

    /** The one value of this kind; absent as long as nothing happened. */
    public static final Kind<NotificationState> KIND =
            new Kind<>("notificationState", NotificationState.class, state -> ONLY);

    private static final NotificationState INITIAL = new NotificationState(
            Level.NORMAL, Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /** How high a bounce rate is. */
    public enum Level {
        NORMAL,
        WARNING,
        CRITICAL
    }

    /**
     * Notifications stay where they are.
     *
     * @param since when it began
     * @param by who locked: an administrator, or {@link NotificationEvent#DESK}
     * @param why for people
     * @param automatic whether it ends by itself
     */
    public record Lock(Instant since, String by, String why, boolean automatic) {
        public Lock {
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * There is no automatic lock for a while.
     *
     * @param since when it began
     * @param by the administrator
     * @param why for people
     * @param until when it ends by itself; empty: when somebody ends it
     */
    public record Exemption(Instant since, String by, String why, Optional<Instant> until) {
        public Exemption {
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(until, "until");
        }

        boolean endedAt(Instant now) {
            return until.filter(end -> !now.isBefore(end)).isPresent();
        }
    }

    public NotificationState {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(levelSince, "levelSince");
        Objects.requireNonNull(lock, "lock");
        Objects.requireNonNull(exemption, "exemption");
        Objects.requireNonNull(countedFrom, "countedFrom");
        events = List.copyOf(events);
    }

    /** The state of a desk. */
    public static NotificationState of(ConfigurationView configuration) {
        return configuration.find(KIND, ONLY).orElse(INITIAL);
    }

    /** In one word: {@code locked}, {@code exempt}, {@code warned} or {@code open}, the first that holds. */
    public String word() {
        if (lock.isPresent()) {
            return "locked";
        }
        if (exemption.isPresent()) {
            return "exempt";
        }
        return level == Level.NORMAL ? "open" : "warned";
    }

    NotificationState at(Level other, Instant since) {
        return new NotificationState(other, since, lock, exemption, countedFrom, events);
    }

    NotificationState with(Lock other) {
        return new NotificationState(level, levelSince, Optional.of(other), exemption, countedFrom, events);
    }

    NotificationState with(Exemption other) {
        return new NotificationState(level, levelSince, lock, Optional.of(other), countedFrom, events);
    }

    NotificationState withoutLock() {
        return new NotificationState(level, levelSince, Optional.empty(), exemption, countedFrom, events);
    }

    NotificationState withoutExemption() {
        return new NotificationState(level, levelSince, lock, Optional.empty(), countedFrom, events);
    }

    NotificationState countedFrom(Instant moment) {
        return new NotificationState(level, levelSince, lock, exemption, Optional.of(moment), events);
    }

    NotificationState after(NotificationEvent event) {
        return new NotificationState(
                level,
                levelSince,
                lock,
                exemption,
                countedFrom,
                Stream.concat(Stream.of(event), events.stream())
                        .limit(MOST_EVENTS)
                        .toList());
    }
}
