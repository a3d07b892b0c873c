package org.jamesdesk.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.Verification;
import org.junit.jupiter.api.Test;

class VerificationTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final EmailAddress SUPPORT = EmailAddress.parse("support@desk.example");
    private static final SenderId ANA = SenderId.parse("sales/ana@zylker.example");
    private static final SenderId BOB = SenderId.parse("sales/bob@zylker.example");

    private final VerificationTokens tokens = new VerificationTokens(SigningKey.of(new byte[SigningKey.LENGTH]));
    private final Verification mail = fresh();

    private Verification fresh() {
        return new Verification(tokens.freshNonce(), NOW, NOW.plus(Duration.ofDays(15)), 0);
    }

    @Test
    void shouldRecogniseItsLink() {
        String token = tokens.link(ANA, mail);

        assertThat(tokens.nonceOfLink(token)).contains(mail.nonce());
        assertThat(tokens.isLink(token, ANA, mail)).isTrue();
    }

    @Test
    void shouldNotTakeALinkForAnotherSenderMailOrTime() {
        String token = tokens.link(ANA, mail);

        assertThat(tokens.isLink(token, BOB, mail)).isFalse();
        assertThat(tokens.isLink(token, ANA, fresh())).isFalse();
        assertThat(tokens.isLink(token, ANA, new Verification(mail.nonce(), NOW, NOW.plusSeconds(9), 0)))
                .isFalse();
    }

    @Test
    void shouldNotTakeALinkThatSomebodyElseSigned() {
        byte[] other = new byte[SigningKey.LENGTH];
        other[0] = 1;

        assertThat(tokens.isLink(new VerificationTokens(SigningKey.of(other)).link(ANA, mail), ANA, mail))
                .isFalse();
    }

    @Test
    void shouldFindNoNonceInWhatIsNoToken() {
        assertThat(tokens.nonceOfLink("")).isEmpty();
        assertThat(tokens.nonceOfLink("../../etc/passwd")).isEmpty();
        assertThat(tokens.nonceOfLink(tokens.link(ANA, mail) + "x")).isEmpty();
    }

    @Test
    void shouldTakeTheCodeHoweverItIsTyped() {
        String code = tokens.code(ANA, mail);

        assertThat(code).hasSize(VerificationTokens.CODE_LENGTH);
        assertThat(tokens.isCode(code.toUpperCase(Locale.ROOT), ANA, mail)).isTrue();
        assertThat(tokens.isCode(" " + code.substring(0, 4) + "-" + code.substring(4) + "\n", ANA, mail))
                .isTrue();
    }

    @Test
    void shouldRefuseEveryOtherCode() {
        String code = tokens.code(ANA, mail);

        assertThat(tokens.isCode("", ANA, mail)).isFalse();
        assertThat(tokens.isCode(code.substring(1), ANA, mail)).isFalse();
        assertThat(tokens.isCode(code, BOB, mail)).isFalse();
        assertThat(tokens.isCode(code, ANA, fresh())).isFalse();
    }

    @Test
    void shouldRecogniseItsReplyAddressInAnyCase() {
        EmailAddress address = tokens.replyAddress(SUPPORT, ANA, mail).orElseThrow();
        EmailAddress shouted = EmailAddress.parse(address.asString().toUpperCase(Locale.ROOT));

        assertThat(address.localPart()).startsWith("support+v").hasSizeLessThanOrEqualTo(64);
        assertThat(tokens.nonceOfReplyAddress(shouted)).contains(mail.nonce());
        assertThat(tokens.isReplyAddress(shouted, ANA, mail)).isTrue();
        assertThat(tokens.isReplyAddress(shouted, BOB, mail)).isFalse();
        assertThat(tokens.isReplyAddress(shouted, ANA, fresh())).isFalse();
    }

    @Test
    void shouldNotTakeTheReplyAddressOfATicketForOne() {
        EmailAddress ticket = EmailAddress.parse("support+t17.aaaaaaaaaaaaaaaa@desk.example");

        assertThat(tokens.nonceOfReplyAddress(ticket)).isEmpty();
        assertThat(tokens.nonceOfReplyAddress(SUPPORT)).isEmpty();
    }

    @Test
    void shouldHaveNoReplyAddressWhenTheSupportAddressLeavesNoRoom() {
        EmailAddress longOne = EmailAddress.parse("a".repeat(31) + "@desk.example");

        assertThat(tokens.replyAddress(longOne, ANA, mail)).isEqualTo(Optional.empty());
    }

    @Test
    void shouldNotRevealTheSender() {
        assertThat(tokens.link(ANA, mail)).doesNotContain("ana", "zylker");
    }
}
