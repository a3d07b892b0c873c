package org.jamesdesk.message.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryStatusTest {
    private static List<Finding> read(String... lines) {
        return DeliveryStatus.read(String.join("\r\n", lines)).findings();
    }

    private static List<String> recipients(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.recipient().orElse("-") + " "
                        + finding.action().map(DeliveryAction::apiName).orElse("-"))
                .toList();
    }

    @Test
    void shouldReadEveryRecipientWhenGroupsAreSeparated() {
        assertThat(recipients(read(
                        "Reporting-MTA: dns; mx.kunde.example",
                        "",
                        "Final-Recipient: rfc822; anna@kunde.example",
                        "Action: failed",
                        "",
                        "Final-Recipient: RFC822;bert@kunde.example",
                        "ACTION: Delayed (will retry)")))
                .containsExactly("anna@kunde.example failed", "bert@kunde.example delayed");
    }

    @Test
    void shouldReadEveryRecipientWhenThereIsNoEmptyLineBetweenGroups() {
        assertThat(recipients(read(
                        "Original-Recipient: rfc822;anna@kunde.example",
                        "Final-Recipient: rfc822;anna@kunde.example",
                        "Action: failed",
                        "Original-Recipient: rfc822;bert@kunde.example",
                        "Final-Recipient: rfc822;bert@kunde.example",
                        "Action: relayed")))
                .containsExactly("anna@kunde.example failed", "bert@kunde.example relayed");
    }

    @Test
    void shouldCarryAnActionOverWhenItStandsInAGroupOfItsOwn() {
        assertThat(recipients(
                        read("Action: failed", "", "Final-Recipient: rfc822; anna@kunde.example", "Status: 5.1.1")))
                .containsExactly("anna@kunde.example failed");
        assertThat(recipients(read("Final-Recipient: rfc822; anna@kunde.example", "", "Action: expanded")))
                .containsExactly("anna@kunde.example expanded");
    }

    @Test
    void shouldKeepAGroupWithoutARecipientWhenItIsTheOnlyOne() {
        assertThat(recipients(read("Reporting-MTA: dns; mx", "", "Action: failed", "Status: 5.0.0")))
                .containsExactly("- failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rfc822; anna@kunde.example | anna@kunde.example",
                "<anna@kunde.example> | anna@kunde.example",
                "rfc822;<anna@kunde.example> (Anna) | anna@kunde.example",
                "rfc822; @gw.example:anna@kunde.example | anna@kunde.example",
                "rfc822; \"anna b\"@kunde.example | \"anna b\"@kunde.example",
                "utf-8; \\x{65E5}\\x{672C}@kunde.example | \u65e5\u672c@kunde.example",
                "rfc822;IMCEASMTP-anna+40kunde+2Eexample@gw.example | anna@kunde.example",
                "x400; /S=anna/C=DE/ | -",
                "rfc822; anna | -"
            })
    void shouldReadTheAddressHoweverItIsWritten(String value, String address) {
        assertThat(read("Final-Recipient: " + value, "Action: failed")
                        .get(0)
                        .recipient()
                        .orElse("-"))
                .isEqualTo(address);
    }

    @Test
    void shouldPreferTheAddressThatWasWrittenTo() {
        assertThat(recipients(read(
                        "Final-Recipient: rfc822; inbox7@store.kunde.example",
                        "Original-Recipient: rfc822;anna@kunde.example",
                        "Action: failed")))
                .containsExactly("anna@kunde.example failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5.2.2 (mailbox full) | smtp; 550 5.1.1 x | 5.2.2",
                "5.0.0 | smtp; 550 5.7.1 refused | 5.7.1",
                "5.0.0 | smtp; 550 refused by 10.5.1.1 | 5.0.0",
                "unknown | smtp; 450 4.2.0 greylisted | 4.2.0"
            })
    void shouldTakeTheCodeThatTellsMost(String status, String diagnostic, String code) {
        assertThat(read("Final-Recipient: rfc822; a@x.example", "Status: " + status, "Diagnostic-Code: " + diagnostic)
                        .get(0)
                        .status())
                .isEqualTo(Optional.of(code));
    }

    @Test
    void shouldJoinAFoldedDiagnostic() {
        assertThat(read("Final-Recipient: rfc822; a@x.example", "Diagnostic-Code: smtp; 550 no", "    such user: a")
                        .get(0)
                        .diagnostic())
                .isEqualTo("550 no such user: a");
    }

    @Test
    void shouldBoundTheNumberOfRecipients() {
        assertThat(read(("Final-Recipient: rfc822; a@x.example\n\n").repeat(5_000)))
                .hasSize(500);
    }
}
