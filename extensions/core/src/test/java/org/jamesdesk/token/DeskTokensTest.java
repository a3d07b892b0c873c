package org.jamesdesk.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.TicketNumber;
import org.junit.jupiter.api.Test;

class DeskTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final TicketNumber TICKET = new TicketNumber(4711);
    private static final ConversationId CONVERSATION = new ConversationId("0123456789abcdef0123456789abcdef");
    private static final DeliveryId DELIVERY = new DeliveryId("fedcba9876543210fedcba9876543210");
    private static final EmailAddress SUPPORT = EmailAddress.parse("support@desk.example");

    private static DeskTokens tokens(int seed, Instant now) {
        byte[] key = new byte[SigningKey.LENGTH];
        key[0] = (byte) seed;
        return new DeskTokens(SigningKey.of(key), "desk.example", Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void shouldRecogniseItsMessageIdAlsoInUpperCase() {
        String messageId = tokens(1, NOW).messageId(TICKET, CONVERSATION);

        SignedMessage expected = new SignedMessage(TICKET, CONVERSATION);
        assertThat(tokens(1, NOW).signedMessage(messageId)).contains(expected);
        assertThat(tokens(1, NOW).signedMessage(messageId.toUpperCase(Locale.ROOT)))
                .contains(expected);
    }

    @Test
    void shouldNotRecogniseAMessageIdWhenItsTicketWasChangedOrAnotherKeySignedIt() {
        String messageId = tokens(1, NOW).messageId(TICKET, CONVERSATION);

        assertThat(tokens(1, NOW).signedMessage(messageId.replace("t4711", "t4712")))
                .isEmpty();
        assertThat(tokens(2, NOW).signedMessage(messageId)).isEmpty();
        assertThat(tokens(1, NOW).signedMessage("CAF=abc@mail.gmail.com")).isEmpty();
    }

    @Test
    void shouldRecogniseItsReplyAddress() {
        EmailAddress address = tokens(1, NOW).replyAddress(SUPPORT, TICKET);

        assertThat(address.asString()).startsWith("support+t4711.").endsWith("@desk.example");
        assertThat(tokens(1, NOW).ticketOfReplyAddress(address)).contains(TICKET);
        assertThat(tokens(2, NOW).ticketOfReplyAddress(address)).isEmpty();
        assertThat(tokens(1, NOW).ticketOfReplyAddress(SUPPORT)).isEmpty();
    }

    @Test
    void shouldLeaveTheTokenOutWhenTheAddressWouldGetTooLong() {
        EmailAddress longAddress = EmailAddress.parse("x".repeat(60) + "@desk.example");

        assertThat(tokens(1, NOW).replyAddress(longAddress, TICKET)).isEqualTo(longAddress);
    }

    @Test
    void shouldRecogniseItsEnvelopeSenderUntilItExpires() {
        EmailAddress sender = tokens(1, NOW).envelopeSender(TICKET, DELIVERY, NOW);

        SignedDelivery expected = new SignedDelivery(TICKET, DELIVERY);
        assertThat(tokens(1, NOW).signedDelivery(sender)).contains(expected);
        assertThat(tokens(1, NOW.plus(Duration.ofDays(DeskTokens.BOUNCE_DAYS))).signedDelivery(sender))
                .contains(expected);
        assertThat(tokens(1, NOW.plus(Duration.ofDays(DeskTokens.BOUNCE_DAYS + 1)))
                        .signedDelivery(sender))
                .isEmpty();
    }

    @Test
    void shouldNotBelieveAForgedEnvelopeSender() {
        EmailAddress sender = tokens(1, NOW).envelopeSender(TICKET, DELIVERY, NOW);
        EmailAddress forged =
                EmailAddress.parse("bounce+" + "a" + sender.asString().substring(8));

        assertThat(tokens(1, NOW).looksLikeEnvelopeSender(forged)).isTrue();
        assertThat(tokens(1, NOW).signedDelivery(forged)).isEmpty();
        assertThat(tokens(2, NOW).signedDelivery(sender)).isEmpty();
    }

    @Test
    void shouldFitTheLimitsOfAnAddressWhenTheTicketNumberIsHuge() {
        TicketNumber huge = new TicketNumber(70_000_000_000L);
        EmailAddress sender = tokens(1, NOW).envelopeSender(huge, DELIVERY, NOW);

        assertThat(tokens(1, NOW).signedDelivery(sender)).contains(new SignedDelivery(huge, DELIVERY));
    }

    @Test
    void shouldRevealNothingWhenTheKeyIsPrinted() {
        assertThat(SigningKey.of(new byte[SigningKey.LENGTH])).hasToString("SigningKey");
    }
}
