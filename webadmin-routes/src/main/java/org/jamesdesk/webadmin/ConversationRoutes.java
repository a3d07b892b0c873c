package org.jamesdesk.webadmin;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.mime.Attachment;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStore;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/tickets/{number}/conversations}: the mails of a ticket, as JSON and byte for byte. */
public final class ConversationRoutes implements Routes {
    private static final String LIST = TicketRoutes.BASE + "/:number/conversations";
    private static final String ONE = LIST + "/:id";
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;
    private static final int MAX_ATTACHMENT_NUMBER = 1_000_000;

    private final TicketStore tickets;
    private final MessageReader reader;
    private final RouteAnswers answers;

    @Inject
    public ConversationRoutes(TicketStore tickets, MessageReader reader, JsonTransformer json) {
        this.tickets = tickets;
        this.reader = reader;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return TicketRoutes.BASE;
    }

    @Override
    public void define(Service service) {
        service.get(LIST, answers.json(this::list));
        service.get(ONE, answers.json(this::get));
        service.get(ONE + "/raw", answers.bytes(this::raw));
        service.get(ONE + "/attachments/:attachment", answers.bytes(this::attachment));
    }

    private ConversationPageJson list(Request request, Response response) {
        var parameters = new RequestParameters(request);
        TicketNumber number = parameters.ticket();
        int limit = parameters.limit(DEFAULT_LIMIT, MAX_LIMIT);
        Optional<String> after = parameters.query("after");
        tickets.existing(number);
        var page = tickets.conversations(number, after, limit);
        return new ConversationPageJson(
                page.conversations().stream().map(ConversationJson::of).toList(), page.next());
    }

    private ConversationJson get(Request request, Response response) {
        Conversation conversation = conversation(request);
        if (!conversation.textTruncated()) {
            return ConversationJson.of(conversation);
        }
        return ConversationJson.of(
                conversation, reader.read(rawOf(conversation)).text());
    }

    private InputStream raw(Request request, Response response) throws IOException {
        Conversation conversation = conversation(request);
        RawMessage raw = rawOf(conversation);
        InputStream bytes = raw.open();
        Download.mail(conversation, raw.size()).announce(response);
        return bytes;
    }

    private String attachment(Request request, Response response) throws IOException {
        int number = new RequestParameters(request)
                .path("attachment", text -> RequestParameters.wholeNumber(text, MAX_ATTACHMENT_NUMBER));
        Conversation conversation = conversation(request);
        Attachment attachment = conversation.attachments().stream()
                .filter(candidate -> candidate.number() == number)
                .findFirst()
                .orElseThrow(() -> RequestRefusedException.notFound("there is no attachment " + number));
        RawMessage raw = rawOf(conversation);
        Download.attachment(attachment).announce(response);
        if (!reader.copyAttachment(raw, number, response.raw().getOutputStream())) {
            throw RequestRefusedException.notFound("there is no attachment " + number + " in the mail");
        }
        return "";
    }

    private Conversation conversation(Request request) {
        var parameters = new RequestParameters(request);
        TicketNumber number = parameters.ticket();
        var id = parameters.conversation();
        return tickets.conversation(number, id)
                .orElseThrow(() ->
                        RequestRefusedException.notFound("there is no conversation " + id + " in ticket " + number));
    }

    private RawMessage rawOf(Conversation conversation) {
        return tickets.raw(conversation.id())
                .orElseThrow(() ->
                        RequestRefusedException.notFound("there is no raw mail of conversation " + conversation.id()));
    }

    private record ConversationPageJson(List<ConversationJson> conversations, Optional<String> next) {}
}
