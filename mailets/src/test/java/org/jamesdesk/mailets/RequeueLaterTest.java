package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequeueLaterTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final MemoryMailQueueFactory queues =
            new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory(), clock);

    private RequeueLater mailet(String... parameters) throws Exception {
        RequeueLater mailet = new RequeueLater(queues, IntakeRetries.DEFAULT, clock);
        mailet.init(Mails.config(parameters));
        return mailet;
    }

    private ManageableMailQueue.MailQueueItemView queued() throws Exception {
        return queues.createQueue(MailQueueFactory.SPOOL).browse().next();
    }

    private Duration pause() throws Exception {
        return Duration.between(NOW, queued().getNextDelivery().orElseThrow().toInstant());
    }

    @Test
    void shouldQueueMailForIntakeBeforeEndingItHere() throws Exception {
        MailImpl mail = Mails.mail(Mails.PLAIN, "support@desk.example");
        mail.setErrorMessage("stack trace");
        DeskAttributes.put(mail, DeskAttributes.REASON, "Cassandra is unavailable: down");

        mailet().service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        Mail queued = queued().getMail();
        assertThat(queued.getName()).isEqualTo("Mail1");
        assertThat(queued.getState()).isEqualTo("desk-intake");
        assertThat(queued.getErrorMessage()).isNull();
        assertThat(queued.getMaybeSender()).isEqualTo(mail.getMaybeSender());
        assertThat(queued.getRecipients()).containsExactly(Mails.address("support@desk.example"));
        assertThat(DeskAttributes.number(queued, DeskAttributes.RETRIES)).isEqualTo(1);
        assertThat(DeskAttributes.text(queued, DeskAttributes.REASON)).contains("Cassandra is unavailable: down");
        assertThat(queued.getAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE.getName())).isEmpty();
        assertThat(Mails.bytes(queued)).isEqualTo(Mails.PLAIN.getBytes());
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 30", "2, 60", "3, 300", "4, 900", "5, 3600", "6, 3600", "500, 3600"})
    void shouldWaitLongerWhenMailWasPutOffBefore(int before, int seconds) throws Exception {
        MailImpl mail = Mails.mail(Mails.PLAIN, "support@desk.example");
        DeskAttributes.put(mail, DeskAttributes.RETRIES, before);

        mailet().service(mail);

        assertThat(pause()).isBetween(Duration.ofSeconds(seconds), Duration.ofMillis(seconds * 1_500L));
    }

    @Test
    void shouldSpreadMailsWhenManyArePutOffTogether() throws Exception {
        Set<Duration> pauses = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            mailet("delays", "1h").service(Mails.mail(Mails.PLAIN, "support@desk.example"));
            pauses.add(pause());
            queues.createQueue(MailQueueFactory.SPOOL).clear();
        }

        assertThat(pauses).hasSizeGreaterThan(40);
    }

    @Test
    void shouldGiveUpWhenDaysHavePassed() throws Exception {
        MailImpl mail = Mails.mail(Mails.PLAIN, "support@desk.example");
        DeskAttributes.put(mail, DeskAttributes.RETRIES, 99);
        DeskAttributes.put(
                mail,
                DeskAttributes.RETRIED_SINCE,
                NOW.minus(8, ChronoUnit.DAYS).toString());
        DeskAttributes.put(mail, DeskAttributes.REASON, "Cassandra is unavailable: down");

        mailet("giveUpAfter", "7").service(mail);

        assertThat(mail.getState()).isEqualTo("desk-failed");
        assertThat(queues.createQueue(MailQueueFactory.SPOOL).getSize()).isZero();
        assertThat(DeskAttributes.text(mail, DeskAttributes.REASON))
                .contains("Given up after 100 attempts since 2026-02-24T05:06:07Z. Cassandra is unavailable: down");
        assertThat(mail.getAttribute(DeskAttributes.RETRIES)).isEmpty();
    }

    @Test
    void shouldGoOnWhenDaysHaveNotPassed() throws Exception {
        MailImpl mail = Mails.mail(Mails.PLAIN, "support@desk.example");
        DeskAttributes.put(
                mail,
                DeskAttributes.RETRIED_SINCE,
                NOW.minus(6, ChronoUnit.DAYS).toString());

        mailet("giveUpAfter", "7").service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    }

    @ParameterizedTest
    @CsvSource({"delays, 5x", "delays, soon", "giveUpAfter, 0", "giveUpAfter, -1", "giveUpAfter, 5d"})
    void shouldNameParameterWhenItIsWrong(String name, String value) {
        assertThatThrownBy(() -> mailet(name, value)).hasMessageContaining("RequeueLater: " + name);
    }
}
