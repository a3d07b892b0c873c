package org.jamesdesk.webadmin;

import java.util.List;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.eclipse.jetty.http.HttpStatus;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.Replies;
import org.jamesdesk.delivery.ReplyReceipt;
import org.jamesdesk.ticket.TicketNumber;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/tickets/{number}/replies}: answers a customer. */
public final class ReplyRoutes implements Routes {
    /** Room for {@link ReplyBody#MAX_ATTACHED_BYTES} in base64 and two long texts. */
    private static final int MAX_BYTES = 40 * 1024 * 1024;

    private final Replies replies;
    private final RouteAnswers answers;
    private final JsonBody<ReplyBody> body = new JsonBody<>(ReplyBody.class, MAX_BYTES);

    @Inject
    public ReplyRoutes(Replies replies, JsonTransformer json) {
        this.replies = replies;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return TicketRoutes.BASE;
    }

    @Override
    public void define(Service service) {
        service.post(TicketRoutes.BASE + "/:number/replies", answers.json(this::reply));
    }

    private ReceiptJson reply(Request request, Response response) {
        TicketNumber number = new RequestParameters(request).ticket();
        ReplyReceipt receipt = replies.reply(number, body.read(request).request());
        response.status(HttpStatus.CREATED_201);
        response.header("Location", TicketRoutes.BASE + "/" + number + "/conversations/" + receipt.conversation());
        return ReceiptJson.of(receipt);
    }

    private record ReceiptJson(String conversation, String messageId, List<DeliveryJson> deliveries) {
        static ReceiptJson of(ReplyReceipt receipt) {
            return new ReceiptJson(
                    receipt.conversation().value(),
                    receipt.messageId(),
                    receipt.deliveries().stream().map(DeliveryJson::of).toList());
        }
    }

    private record DeliveryJson(String id, String recipient, String state) {
        static DeliveryJson of(Delivery delivery) {
            return new DeliveryJson(
                    delivery.id().value(),
                    delivery.recipient().asString(),
                    delivery.state().apiName());
        }
    }
}
