package org.jamesdesk.webadmin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.DeliveryStore;
import org.jamesdesk.delivery.Redelivery;
import org.jamesdesk.delivery.SmtpStage;
import org.jamesdesk.delivery.Verdict;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStore;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/tickets/{number}/deliveries}: what became of each sent mail, per recipient and attempt. */
public final class DeliveryRoutes implements Routes {
    private final TicketStore tickets;
    private final DeliveryStore deliveries;
    private final Redelivery redelivery;
    private final RouteAnswers answers;

    @Inject
    public DeliveryRoutes(TicketStore tickets, DeliveryStore deliveries, Redelivery redelivery, JsonTransformer json) {
        this.tickets = tickets;
        this.deliveries = deliveries;
        this.redelivery = redelivery;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return TicketRoutes.BASE;
    }

    @Override
    public void define(Service service) {
        service.get(TicketRoutes.BASE + "/:number/deliveries", answers.json(this::list));
        service.post(
                TicketRoutes.BASE + "/:number/deliveries/:id",
                answers.knowing("action").json(this::act));
    }

    private List<DeliveryJson> list(Request request, Response response) {
        TicketNumber number = new RequestParameters(request).ticket();
        tickets.existing(number);
        return deliveries.ofTicket(number).stream().map(DeliveryJson::of).toList();
    }

    private DeliveryJson act(Request request, Response response) {
        var parameters = new RequestParameters(request);
        TicketNumber number = parameters.ticket();
        DeliveryId id = parameters.path("id", DeliveryId::new);
        Optional<Delivery> delivery =
                switch (parameters.query("action").orElse("")) {
                    case "retry" -> redelivery.retry(number, id, Administrator.of(request));
                    case "sendFromDefault" -> redelivery.sendFromDefault(number, id, Administrator.of(request));
                    default -> throw RequestRefusedException.invalid("action: retry or sendFromDefault expected");
                };
        return delivery.map(DeliveryJson::of)
                .orElseThrow(() -> RequestRefusedException.notFound("ticket " + number + " has no delivery " + id));
    }

    private record DeliveryJson(
            String id,
            String conversation,
            String recipient,
            String purpose,
            String department,
            Optional<String> agent,
            Optional<String> sender,
            Optional<String> sentFrom,
            String state,
            Instant queuedAt,
            List<AttemptJson> attempts) {
        static DeliveryJson of(Delivery delivery) {
            return new DeliveryJson(
                    delivery.id().value(),
                    delivery.conversation().value(),
                    delivery.recipient().asString(),
                    delivery.purpose().apiName(),
                    delivery.department().value(),
                    delivery.agent().map(EmailAddress::asString),
                    delivery.sender().map(sender -> sender.address().asString()),
                    delivery.standIn().map(from -> from.address().asString()),
                    delivery.state().apiName(),
                    delivery.queuedAt(),
                    delivery.attempts().stream().map(AttemptJson::of).toList());
        }
    }

    private record AttemptJson(
            Instant at,
            String kind,
            String host,
            Optional<String> address,
            boolean tls,
            Optional<String> stage,
            Optional<Integer> smtpCode,
            Optional<String> enhancedStatus,
            String text,
            String state,
            long tookMillis,
            Optional<VerdictJson> verdict) {
        static AttemptJson of(Attempt attempt) {
            return new AttemptJson(
                    attempt.at(),
                    attempt.kind().apiName(),
                    attempt.host(),
                    attempt.address(),
                    attempt.tls(),
                    attempt.stage().map(SmtpStage::apiName),
                    attempt.smtpCode(),
                    attempt.enhancedStatus(),
                    attempt.text(),
                    attempt.state().apiName(),
                    attempt.took().toMillis(),
                    attempt.verdict().map(VerdictJson::of));
        }
    }

    private record VerdictJson(String hardness, String reason, boolean addressDead) {
        static VerdictJson of(Verdict verdict) {
            return new VerdictJson(
                    verdict.hardness().apiName(), verdict.reason().apiName(), verdict.addressDead());
        }
    }
}
