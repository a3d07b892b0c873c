package org.jamesdesk.webadmin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.james.webadmin.Constants;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.AddressSnapshot;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.MessageJson;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.ticket.EnvelopeTargets;
import org.jamesdesk.ticket.Forecast;
import org.jamesdesk.ticket.IncomingMail;
import org.jamesdesk.ticket.TicketIntake;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/explain}: what the desk would do with a mail, and why. Stores nothing. */
public final class ExplainRoutes implements Routes {
    private static final String BASE = "/desk/explain";
    private static final int MAX_BYTES = 50 * 1024 * 1024;
    private static final int MAX_RECIPIENTS = 100;
    private static final String NULL_SENDER = "<>";

    private final TicketIntake intake;
    private final MessageReader reader;
    private final EnvelopeTargets targets;
    private final AddressDirectory directory;
    private final RouteAnswers answers;
    private final RequestBody body = new RequestBody("a mail, sent as message/rfc822,", MAX_BYTES);

    @Inject
    public ExplainRoutes(
            TicketIntake intake,
            MessageReader reader,
            EnvelopeTargets targets,
            AddressDirectory directory,
            JsonTransformer json) {
        this.intake = intake;
        this.reader = reader;
        this.targets = targets;
        this.directory = directory;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.post(BASE, answers.knowing("recipient", "sender").bytes(this::explain));
    }

    private String explain(Request request, Response response) throws IOException {
        var parameters = new RequestParameters(request);
        Optional<String> given = parameters.query("sender");
        List<EmailAddress> named = named(request);
        RawMessage raw = RawMessage.of(body.read(request));
        Optional<EmailAddress> sender = given.filter(text -> !text.equals(NULL_SENDER))
                .map(text -> EmailAddress.tryParse(text)
                        .orElseThrow(() -> RequestRefusedException.invalid(
                                "sender: local@domain expected, or " + NULL_SENDER + " as in a bounce")));
        ReadMessage message = given.isPresent() ? reader.read(raw, sender) : reader.read(raw);
        AddressSnapshot addresses = directory.inForce();
        List<EmailAddress> recipients = recipients(named, message, addresses);
        List<Forecast> forecasts = intake.foresee(new IncomingMail(raw, sender, targets.of(recipients, addresses)));
        response.type(Constants.JSON_CONTENT_TYPE);
        return json(message, recipients, forecasts);
    }

    private static List<EmailAddress> named(Request request) {
        String[] values = request.queryParamsValues("recipient");
        if (values == null) {
            return List.of();
        }
        if (values.length > MAX_RECIPIENTS) {
            throw RequestRefusedException.invalid("recipient: at most " + MAX_RECIPIENTS + " times");
        }
        return Arrays.stream(values)
                .map(value -> EmailAddress.tryParse(value)
                        .orElseThrow(() -> RequestRefusedException.invalid(
                                "recipient: local@domain expected, the address of the envelope")))
                .toList();
    }

    /** The envelope's, if it was given; else who the header names, as far as he is the desk; else the default address. */
    private List<EmailAddress> recipients(List<EmailAddress> named, ReadMessage message, AddressSnapshot addresses) {
        for (EmailAddress recipient : named) {
            if (!targets.isDeskAddress(recipient, addresses)) {
                throw RequestRefusedException.invalid("recipient: " + recipient + " is not an address of the desk");
            }
        }
        if (!named.isEmpty()) {
            return named;
        }
        List<EmailAddress> inHeader = Stream.concat(message.to().stream(), message.cc().stream())
                .map(Mailbox::address)
                .filter(address -> targets.isDeskAddress(address, addresses))
                .distinct()
                .limit(MAX_RECIPIENTS)
                .toList();
        return inHeader.isEmpty() ? List.of(addresses.defaultAddress()) : inHeader;
    }

    private static String json(ReadMessage message, List<EmailAddress> recipients, List<Forecast> forecasts)
            throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            texts(
                    json,
                    "recipients",
                    recipients.stream().map(EmailAddress::asString).toList());
            json.writeArrayFieldStart("targets");
            for (Forecast forecast : forecasts) {
                write(json, forecast);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("message");
            new MessageJson(json).write(message);
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Forecast forecast) throws IOException {
        json.writeStartObject();
        json.writeStringField("department", forecast.target().department().value());
        json.writeStringField(
                "supportAddress", forecast.target().supportAddress().asString());
        json.writeFieldName("ticket");
        if (forecast.ticket().isPresent()) {
            json.writeNumber(forecast.ticket().get().value());
        } else {
            json.writeNull();
        }
        json.writeStringField("decision", forecast.decision().apiName());
        texts(json, "reasons", forecast.reasons());
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
