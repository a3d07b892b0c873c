package org.jamesdesk.webadmin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.deliverability.NotificationEvent;
import org.jamesdesk.deliverability.NotificationRules;
import org.jamesdesk.deliverability.NotificationStanding;
import org.jamesdesk.deliverability.NotificationState;

/** How notifications stand, as it is answered. */
record NotificationsJson(
        String state,
        Optional<BigDecimal> rate,
        boolean judged,
        WindowJson window,
        ThresholdsJson thresholds,
        Optional<LockJson> lock,
        Optional<ExemptionJson> exemption,
        List<EventJson> events) {
    record WindowJson(String from, String to, long sent, long bounced) {}

    record ThresholdsJson(int minimum, BigDecimal warning, BigDecimal lock, int windowHours) {
        static ThresholdsJson of(NotificationRules rules) {
            return new ThresholdsJson(rules.minimum(), rules.warning(), rules.lock(), rules.windowHours());
        }
    }

    record LockJson(String since, String by, String why, boolean automatic) {
        static LockJson of(NotificationState.Lock lock) {
            return new LockJson(lock.since().toString(), lock.by(), lock.why(), lock.automatic());
        }
    }

    record ExemptionJson(String since, String by, String why, Optional<String> until) {
        static ExemptionJson of(NotificationState.Exemption exemption) {
            return new ExemptionJson(
                    exemption.since().toString(),
                    exemption.by(),
                    exemption.why(),
                    exemption.until().map(Instant::toString));
        }
    }

    record EventJson(String at, String event, String who, String text) {
        static EventJson of(NotificationEvent event) {
            return new EventJson(event.at().toString(), event.kind().apiName(), event.who(), event.text());
        }
    }

    static NotificationsJson of(NotificationStanding standing) {
        NotificationState state = standing.state();
        return new NotificationsJson(
                state.word(),
                standing.rate().percent(),
                standing.judged(),
                new WindowJson(
                        standing.from().toString(),
                        standing.to().toString(),
                        standing.rate().sent(),
                        standing.rate().bounced()),
                ThresholdsJson.of(standing.rules()),
                state.lock().map(LockJson::of),
                state.exemption().map(ExemptionJson::of),
                state.events().stream().map(EventJson::of).toList());
    }
}
