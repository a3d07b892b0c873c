package org.jamesdesk.deliverability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationRulesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 3, 5, 24, minimum: a whole number from 1 to 1000000 expected",
        "100, 0, 5, 24, 'warning: a percentage above 0, at most 100, with at most two decimals expected'",
        "100, 3, 100.01, 24, 'lock: a percentage above 0, at most 100, with at most two decimals expected'",
        "100, 3.125, 5, 24, 'warning: a percentage above 0, at most 100, with at most two decimals expected'",
        "100, 1E-99999, 5, 24, 'warning: a percentage above 0, at most 100, with at most two decimals expected'",
        "100, 3, 1E99999, 24, 'lock: a percentage above 0, at most 100, with at most two decimals expected'",
        "100, 3, 5, 169, windowHours: a whole number from 1 to 168 expected",
        "100, 5, 5, 24, warning: less than lock (5) expected"
    })
    void shouldRefuseRulesThatMakeNoSense(
            int minimum, BigDecimal warning, BigDecimal lock, int windowHours, String message) {
        assertThatThrownBy(() -> NotificationRules.checked(new NotificationRules(minimum, warning, lock, windowHours)))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void shouldBeTheSameHoweverANumberIsWritten() {
        assertThat(new NotificationRules(100, new BigDecimal("3.00"), new BigDecimal("5.0"), 24))
                .isEqualTo(NotificationRules.DEFAULT);
        assertThat(new NotificationRules(1, BigDecimal.ONE, new BigDecimal("1E+1"), 1).lock())
                .hasToString("10");
    }
}
