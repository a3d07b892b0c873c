package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.ticket.IntakeTarget;
import org.jamesdesk.ticket.TicketNumber;
import org.junit.jupiter.api.Test;

class ClassifyRecipientsTest {
    private static final EmailAddress SUPPORT = EmailAddress.parse("support@desk.example");

    private final IntakeFixture fixture = new IntakeFixture();

    private Mail lastQueued() {
        return fixture.queues.createQueue(MailQueueFactory.SPOOL).getLastMail();
    }

    @Test
    void shouldWriteTargetsWhenRecipientsAreOfTheDesk() throws Exception {
        fixture.started();
        String reply =
                fixture.tokens.replyAddress(SUPPORT, new TicketNumber(42)).asString();
        MailImpl mail = Mails.mail(Mails.PLAIN, "sales@desk.example", reply);

        fixture.classifyRecipients().service(mail);

        assertThat(mail.getState()).isEqualTo("desk-intake");
        assertThat(DeskAttributes.targets(mail))
                .containsExactly(
                        new IntakeTarget(
                                new DepartmentId("sales"), EmailAddress.parse("sales@desk.example"), Optional.empty()),
                        new IntakeTarget(new DepartmentId("support"), SUPPORT, Optional.of(new TicketNumber(42))));
    }

    @Test
    void shouldWipeOutEarlierRunWhenMailIsReplayed() throws Exception {
        fixture.started();
        MailImpl mail = Mails.mail(Mails.PLAIN, "support@desk.example");
        mail.setErrorMessage("java.lang.RuntimeException: at …");
        DeskAttributes.put(mail, DeskAttributes.REASON, "it failed");

        fixture.classifyRecipients().service(mail);

        assertThat(mail.getErrorMessage()).isNull();
        assertThat(mail.getAttribute(DeskAttributes.REASON)).isEmpty();
        assertThat(mail.getState()).isEqualTo("desk-intake");
    }

    @Test
    void shouldPutOffWhenAddressesWereNeverRead() throws Exception {
        MailImpl mail = Mails.mail(Mails.PLAIN, "support@desk.example");

        fixture.classifyRecipients().service(mail);

        assertThat(mail.getState()).isEqualTo("desk-retry");
        assertThat(mail.getErrorMessage()).isNull();
        assertThat(DeskAttributes.text(mail, DeskAttributes.REASON))
                .contains("The list of support addresses is unavailable: never read since the start");
    }

    @Test
    void shouldKeepMailForAdministratorWhenAddressIsGone() throws Exception {
        fixture.started();
        MailImpl mail = Mails.mail(Mails.PLAIN, "deleted@desk.example");

        fixture.classifyRecipients().service(mail);

        assertThat(mail.getState()).isEqualTo("desk-failed");
        assertThat(DeskAttributes.text(mail, DeskAttributes.REASON))
                .contains("Not an address of the desk any more: deleted@desk.example");
    }

    @Test
    void shouldSplitMailWhenOnlySomeAddressesAreGone() throws Exception {
        fixture.started();
        String text = Mails.PLAIN.replace("Printer", "Impress\u00e3o");
        MailImpl mail = Mails.mail(text, "support@desk.example", "deleted@desk.example");

        fixture.classifyRecipients().service(mail);

        assertThat(mail.getRecipients()).containsExactly(Mails.address("support@desk.example"));
        assertThat(DeskAttributes.targets(mail)).hasSize(1);
        Mail copy = lastQueued();
        assertThat(copy.getState()).isEqualTo("desk-failed");
        assertThat(copy.getName()).isEqualTo("Mail1-others");
        assertThat(copy.getRecipients()).containsExactly(Mails.address("deleted@desk.example"));
        assertThat(DeskAttributes.targets(copy)).isEmpty();
    }

    @Test
    void shouldGiveMailBackToJamesWhenItWasTakenBeforeAddressesWereKnown() throws Exception {
        MailImpl mail = Mails.mail(Mails.PLAIN, "staff@desk.example");
        fixture.isDeskRecipient().match(mail);
        fixture.started();

        fixture.classifyRecipients().service(mail);

        assertThat(mail.getState()).isEqualTo("transport");
        assertThat(mail.getAttribute(DeskAttributes.UNDECIDED)).isEmpty();
    }

    @Test
    void shouldGiveOthersBackToJamesWhenSomeRecipientsAreOfTheDesk() throws Exception {
        MailImpl mail = Mails.mail(Mails.PLAIN, "staff@desk.example", "support@desk.example");
        fixture.isDeskRecipient().match(mail);
        fixture.started();

        fixture.classifyRecipients().service(mail);

        assertThat(mail.getRecipients()).containsExactly(Mails.address("support@desk.example"));
        assertThat(lastQueued().getState()).isEqualTo("transport");
        assertThat(lastQueued().getRecipients()).containsExactly(Mails.address("staff@desk.example"));
        assertThat(lastQueued().getAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE.getName()))
                .isEmpty();
    }
}
