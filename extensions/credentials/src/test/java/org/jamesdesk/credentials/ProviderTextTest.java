package org.jamesdesk.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProviderTextTest {
    @Test
    void shouldStayOnOneLineAndInOrderWhenTheTextIsHostile() {
        assertThat(ProviderText.line("no\r\nFAKE LOG LINE \u202ereversed \u001b[31mred \ud800"))
                .isEqualTo("no  FAKE LOG LINE reversed [31mred");
    }

    @Test
    void shouldBeCutWhenItIsLong() {
        assertThat(ProviderText.line("\ud83d\ude00".repeat(10_000))).isEqualTo("\ud83d\ude00".repeat(200));
    }

    @Test
    void shouldQuoteTheCodeAloneWhenNothingElseIsSaid() {
        assertThat(ProviderText.quoted("access_denied", "")).isEqualTo(" (access_denied)");
        assertThat(ProviderText.quoted("access_denied", "AADSTS65004: no"))
                .isEqualTo(" (access_denied: AADSTS65004: no)");
    }
}
