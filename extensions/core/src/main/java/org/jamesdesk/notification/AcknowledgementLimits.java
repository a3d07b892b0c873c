package org.jamesdesk.notification;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.settings.Settings;
import org.jamesdesk.work.WorkStore;

/**
 * How many acknowledgements an address gets, over all nodes: each takes one of so many leases that end by themselves after an
 * hour, and one of so many that end after a day. Asking again for the same acknowledgement finds the leases it holds.
 *
 * <p>Details of an address ({@code ana+news@…}) do not count: they reach one person.
 */
final class AcknowledgementLimits {
    private final WorkStore leases;

    AcknowledgementLimits(WorkStore leases) {
        this.leases = leases;
    }

    /**
     * Takes the place of one acknowledgement.
     *
     * @param acknowledgement names it
     * @return why there is no place, as the end of a sentence; empty: it is taken
     */
    Optional<String> take(EmailAddress recipient, String acknowledgement, Settings settings) {
        int perHour = settings.automaticMailsPerHour();
        if (!takeOneOf(perHour, Duration.ofHours(1), recipient, acknowledgement)) {
            return Optional.of(recipient + " has got " + perHour + " within an hour");
        }
        int perDay = settings.automaticMailsPerDay();
        if (!takeOneOf(perDay, Duration.ofDays(1), recipient, acknowledgement)) {
            return Optional.of(recipient + " has got " + perDay + " within a day");
        }
        return Optional.empty();
    }

    private boolean takeOneOf(int places, Duration period, EmailAddress recipient, String acknowledgement) {
        String name = "acknowledgement/" + period + "/" + withoutDetail(recipient) + "/";
        int seconds = (int) period.toSeconds();
        for (int place = 1; place <= places; place++) {
            if (leases.lease(name + place, acknowledgement, seconds)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutDetail(EmailAddress address) {
        int plus = address.localPart().indexOf('+');
        String name = plus < 1 ? address.localPart() : address.localPart().substring(0, plus);
        return name.toLowerCase(Locale.ROOT) + "@" + address.domain();
    }
}
