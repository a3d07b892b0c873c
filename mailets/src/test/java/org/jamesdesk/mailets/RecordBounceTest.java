package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jamesdesk.bounce.BounceReports;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.EntryBuilder;
import org.jamesdesk.ticket.IntakeTarget;
import org.jamesdesk.ticket.TicketNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordBounceTest {
    private static final String REPORT =
            """
            From: MAILER-DAEMON@mx.customer.example
            To: bounce@desk.example
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <report@mx.customer.example>
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            This is the mail system. Your message could not be delivered.

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.customer.example

            Final-Recipient: rfc822; ana@customer.example
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 No such user

            --b--
            """
                    .replace("\n", "\r\n");

    private final IntakeFixture fixture = new IntakeFixture().started();
    private int tickets;
    private RecordBounce mailet;

    @BeforeEach
    void setUp() throws Exception {
        BounceReports reports = new BounceReports(
                fixture.tokens,
                fixture.desk.deliveries(),
                fixture.desk.claims(),
                fixture.desk.ticketHistory(),
                List.of(),
                fixture.clock);
        mailet = new RecordBounce(reports, new MessageReader(), fixture.targets, fixture.directory);
        mailet.init(Mails.config());
    }

    private Delivery sent(Purpose purpose) {
        Entry entry = EntryBuilder.opening(new TicketNumber(++tickets))
                .sentTo("ana@customer.example")
                .purpose(purpose)
                .build();
        fixture.desk.tickets().append(entry);
        return entry.deliveries().get(0);
    }

    private String envelopeSender(Delivery delivery) {
        return fixture.tokens
                .envelopeSender(delivery.ticket(), delivery.id(), fixture.clock.instant())
                .asString();
    }

    private MailImpl report(String... recipients) throws Exception {
        MailImpl mail = Mails.mail(REPORT, recipients);
        mail.setSender(MailAddress.nullSender());
        return mail;
    }

    private DeliveryState state(Delivery delivery) {
        return fixture.desk
                .deliveries()
                .find(delivery.ticket(), delivery.id())
                .orElseThrow()
                .state();
    }

    @Test
    void shouldEndAReportAboutANotification() throws Exception {
        Delivery delivery = sent(Purpose.NOTIFICATION);
        MailImpl mail = report(envelopeSender(delivery));

        mailet.service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(state(delivery)).isEqualTo(DeliveryState.BOUNCED);
    }

    @Test
    void shouldLetAReportAboutAReplyGoOn() throws Exception {
        Delivery delivery = sent(Purpose.REPLY);
        MailImpl mail = report(envelopeSender(delivery));

        mailet.service(mail);

        assertThat(mail.getState()).isEqualTo("desk-intake");
        assertThat(state(delivery)).isEqualTo(DeliveryState.BOUNCED);
    }

    @Test
    void shouldGoOnForTheOtherRecipientsOfTheDesk() throws Exception {
        Delivery notification = sent(Purpose.NOTIFICATION);
        Delivery reply = sent(Purpose.REPLY);
        MailImpl mail = report(envelopeSender(notification), envelopeSender(reply));
        fixture.classifyRecipients().service(mail);

        mailet.service(mail);

        assertThat(mail.getState()).isEqualTo("desk-intake");
        assertThat(mail.getRecipients()).containsExactly(new MailAddress(envelopeSender(reply)));
        assertThat(DeskAttributes.targets(mail))
                .extracting(IntakeTarget::token)
                .containsExactly(Optional.of(reply.ticket()));
    }

    @Test
    void shouldNotLookAtMailsToSupportAddresses() throws Exception {
        MailImpl mail = report("support@desk.example");

        mailet.service(mail);

        assertThat(mail.getState()).isEqualTo("desk-intake");
        assertThat(mail.getRecipients()).hasSize(1);
    }
}
