package org.jamesdesk.webadmin;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.james.json.DTOConverter;
import org.apache.james.metrics.tests.RecordingMetricFactory;
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
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.delivery.Replies;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.search.TicketIndexer;
import org.jamesdesk.search.TicketReindex;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.ticket.EnvelopeTargets;
import org.jamesdesk.ticket.IncomingMail;
import org.jamesdesk.ticket.IntakeResult;
import org.jamesdesk.ticket.IntakeTarget;
import org.jamesdesk.ticket.TicketIntake;
import org.jamesdesk.ticket.TicketNumbers;
import org.jamesdesk.ticket.TicketStatusChange;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.jamesdesk.work.WorkSignal;

/** A real WebAdmin server with the desk's routes over stores in memory; indexing is done at once, delivery never. */
final class RestDesk implements AutoCloseable {
    static final String DOMAIN = "desk.example";
    static final EmailAddress SUPPORT = EmailAddress.parse("support@" + DOMAIN);
    static final DepartmentId DEPARTMENT = new DepartmentId("support");

    /** How a desk for a test is put together. */
    static final class Builder {
        private final Clock clock = Clock.systemUTC();
        private final InMemoryDesk stores = new InMemoryDesk(clock);
        private TicketStore tickets = stores.tickets();
        private TicketIndex index = stores.index();
        private AuthenticationFilter authentication = new NoAuthenticationFilter();
        private Set<org.apache.james.webadmin.mdc.RequestLogger> requestLoggers = Set.of();

        /** The routes, but not the intake, see these tickets. */
        Builder routesSee(TicketStore given) {
            tickets = given;
            return this;
        }

        Builder routesSee(TicketIndex given) {
            index = given;
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

        RestDesk start() {
            return new RestDesk(this);
        }
    }

    private final InMemoryDesk stores;
    private final Configurations configurations;
    private final AddressDirectory directory;
    private final TicketIntake intake;
    private final MemoryTaskManager tasks = new MemoryTaskManager(new Hostname("test"));
    private final List<Routes> routes;
    private final WebAdminServer server;

    static Builder builder() {
        return new Builder();
    }

    static RestDesk start() {
        return builder().start();
    }

    private RestDesk(Builder builder) {
        this.stores = builder.stores;
        this.configurations = new Configurations(stores.configuration(), builder.clock);
        new FirstStart(configurations).createDefaults(DOMAIN);
        this.directory = new AddressDirectory(configurations);
        DeskTokens tokens = new DeskTokens(SigningKey.of(new byte[SigningKey.LENGTH]), DOMAIN, builder.clock);
        MessageReader reader = new MessageReader();
        TicketIndexer indexer = new TicketIndexer(stores.tickets(), stores.index());
        WorkSignal signal = work -> indexer.handle(ofKind(WorkKind.INDEX, work));
        this.intake = new TicketIntake(
                reader,
                stores.knownMessages(),
                stores.claims(),
                stores.tickets(),
                new TicketNumbers(stores.numberBlocks(), builder.clock),
                tokens,
                ThreadingContext.withDefaults(directory::isOurs),
                signal,
                builder.clock);
        Replies replies =
                new Replies(builder.tickets, stores.claims(), directory, reader, tokens, signal, builder.clock);
        JsonTransformer json = new JsonTransformer();
        TicketReindex reindex = new TicketReindex(builder.tickets, stores.numberBlocks(), builder.index);
        this.routes = List.of(
                new DepartmentRoutes(configurations, json),
                new SupportAddressRoutes(configurations, json),
                new TicketRoutes(
                        builder.index,
                        builder.tickets,
                        new TicketStatusChange(builder.tickets, stores.work(), signal, builder.clock),
                        reindex,
                        tasks,
                        json),
                new ConversationRoutes(builder.tickets, reader, json),
                new ReplyRoutes(replies, json),
                new DeliveryRoutes(builder.tickets, stores.deliveries(), json),
                new ExplainRoutes(intake, reader, new EnvelopeTargets(tokens), directory, json),
                new OpenApiRoutes(json));
        DTOConverter<TaskExecutionDetails.AdditionalInformation, AdditionalInformationDTO> details =
                new DTOConverter<>(new DeskTaskExtensionModule(reindex).taskAdditionalInformationDTOModules());
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

    Configurations configurations() {
        return configurations;
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
    }
}
