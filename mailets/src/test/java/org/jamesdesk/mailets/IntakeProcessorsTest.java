package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.mail.MessagingException;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.file.FileMailRepository;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.server.core.JamesServerResourceLoader;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.Mailet;
import org.apache.mailet.base.GenericMailet;
import org.apache.mailet.base.test.FakeMailContext;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.WhenStopped;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.TicketNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk's processors as an administrator writes them, in James' own container. */
class IntakeProcessorsTest {
    private static final String PROCESSORS =
            """
            <processor state="transport">
              <mailet match="IsDeskRecipient" class="ToProcessor"><processor>desk-intake</processor></mailet>
              <mailet match="All" class="Others"/>
            </processor>
            <processor state="desk-intake">
              <mailet match="All" class="ClassifyRecipients"/>
              <mailet match="All" class="ThreadIntoTicket"/>
            </processor>
            <processor state="desk-retry">
              <mailet match="All" class="RequeueLater"><delays>1h</delays></mailet>
            </processor>
            <processor state="desk-failed">
              <mailet match="All" class="ToFile"/>
            </processor>
            """;

    @TempDir
    private Path home;

    private final IntakeFixture fixture = new IntakeFixture();
    private final List<String> others = new ArrayList<>();
    private FileMailRepository failed;
    private MailProcessor container;

    @BeforeEach
    void start() throws Exception {
        failed = new FileMailRepository();
        failed.setFileSystem(new FileSystemImpl(new JamesServerResourceLoader(home.toString())));
        BaseHierarchicalConfiguration configuration = new BaseHierarchicalConfiguration();
        configuration.addProperty("[@destinationURL]", "file://var/mail/desk-failed/");
        configuration.addProperty("[@FIFO]", "false");
        configuration.addProperty("[@CACHEKEYS]", "true");
        failed.configure(configuration);
        failed.init();
        Map<String, Supplier<Mailet>> mailets = Map.of(
                "ClassifyRecipients",
                () -> new ClassifyRecipients(fixture.directory, fixture.targets, fixture.queues),
                "ThreadIntoTicket",
                () -> new ThreadIntoTicket(fixture.intake(), fixture.metrics),
                "RequeueLater",
                () -> new RequeueLater(fixture.queues, IntakeRetries.DEFAULT, fixture.clock),
                "Others",
                () -> new GenericMailet() {
                    @Override
                    public void service(Mail mail) {
                        mail.getRecipients().forEach(recipient -> others.add(recipient.asString()));
                        mail.setState(Mail.GHOST);
                    }
                },
                "ToFile",
                () -> new GenericMailet() {
                    @Override
                    public void service(Mail mail) throws MessagingException {
                        failed.store(mail);
                        mail.setState(Mail.GHOST);
                    }
                });
        container = MailetContainer.of(
                PROCESSORS,
                FakeMailContext.defaultContext(),
                mailets,
                Map.of("IsDeskRecipient", fixture::isDeskRecipient));
    }

    private MailImpl received(String text, String... recipients) throws Exception {
        MailImpl mail = Mails.mail(text, recipients);
        mail.setState("transport");
        return mail;
    }

    private byte[] storedBytes(long ticket) throws Exception {
        Conversation conversation = fixture.desk
                .tickets()
                .conversations(new TicketNumber(ticket), Optional.empty(), 10)
                .conversations()
                .get(0);
        return Mails.bytes(fixture.desk.tickets().raw(conversation.id()).orElseThrow());
    }

    @Test
    void shouldMakeTicketWithReceivedBytesWhenMailHasOtherRecipientsToo() throws Exception {
        fixture.started();
        String text = "Received: from client by desk.example;\r\n\tWed, 4 Mar 2026 05:06:07 +0000\r\n"
                + Mails.PLAIN.replace("Printer", "Impress\u00e3o");

        container.service(received(text, "staff@desk.example", "support@desk.example", "x@other.example"));

        assertThat(others).containsExactly("staff@desk.example", "x@other.example");
        assertThat(storedBytes(1)).isEqualTo(text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(failed.size()).isZero();
    }

    @Test
    void shouldMakeTicketAfterWaitingWhenStoresAnswerLater() throws Exception {
        container.service(received(Mails.PLAIN, "support@desk.example", "staff@desk.example"));
        assertThat(others).isEmpty();
        Mail waiting = fixture.queues.createQueue(MailQueueFactory.SPOOL).getLastMail();
        assertThat(waiting.getState()).isEqualTo("desk-intake");

        fixture.started();
        container.service(waiting);

        assertThat(fixture.desk.tickets().find(new TicketNumber(1))).isPresent();
        Mail forJames = fixture.queues
                .createQueue(MailQueueFactory.SPOOL)
                .browse()
                .next()
                .getMail();
        assertThat(forJames.getState()).isEqualTo("transport");
        container.service(forJames);
        assertThat(others).containsExactly("staff@desk.example");
    }

    @Test
    void shouldShowReasonAndBeReplayableWhenMailFailed() throws Exception {
        fixture.started();
        MailImpl mail = Mails.mail(Mails.PLAIN, "later@desk.example");
        mail.setState("desk-intake");

        container.service(mail);

        MailKey key = failed.list().next();
        Mail kept = failed.retrieve(key);
        assertThat(DeskAttributes.text(kept, DeskAttributes.REASON))
                .contains("Not an address of the desk any more: later@desk.example");
        assertThat(kept.getErrorMessage()).isNull();

        SupportAddress later = new SupportAddress(
                EmailAddress.parse("later@desk.example"),
                "Later",
                new DepartmentId("sales"),
                true,
                WhenStopped.PARK,
                List.of());
        fixture.configurations.edit("test", draft -> draft.put(SupportAddress.KIND, later));
        fixture.started();
        kept.setState("desk-intake");
        container.service(kept);

        assertThat(storedBytes(1)).isEqualTo(Mails.PLAIN.getBytes(StandardCharsets.US_ASCII));
        assertThat(kept.getAttribute(DeskAttributes.REASON)).isEmpty();
    }

    @Test
    void shouldKeepReceivedBytesInFileWhenMailFailed() throws Exception {
        fixture.started();
        String text = Mails.PLAIN
                .replace("Printer", "Impress\u00e3o")
                .replace("MIME-Version: 1.0", "Content-Transfer-Encoding: base64")
                .replace("It burns.", "not base64 \u00e9");
        MailImpl mail = Mails.mail(text, "gone@desk.example");
        mail.setState("desk-intake");

        container.service(mail);

        assertThat(Mails.bytesOfOnlyFile(home, ".FileStreamStore"))
                .isEqualTo(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
