package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.memory.MailRepositoryStoreConfiguration;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.mailrepository.memory.MemoryMailRepositoryStore;
import org.apache.james.mailrepository.memory.MemoryMailRepositoryUrlStore;
import org.apache.james.mailrepository.memory.SimpleMailRepositoryLoader;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory.MemoryCacheableMailQueue;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jamesdesk.address.DeskDomains;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddressAdministration;
import org.jamesdesk.message.MessageReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** R19–R22: from the processor desk-intake into the repository of parked mails, and back. */
class ParkStoppedTest {
    private static final EmailAddress SALES = EmailAddress.parse("sales@desk.example");
    private static final EmailAddress SUPPORT = EmailAddress.parse("support@desk.example");

    private final IntakeFixture fixture = new IntakeFixture().started();
    private final SupportAddressAdministration administration =
            new SupportAddressAdministration(DeskDomains.of("desk.example"));
    private ParkStopped mailet;
    private MailRepository repository;
    private ParkedMails parked;

    @BeforeEach
    void setUp() throws Exception {
        mailet = new ParkStopped(fixture.directory, fixture.queues, fixture.clock);
        mailet.init(Mails.config());
        MemoryMailRepositoryStore store = new MemoryMailRepositoryStore(
                new MemoryMailRepositoryUrlStore(),
                new SimpleMailRepositoryLoader(),
                MailRepositoryStoreConfiguration.forItems(new MailRepositoryStoreConfiguration.Item(
                        List.of(new Protocol("memory")),
                        MemoryMailRepository.class.getName(),
                        new BaseHierarchicalConfiguration())));
        store.init();
        repository = store.select(MailRepositoryUrl.from("memory://var/mail/desk-parked/"));
        parked = new ParkedMails(() -> store, fixture.queues, new MessageReader());
        setIntake(SALES, false);
    }

    private void setIntake(EmailAddress address, boolean takesMail) {
        fixture.configurations.edit("test", draft -> administration.setIntake(draft, address, takesMail));
    }

    /** Empties the queue. */
    private List<Mail> spool() throws Exception {
        MemoryCacheableMailQueue queue = fixture.queues.createQueue(MailQueueFactory.SPOOL);
        List<Mail> mails = new ArrayList<>();
        while (queue.getSize() > 0) {
            MailQueue.MailQueueItem item = Flux.from(queue.deQueue()).blockFirst(Duration.ofSeconds(5));
            mails.add(item.getMail());
            item.done(MailQueue.MailQueueItem.CompletionStatus.SUCCESS);
        }
        return mails;
    }

    /** What the processor desk-parked does. */
    private void store() throws Exception {
        for (Mail mail : spool()) {
            assertThat(mail.getState()).isEqualTo("desk-parked");
            new KeepBytes().service(mail);
            repository.store(mail);
        }
    }

    private List<ParkedMail> all() {
        return parked.list(Optional.empty(), Optional.empty(), 100).mails();
    }

    @Test
    void shouldLetMailPassWhenItsAddressTakesMail() throws Exception {
        MailImpl mail = Mails.mail(Mails.PLAIN, "support@desk.example", "unknown@desk.example");

        mailet.service(mail);

        assertThat(mail.getState()).isEqualTo("desk-intake");
        assertThat(mail.getRecipients()).hasSize(2);
        assertThat(spool()).isEmpty();
    }

    @Test
    void shouldParkMailAsItIsWhenItsAddressIsStoppedR19() throws Exception {
        // Nothing in 8 bits: James' repository in memory, unlike the one in files, would rewrite the header.
        String text = Mails.PLAIN;
        MailImpl mail = Mails.mail(text, "SALES+t42.abcdefghijklmnop@desk.example");

        mailet.service(mail);
        store();

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        ParkedMail kept = all().get(0);
        assertThat(kept.supportAddress()).contains(SALES);
        assertThat(kept.sender()).contains(EmailAddress.parse("ana@customer.example"));
        assertThat(kept.head().subject()).isEqualTo("Printer on fire");
        assertThat(kept.head().from().orElseThrow().name()).isEqualTo("Ana");
        assertThat(kept.size()).isEqualTo(text.length());
        assertThat(kept.parkedAt()).isPresent();
        var copy = new ByteArrayOutputStream();
        assertThat(parked.copy(kept.id(), copy)).isTrue();
        assertThat(copy.toByteArray()).isEqualTo(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void shouldParkForEachStoppedAddressAndLetTheOthersPass() throws Exception {
        setIntake(SUPPORT, false);
        MailImpl mail = Mails.mail(
                Mails.PLAIN, "sales@desk.example", "support@desk.example", "sales+x@desk.example", "gone@desk.example");

        mailet.service(mail);
        store();

        assertThat(mail.getRecipients()).containsExactly(Mails.address("gone@desk.example"));
        assertThat(all())
                .extracting(kept -> kept.supportAddress().orElseThrow())
                .containsExactlyInAnyOrder(SALES, SUPPORT);
        assertThat(parked.list(Optional.of(SALES), Optional.empty(), 100).mails())
                .hasSize(1);
    }

    @Test
    void shouldParkAgainstALossWhenNewMailsAreRefusedButThisOneWasAccepted() throws Exception {
        fixture.configurations.edit(
                "test",
                draft -> administration.put(
                        draft,
                        SALES,
                        new SupportAddressAdministration.Wanted(
                                Optional.empty(), Optional.of("sales"), Optional.empty(), Optional.of("refuse"))));

        mailet.service(Mails.mail(Mails.PLAIN, "sales@desk.example"));
        store();

        assertThat(all()).hasSize(1);
    }

    @Test
    void shouldLeaveOneCopyWhenTheSameMailIsParkedTwiceAfterACrash() throws Exception {
        mailet.service(Mails.mail(Mails.PLAIN, "sales@desk.example"));
        mailet.service(Mails.mail(Mails.PLAIN, "sales@desk.example"));
        store();

        assertThat(all()).hasSize(1);
    }

    @Test
    void shouldLeaveUndecidedMailToTheNextStepWhenAddressesWereNeverRead() throws Exception {
        ParkStopped early = new ParkStopped(new IntakeFixture().directory, fixture.queues, fixture.clock);
        early.init(Mails.config());
        MailImpl mail = Mails.mail(Mails.PLAIN, "sales@desk.example");

        early.service(mail);

        assertThat(mail.getState()).isEqualTo("desk-intake");
    }

    @Test
    void shouldPutOnlyTheMailsOfTheAddressBackWhenTheyAreReplayedR22() throws Exception {
        setIntake(SUPPORT, false);
        mailet.service(Mails.mail(Mails.PLAIN, "sales@desk.example", "support@desk.example"));
        store();
        setIntake(SALES, true);
        var progress = new ParkedMails.Progress();

        assertThat(parked.replay(SALES, () -> true, progress)).isTrue();

        assertThat(progress.replayed()).isEqualTo(1);
        assertThat(progress.failed()).isZero();
        assertThat(all())
                .extracting(kept -> kept.supportAddress().orElseThrow())
                .containsExactly(SUPPORT);
        Mail back = spool().get(0);
        assertThat(back.getState()).isEqualTo("desk-intake");
        mailet.service(back);
        assertThat(back.getState()).isEqualTo("desk-intake");
        assertThat(back.getAttribute(DeskAttributes.SUPPORT_ADDRESS)).isEmpty();
        assertThat(Mails.bytes(back)).isEqualTo(Mails.PLAIN.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void shouldLoseNothingWhenTheAddressIsStoppedAgainDuringTheReplay() throws Exception {
        mailet.service(Mails.mail(Mails.PLAIN, "sales@desk.example"));
        store();
        String first = all().get(0).id();

        // The queue is faster than the replay: the mail is parked again before its former copy is removed.
        Mail back = repository.retrieve(new MailKey(first));
        back.setState("desk-intake");
        mailet.service(back);
        store();
        repository.remove(new MailKey(first));

        assertThat(all()).hasSize(1);
        assertThat(all().get(0).id()).isNotEqualTo(first);
        assertThat(parked.list(Optional.of(SALES), Optional.empty(), 100).mails())
                .hasSize(1);
    }

    @Test
    void shouldStopReplayingWhenItIsNotWantedAnyMore() throws Exception {
        mailet.service(Mails.mail(Mails.PLAIN, "sales@desk.example"));
        store();

        assertThat(parked.replay(SALES, () -> false, new ParkedMails.Progress()))
                .isFalse();

        assertThat(all()).hasSize(1);
        assertThat(spool()).isEmpty();
    }

    @Test
    void shouldListInPages() throws Exception {
        for (int i = 0; i < 5; i++) {
            MailImpl mail = Mails.mail(Mails.PLAIN, "sales@desk.example");
            mail.setName("Mail" + i);
            mailet.service(mail);
        }
        store();
        List<String> ids = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            ParkedMails.Page page = parked.list(Optional.of(SALES), after, 2);
            page.mails().forEach(mail -> ids.add(mail.id()));
            after = page.next();
        } while (after.isPresent());

        assertThat(ids).hasSize(5).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldFindNothingWhenThereIsNoSuchMail() throws Exception {
        assertThat(parked.find("nothing")).isEmpty();
        assertThat(parked.copy("nothing", OutputStream.nullOutputStream())).isFalse();
    }

    @Test
    void shouldNameMailsByAddressAndCount() {
        String once = ParkedName.of("Mail1", SALES);

        assertThat(once).matches("Mail1-parked-[0-9a-f]{10}-1");
        assertThat(ParkedName.of("Mail1", EmailAddress.parse("Sales@desk.example")))
                .isEqualTo(once);
        assertThat(ParkedName.of(once, SALES)).isEqualTo(once.replaceAll("1$", "2"));
        assertThat(ParkedName.isFor(SALES, once)).isTrue();
        assertThat(ParkedName.isFor(SUPPORT, once)).isFalse();
        assertThat(ParkedName.isFor(SALES, "Mail1")).isFalse();
    }
}
