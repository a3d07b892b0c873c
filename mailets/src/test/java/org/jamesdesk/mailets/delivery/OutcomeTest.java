package org.jamesdesk.mailets.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.mailets.delivery.Outcome.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
    @ParameterizedTest
    @CsvSource({
        "250, ACCEPTED, DELIVERED",
        "251, ACCEPTED, DELIVERED",
        "354, DEFERRED, WAITING",
        "421, UNREACHABLE, WAITING",
        "451, DEFERRED, WAITING",
        "550, REFUSED, BOUNCED",
        "552, REFUSED, BOUNCED"
    })
    void shouldJudgeByFirstDigitWhenServerAnswers(int code, Kind kind, DeliveryState state) {
        Outcome outcome = Outcome.answered(code, code + " words", false);

        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.state()).isEqualTo(state);
        assertThat(outcome.smtpCode()).contains(code);
        assertThat(outcome.enhancedStatus()).isEmpty();
    }

    @Test
    void shouldJoinLinesWhenAnswerHasSeveral() {
        Outcome outcome = Outcome.answered(
                550, "550-5.1.1 The account does\r\n550-5.1.1 not exist.\r\n550 5.1.1 Try again\r\n", true);

        assertThat(outcome.enhancedStatus()).contains("5.1.1");
        assertThat(outcome.text()).isEqualTo("550-5.1.1 The account does not exist. Try again");
    }

    @Test
    void shouldTakeNoNumberOfTheTextForStatusWhenItDoesNotComeFirst() {
        assertThat(Outcome.answered(550, "550 see 5.1.1 there", false).enhancedStatus())
                .isEmpty();
        assertThat(Outcome.answered(550, "550 5.1.1234 x", false).enhancedStatus())
                .isEmpty();
    }

    @Test
    void shouldCutTextWhenAnswerIsEndless() {
        assertThat(Outcome.answered(550, "550 " + "x".repeat(5_000), false).text())
                .hasSize(1_000);
    }

    @Test
    void shouldKeepTheRemarkWhenTheAnswerFillsTheText() {
        Outcome outcome =
                Outcome.answered(250, "250 " + "x".repeat(5_000), false).remarking("not encrypted");

        assertThat(outcome.text()).hasSize(1_000).startsWith("250 x").endsWith(" (not encrypted)");
    }

    @Test
    void shouldBounceOnlyWhenEveryServerRefusesLastingly() {
        assertThat(Outcome.answered(554, "554 No service", false)
                        .beforeTheMail()
                        .state())
                .isEqualTo(DeliveryState.BOUNCED);
        assertThat(Outcome.answered(450, "450 Busy", false).beforeTheMail().state())
                .isEqualTo(DeliveryState.WAITING);
    }
}
