package org.jamesdesk.deliverability;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.Kind;

/**
 * When notifications are locked (R100–R102).
 *
 * @param minimum with fewer mails in the window the rate is not judged
 * @param warning from this bounce rate on, in percent, administrators are warned; below it a lock ends
 * @param lock from this bounce rate on, in percent, notifications are locked
 * @param windowHours how far back results count
 */
public record NotificationRules(int minimum, BigDecimal warning, BigDecimal lock, int windowHours) {
    private static final String ONLY = "desk";

    /** The one value of this kind; absent as long as the defaults hold. */
    public static final Kind<NotificationRules> KIND =
            new Kind<>("notificationRules", NotificationRules.class, rules -> ONLY);

    /** What holds until somebody changes it (R100, R101). */
    public static final NotificationRules DEFAULT =
            new NotificationRules(100, BigDecimal.valueOf(3), BigDecimal.valueOf(5), 24);

    /** The longest window: seven days. */
    public static final int MOST_HOURS = 168;

    /** The largest minimum. */
    public static final int LARGEST_MINIMUM = 1_000_000;

    private static final int MOST_DECIMALS = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public NotificationRules {
        Objects.requireNonNull(warning, "warning");
        Objects.requireNonNull(lock, "lock");
        warning = plain(warning);
        lock = plain(lock);
    }

    /** The rules of a desk. */
    public static NotificationRules of(ConfigurationView configuration) {
        return configuration.find(KIND, ONLY).orElse(DEFAULT);
    }

    /** The key under which the one value is kept. */
    public static String key() {
        return ONLY;
    }

    /** How far back results count. */
    public Duration window() {
        return Duration.ofHours(windowHours);
    }

    /**
     * Rules that make sense.
     *
     * @return the same
     * @throws ChangeRefusedException naming the field and the rule
     */
    public static NotificationRules checked(NotificationRules rules) {
        requireWithin("minimum", rules.minimum(), LARGEST_MINIMUM);
        requirePercentage("warning", rules.warning());
        requirePercentage("lock", rules.lock());
        requireWithin("windowHours", rules.windowHours(), MOST_HOURS);
        if (rules.warning().compareTo(rules.lock()) >= 0) {
            throw ChangeRefusedException.invalid("warning: less than lock ("
                    + rules.lock().toPlainString() + ") expected: a lock ends when the rate falls below the warning");
        }
        return rules;
    }

    private static void requireWithin(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw ChangeRefusedException.invalid(field + ": a whole number from 1 to " + most + " expected");
        }
    }

    private static void requirePercentage(String field, BigDecimal value) {
        if (value.signum() <= 0 || value.compareTo(HUNDRED) > 0 || value.scale() > MOST_DECIMALS) {
            throw ChangeRefusedException.invalid(
                    field + ": a percentage above 0, at most 100, with at most two decimals expected");
        }
    }

    /** So that 3 and 3.0 are the same, and neither is written as 3E+0. */
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 && stripped.precision() - stripped.scale() < 20 ? stripped.setScale(0) : stripped;
    }
}
