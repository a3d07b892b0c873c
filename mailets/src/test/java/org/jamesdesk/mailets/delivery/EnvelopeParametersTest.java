package org.jamesdesk.mailets.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeParametersTest {
    private static final Optional<String> ENVELOPE_ID = Optional.of("0a1b=2c+");

    private static EnvelopeParameters parameters(
            String sender, String recipient, Optional<String> envelopeId, String content, String... offered)
            throws IOException {
        OutgoingMail mail =
                OutgoingMail.of(sender, recipient, envelopeId, RawMessage.of(content.getBytes(StandardCharsets.UTF_8)));
        return EnvelopeParameters.of(mail, Set.of(offered)::contains);
    }

    @Test
    void shouldSayNothingWhenServerOffersNothing() throws Exception {
        EnvelopeParameters said = parameters("a@desk.example", "b@customer.example", ENVELOPE_ID, "x");

        assertThat(said.mail()).isEmpty();
        assertThat(said.recipient()).isEmpty();
    }

    @Test
    void shouldNameSizeBodyAndReportsWhenServerOffersThem() throws Exception {
        EnvelopeParameters said =
                parameters("a@desk.example", "b+1@customer.example", ENVELOPE_ID, "\u00e7", "SIZE", "8BITMIME", "DSN");

        assertThat(said.mail()).isEqualTo(" SIZE=2 BODY=8BITMIME RET=HDRS ENVID=0a1b+3D2c+2B");
        assertThat(said.recipient()).isEqualTo(" NOTIFY=FAILURE,DELAY ORCPT=rfc822;b+2B1@customer.example");
    }

    @Test
    void shouldAskForNoReportWhenTheMailHasNoName() throws Exception {
        EnvelopeParameters said = parameters("a@desk.example", "b@customer.example", Optional.empty(), "x", "DSN");

        assertThat(said.mail()).isEmpty();
        assertThat(said.recipient()).isEmpty();
    }

    @Test
    void shouldForbidReportsWhenNobodySentTheMail() throws Exception {
        EnvelopeParameters said = parameters("", "b@customer.example", ENVELOPE_ID, "x", "DSN");

        assertThat(said.mail()).isEmpty();
        assertThat(said.recipient()).isEqualTo(" NOTIFY=NEVER");
    }

    @Test
    void shouldLeaveTheOriginalRecipientOutWhenItIsNotAscii() throws Exception {
        EnvelopeParameters said =
                parameters("a@desk.example", "jo\u00e3o@customer.example", Optional.of("0a1b"), "x", "DSN", "SMTPUTF8");

        assertThat(said.mail()).isEqualTo(" SMTPUTF8 RET=HDRS ENVID=0a1b");
        assertThat(said.recipient()).isEqualTo(" NOTIFY=FAILURE,DELAY");
    }

    @ParameterizedTest
    @CsvSource({"abc!~, abc!~", "a+b, a+2Bb", "a=b, a+3Db", "'a b', a+20b"})
    void shouldEncodeWhatMayNotStandInAParameter(String text, String encoded) {
        assertThat(Xtext.encode(text)).isEqualTo(encoded);
    }

    @Test
    void shouldRefuseWhatXtextCannotCarry() {
        assertThatThrownBy(() -> Xtext.encode("\u00e3")).isInstanceOf(IllegalArgumentException.class);
    }
}
