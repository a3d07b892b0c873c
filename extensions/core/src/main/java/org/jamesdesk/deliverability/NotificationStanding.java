package org.jamesdesk.deliverability;

import java.time.Instant;

/**
 * How notifications stand at a moment.
 *
 * @param rules what holds
 * @param state locked or not, and why
 * @param from where the window begins
 * @param to where it ends: the moment
 * @param rate what the window holds
 */
public record NotificationStanding(
        NotificationRules rules, NotificationState state, Instant from, Instant to, BounceRate rate) {
    /** Whether there are enough mails in the window to judge the rate. */
    public boolean judged() {
        return rate.sent() >= rules.minimum();
    }
}
