package org.jamesdesk.deliverability;

import java.time.Instant;
import java.util.Objects;

/**
 * A change of the state of notifications.
 *
 * @param at when; millisecond precision
 * @param kind what happened
 * @param who the administrator, or {@value #DESK} when it happened by itself
 * @param text what was the case, one or two sentences
 */
public record NotificationEvent(Instant at, Kind kind, String who, String text) {
    /** Who acts when nobody does. */
    public static final String DESK = "desk";

    /** What can happen. */
    public enum Kind {
        /** The bounce rate has reached the warning, or, where no lock follows, the threshold of the lock. */
        WARNED("warned", "The bounce rate is high"),
        /** The bounce rate is below the warning again. */
        RECOVERED("recovered", "The bounce rate is normal again"),
        LOCKED("locked", "Notifications are locked"),
        UNLOCKED("unlocked", "Notifications go out again"),
        EXEMPTED("exempted", "Notifications are exempt from the automatic lock"),
        EXEMPTION_ENDED("exemptionEnded", "The exemption from the automatic lock has ended");

        private final String apiName;
        private final String subject;

        Kind(String apiName, String subject) {
            this.apiName = apiName;
            this.subject = subject;
        }

        /** The name in JSON and in metrics. */
        public String apiName() {
            return apiName;
        }

        /** What happened in a few words. */
        public String subject() {
            return subject;
        }
    }

    public NotificationEvent {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(text, "text");
    }
}
