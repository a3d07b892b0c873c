package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.james.server.core.MailImpl;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.ticket.TicketNumber;
import org.junit.jupiter.api.Test;

class IsDeskRecipientTest {
    private final IntakeFixture fixture = new IntakeFixture();

    @Test
    void shouldMatchOnlyDeskAddressesWhenAddressesAreKnown() throws Exception {
        fixture.started();
        String bounce = fixture.tokens
                .envelopeSender(new TicketNumber(7), new DeliveryId("0".repeat(32)), Instant.now())
                .asString();
        MailImpl mail = Mails.mail(
                Mails.PLAIN,
                "Support@DESK.example",
                "sales+t7.abc@desk.example",
                bounce,
                "bounce+forged@desk.example",
                "staff@desk.example",
                "support@other.example");

        assertThat(fixture.isDeskRecipient().match(mail))
                .containsExactly(
                        Mails.address("Support@DESK.example"),
                        Mails.address("sales+t7.abc@desk.example"),
                        Mails.address(bounce));
        assertThat(mail.getAttribute(DeskAttributes.UNDECIDED)).isEmpty();
    }

    @Test
    void shouldMatchWholeDeskDomainWhenAddressesWereNeverRead() throws Exception {
        MailImpl mail = Mails.mail(Mails.PLAIN, "support@desk.example", "staff@DESK.example", "x@other.example");

        assertThat(fixture.isDeskRecipient().match(mail))
                .containsExactly(Mails.address("support@desk.example"), Mails.address("staff@desk.example"));
        assertThat(mail.getAttribute(DeskAttributes.UNDECIDED)).isPresent();
    }

    @Test
    void shouldMatchNobodyWhenMailIsNotForTheDesk() throws Exception {
        MailImpl mail = Mails.mail(Mails.PLAIN, "x@other.example");

        assertThat(fixture.isDeskRecipient().match(mail)).isEmpty();
        assertThat(mail.hasAttributes()).isFalse();
    }

    @Test
    void shouldKeepEightBitHeaderWhenJamesCopiesTheMailForTheOtherRecipients() throws Exception {
        fixture.started();
        String text = Mails.PLAIN.replace("Printer on fire", "Impressora em combust\u00e3o");
        MailImpl mail = Mails.mail(text, "support@desk.example", "x@other.example");
        byte[] received = Mails.bytes(mail);

        fixture.isDeskRecipient().match(mail);
        MailImpl copy = MailImpl.duplicate(mail);
        MailImpl copyOfCopy = MailImpl.duplicate(mail);

        assertThat(Mails.bytes(copy)).isEqualTo(received);
        assertThat(Mails.bytes(copyOfCopy)).isEqualTo(received);
        assertThat(Mails.bytes(mail)).isEqualTo(received);
    }
}
