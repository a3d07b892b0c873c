package org.jamesdesk.webadmin;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.json.DTOConverter;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.memory.MailRepositoryStoreConfiguration;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.mailrepository.memory.MemoryMailRepositoryStore;
import org.apache.james.mailrepository.memory.MemoryMailRepositoryUrlStore;
import org.apache.james.mailrepository.memory.SimpleMailRepositoryLoader;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.task.Hostname;
import org.apache.james.task.MemoryTaskManager;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.webadmin.RandomPortSupplier;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.WebAdminConfiguration;
import org.apache.james.webadmin.WebAdminServer;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.apache.james.webadmin.authentication.NoAuthenticationFilter;
import org.apache.james.webadmin.mdc.LoggingRequestFilter;
import org.apache.james.webadmin.routes.TasksRoutes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.DeskDomains;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.bounce.Block;
import org.jamesdesk.bounce.BlockCause;
import org.jamesdesk.bounce.Blocklist;
import org.jamesdesk.bounce.BlocklistAdministration;
import org.jamesdesk.bounce.Bounce;
import org.jamesdesk.bounce.BounceEffect;
import org.jamesdesk.bounce.BounceId;
import org.jamesdesk.bounce.BounceSearch;
import org.jamesdesk.bounce.BounceSource;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.contact.ContactChoice;
import org.jamesdesk.deliverability.DailyTotals;
import org.jamesdesk.deliverability.NotificationWatch;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.delivery.Redelivery;
import org.jamesdesk.delivery.Replies;
import org.jamesdesk.delivery.RetrySchedule;
import org.jamesdesk.delivery.SenderRelease;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.dkim.DkimKeys;
import org.jamesdesk.dns.InMemoryDomainRecords;
import org.jamesdesk.dns.OutgoingHost;
import org.jamesdesk.dns.SenderDns;
import org.jamesdesk.mailets.ParkStopped;
import org.jamesdesk.mailets.ParkedMails;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.notice.Notices;
import org.jamesdesk.search.OpenedTickets;
import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.search.TicketIndexer;
import org.jamesdesk.search.TicketReindex;
import org.jamesdesk.secret.EphemeralVault;
import org.jamesdesk.sender.Credentials;
import org.jamesdesk.sender.CredentialsStore;
import org.jamesdesk.sender.LoginRefusedException;
import org.jamesdesk.sender.PlainCredentials;
import org.jamesdesk.sender.RelayPorts;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.SenderAdministration;
import org.jamesdesk.sender.SenderVerification;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.sender.VerificationMails;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.ticket.EntryBuilder;
import org.jamesdesk.ticket.EnvelopeTargets;
import org.jamesdesk.ticket.IncomingMail;
import org.jamesdesk.ticket.IntakeResult;
import org.jamesdesk.ticket.IntakeTarget;
import org.jamesdesk.ticket.TicketIntake;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketNumbers;
import org.jamesdesk.ticket.TicketStatusChange;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.jamesdesk.token.VerificationTokens;
import org.jamesdesk.work.HeldLeases;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.jamesdesk.work.WorkSignal;
import reactor.core.publisher.Flux;

/** A real WebAdmin server with the desk's routes over stores in memory; indexing is done at once, delivery never. */
final class RestDesk implements AutoCloseable {
    static final String DOMAIN = "desk.example";
    static final EmailAddress SUPPORT = EmailAddress.parse("support@" + DOMAIN);
    static final DeskDomains DOMAINS = new DeskDomains(DOMAIN, Set.of("zylker.example"));
    static final DepartmentId DEPARTMENT = new DepartmentId("support");

    /** How a desk for a test is put together. */
    static final class Builder {
        private final Clock clock;
        private final InMemoryDesk stores;
        private TicketStore tickets;
        private TicketIndex index;
        private Blocklist blocklist;
        private AuthenticationFilter authentication = new NoAuthenticationFilter();
        private final InMemoryDomainRecords records = new InMemoryDomainRecords();
        private Set<org.apache.james.webadmin.mdc.RequestLogger> requestLoggers = Set.of();

        private Builder(Clock clock) {
            this.clock = clock;
            this.stores = new InMemoryDesk(clock);
            this.tickets = stores.tickets();
            this.index = stores.index();
            this.blocklist = stores.blocklist();
        }

        /** The routes, but not the intake, see these tickets. */
        Builder routesSee(TicketStore given) {
            tickets = given;
            return this;
        }

        Builder routesSee(TicketIndex given) {
            index = given;
            return this;
        }

        Builder routesSee(Blocklist given) {
            blocklist = given;
            return this;
        }

        Builder authenticatedBy(AuthenticationFilter filter) {
            authentication = filter;
            return this;
        }

        Builder requestsLoggedBy(DeskRequestLogger logger) {
            requestLoggers = Set.of(logger);
            return this;
        }

        InMemoryDesk stores() {
            return stores;
        }

        InMemoryDomainRecords records() {
            return records;
        }

        RestDesk start() {
            return new RestDesk(this);
        }
    }

    private final Clock clock;
    private final InMemoryDesk stores;
    private final Configurations configurations;
    private final AddressDirectory directory;
    private final TicketIntake intake;
    private final CredentialsStore credentials = new PlainCredentials();
    private final MemoryMailQueueFactory queues = new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory());
    private final MemoryMailRepositoryStore repositories = repositories();
    private final ParkStopped parkStopped;
    private final MemoryTaskManager tasks = new MemoryTaskManager(new Hostname("test"));
    private final NotificationWatch watch;
    private final List<Routes> routes;
    private final HeldLeases leases;
    private final WebAdminServer server;

    static Builder builder() {
        return new Builder(Clock.systemUTC());
    }

    /** @param clock what the desk takes for the time */
    static Builder builder(Clock clock) {
        return new Builder(clock);
    }

    static RestDesk start() {
        return builder().start();
    }

    private RestDesk(Builder builder) {
        this.clock = builder.clock;
        this.stores = builder.stores;
        this.configurations = new Configurations(stores.configuration(), builder.clock);
        new FirstStart(configurations).createDefaults(DOMAIN);
        this.directory = new AddressDirectory(configurations);
        DeskTokens tokens = new DeskTokens(SigningKey.of(new byte[SigningKey.LENGTH]), DOMAIN, builder.clock);
        MessageReader reader = new MessageReader();
        TicketIndexer indexer = new TicketIndexer(stores.tickets(), stores.index(), new OpenedTickets());
        WorkSignal signal = work -> indexer.handle(ofKind(WorkKind.INDEX, work));
        this.intake = new TicketIntake(
                reader,
                stores.knownMessages(),
                stores.claims(),
                stores.tickets(),
                new TicketNumbers(stores.numberBlocks(), builder.clock),
                tokens,
                ThreadingContext.withDefaults(directory::isOurs),
                ContactChoice.by(configurations),
                mail -> {},
                signal,
                builder.clock);
        Replies replies = new Replies(
                builder.tickets,
                stores.claims(),
                stores.blocklist(),
                stores.ticketHistory(),
                configurations,
                reader,
                tokens,
                signal,
                builder.clock);
        VerificationTokens proofs = new VerificationTokens(SigningKey.of(new byte[SigningKey.LENGTH]));
        SenderRelease release = new SenderRelease(stores.waitingDeliveries(), stores.work(), signal, builder.clock);
        SenderVerification verification = new SenderVerification(
                configurations,
                RelayPorts.DEFAULT,
                proofs,
                new VerificationMails(
                        new Notices(stores.notices(), configurations, signal, builder.clock),
                        configurations,
                        proofs,
                        URI.create("https://help.zylker.example")),
                release,
                builder.clock);
        SenderAdministration senders = new SenderAdministration(
                configurations,
                RelayPorts.DEFAULT,
                credentials,
                RestDesk::logIn,
                new Provider(),
                verification,
                release);
        this.leases = new HeldLeases(stores.work(), "rest", Duration.ofMinutes(1), builder.clock);
        JsonTransformer json = new JsonTransformer();
        DkimKeys dkimKeys =
                new DkimKeys(configurations, stores.dkimKeys(), new EphemeralVault(), Set.of(DOMAIN), builder.clock);
        TicketReindex reindex = new TicketReindex(builder.tickets, stores.numberBlocks(), builder.index);
        this.watch = new NotificationWatch(
                configurations, stores.deliveryResults(), (key, subject, text) -> {}, event -> {}, builder.clock);
        this.parkStopped = initialised(new ParkStopped(directory, queues, builder.clock));
        ParkedMails parked = new ParkedMails(() -> repositories, queues, reader);
        this.routes = List.of(
                new DepartmentRoutes(configurations, json),
                new SenderListRoutes(configurations, stores.notices(), json),
                new SenderRoutes(configurations, senders, verification, stores.notices(), json),
                new PublicPageRoutes(verification, senders, builder.clock, json),
                new DepartmentSettingsRoutes(configurations, json),
                new SettingsRoutes(configurations, json),
                new AgentRoutes(configurations, json),
                new ContactRoutes(builder.index, stores.blocklist(), json),
                new SupportAddressRoutes(configurations, DOMAINS, json),
                new ParkedRoutes(parked, configurations, DOMAINS, tasks, json),
                new ConfigurationRoutes(configurations, DOMAINS, json),
                new TicketRoutes(
                        builder.index,
                        builder.tickets,
                        new TicketStatusChange(
                                builder.tickets, stores.ticketHistory(), stores.work(), signal, builder.clock),
                        reindex,
                        tasks,
                        json),
                new ConversationRoutes(builder.tickets, reader, json),
                new TicketHistoryRoutes(builder.tickets, stores.ticketHistory(), json),
                new ReplyRoutes(replies, json),
                new DeliveryRoutes(
                        builder.tickets,
                        stores.deliveries(),
                        new Redelivery(
                                builder.tickets,
                                stores.deliveries(),
                                stores.work(),
                                signal,
                                leases,
                                stores.ticketHistory(),
                                RetrySchedule.parse("1h"),
                                configurations,
                                builder.clock),
                        json),
                new BounceRoutes(new BounceSearch(stores.bounces()), builder.clock, json),
                new BlocklistRoutes(
                        builder.blocklist,
                        new BlocklistAdministration(builder.blocklist, stores.signsOfLife(), builder.clock),
                        stores.bounces(),
                        builder.clock,
                        json),
                new DkimKeyRoutes(configurations, dkimKeys, json),
                new SenderDnsRoutes(
                        configurations,
                        new SenderDns(
                                new OutgoingHost(DOMAIN, "mail." + DOMAIN, List.of("192.0.2.25")), builder.records),
                        json),
                new NotificationRoutes(watch, configurations, builder.clock, json),
                new DeliverabilityRoutes(
                        new DailyTotals(
                                stores.deliveryResults(), stores.dayTotals(), stores.work(), "test", builder.clock),
                        watch,
                        builder.clock,
                        json),
                new TemplateRoutes(configurations, json),
                new DepartmentTemplateRoutes(configurations, json),
                new ExplainRoutes(intake, reader, new EnvelopeTargets(tokens), directory, json),
                new OpenApiRoutes(json));
        DTOConverter<TaskExecutionDetails.AdditionalInformation, AdditionalInformationDTO> details = new DTOConverter<>(
                new DeskTaskExtensionModule(reindex, parked, configurations).taskAdditionalInformationDTOModules());
        List<Routes> served = new ArrayList<>(routes);
        served.add(new TasksRoutes(tasks, json, details));
        this.server = new WebAdminServer(
                WebAdminConfiguration.builder()
                        .enabled()
                        .corsDisabled()
                        .host("127.0.0.1")
                        .port(new RandomPortSupplier())
                        .minThreadCount(Optional.of(2))
                        .maxThreadCount(Optional.of(12))
                        .build(),
                served,
                builder.authentication,
                new RecordingMetricFactory(),
                new LoggingRequestFilter(builder.requestLoggers)) {};
        server.start();
    }

    /** A relay that knows one password. */
    private static void logIn(SmtpRelay relay, Credentials shown) throws LoginRefusedException {
        if (!shown.equals(new Credentials.Password(new Secret("right")))) {
            throw new LoginRefusedException(
                    relay.asString() + " refuses the password; with two-factor login it wants a password for programs",
                    true);
        }
    }

    private static MemoryMailRepositoryStore repositories() {
        try {
            MemoryMailRepositoryStore store = new MemoryMailRepositoryStore(
                    new MemoryMailRepositoryUrlStore(),
                    new SimpleMailRepositoryLoader(),
                    MailRepositoryStoreConfiguration.forItems(new MailRepositoryStoreConfiguration.Item(
                            List.of(new Protocol("memory")),
                            MemoryMailRepository.class.getName(),
                            new BaseHierarchicalConfiguration())));
            store.init();
            return store;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The desk's tasks for what is only written and read, not run. */
    static DeskTaskExtensionModule tasks(TicketReindex reindex) {
        MemoryMailRepositoryStore none = repositories();
        ParkedMails parked = new ParkedMails(
                () -> none, new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory()), new MessageReader());
        Clock clock = Clock.systemUTC();
        return new DeskTaskExtensionModule(
                reindex, parked, new Configurations(new InMemoryDesk(clock).configuration(), clock));
    }

    private static ParkStopped initialised(ParkStopped mailet) {
        try {
            mailet.init(FakeMailetConfig.builder()
                    .mailetContext(FakeMailContext.defaultContext())
                    .build());
            return mailet;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets a mail come to the processor desk-intake, and what is parked of it to its repository. */
    void park(String name, String text, String... recipients) throws Exception {
        MailImpl mail = MailImpl.builder()
                .name(name)
                .sender("ana@customer.example")
                .addRecipients(recipients)
                .mimeMessage(new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))))
                .build();
        parkStopped.service(mail);
        MailRepository parked = repositories.select(MailRepositoryUrl.from("memory://" + ParkedMails.PATH.asString()));
        for (Mail copy : spool()) {
            if (copy.getState().equals("desk-parked")) {
                parked.store(copy);
            }
        }
    }

    /** Empties the queue. */
    List<Mail> spool() throws Exception {
        MemoryMailQueueFactory.MemoryCacheableMailQueue queue = queues.createQueue(MailQueueFactory.SPOOL);
        List<Mail> mails = new ArrayList<>();
        while (queue.getSize() > 0) {
            MailQueue.MailQueueItem item = Flux.from(queue.deQueue()).blockFirst(Duration.ofSeconds(5));
            mails.add(item.getMail());
            item.done(MailQueue.MailQueueItem.CompletionStatus.SUCCESS);
        }
        return mails;
    }

    private static List<Work> ofKind(WorkKind kind, List<Work> work) {
        return work.stream().filter(piece -> piece.kind() == kind).toList();
    }

    /** Takes in a mail as if it had come to the support address. */
    IntakeResult receive(String mail) {
        return receive(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    IntakeResult receive(byte[] mail) {
        return intake.take(new IncomingMail(
                        RawMessage.of(mail),
                        Optional.of(EmailAddress.parse("ana@customer.example")),
                        List.of(new IntakeTarget(DEPARTMENT, SUPPORT, Optional.empty()))))
                .get(0);
    }

    InMemoryDesk stores() {
        return stores;
    }

    /** Judges the bounce rate when a test asks it to. */
    NotificationWatch watch() {
        return watch;
    }

    Configurations configurations() {
        return configurations;
    }

    CredentialsStore credentials() {
        return credentials;
    }

    List<Routes> routes() {
        return routes;
    }

    int port() {
        return server.getPort().getValue();
    }

    RequestSpecification request() {
        return given().port(port())
                .config(RestAssuredConfig.newConfig()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .defaultContentCharset(StandardCharsets.UTF_8)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(ContentType.JSON);
    }

    @Override
    public void close() {
        server.destroy();
        tasks.stop();
        leases.close();
    }

    /** A reply of ticket 1 to this address bounced just now. */
    Bounce bounced(String address, Hardness hardness) {
        return stores.bounces()
                .record(new Bounce(
                        new BounceId(EntryBuilder.randomId()),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        EmailAddress.parse(address),
                        new TicketNumber(1),
                        new DeliveryId(EntryBuilder.randomId()),
                        Purpose.REPLY,
                        DEPARTMENT,
                        BounceSource.SMTP,
                        hardness,
                        hardness == Hardness.HARD ? BounceReason.NO_SUCH_ADDRESS : BounceReason.MAILBOX_FULL,
                        Optional.of(550),
                        Optional.empty(),
                        "550 5.1.1 no such user",
                        BounceEffect.BLOCKED));
    }

    /** The address is blocked because of a bounce. */
    void block(Bounce evidence) {
        stores.blocklist()
                .block(new Block(
                        evidence.address(),
                        BlockCause.HARD_BOUNCE,
                        evidence.diagnostic(),
                        evidence.at(),
                        Block.BY_DESK,
                        Optional.empty(),
                        List.of(evidence.id())));
    }
}
