package org.jamesdesk.webadmin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import org.jamesdesk.json.JsonMistake;
import org.jamesdesk.json.StrictJson;
import spark.Request;

/**
 * Reads the JSON body of a request, strictly: unknown and repeated keys, wrong types and trailing text are answered 400
 * with the place in the document, longer bodies 413.
 */
final class JsonBody<T> {
    private final ObjectReader reader;
    private final RequestBody body;

    /**
     * @param type the record that the body fills
     * @param maxBytes how many bytes are accepted
     */
    JsonBody(Class<T> type, int maxBytes) {
        this.reader = StrictJson.mapper().readerFor(type);
        this.body = new RequestBody("one JSON object, sent as application/json,", maxBytes);
    }

    /** The body as {@link #read(Request)} has it; this value when the request has none. */
    T read(Request request, T whenMissing) {
        return RequestBody.isMissing(request) ? whenMissing : read(request);
    }

    /** The body, read and checked for form. */
    T read(Request request) {
        byte[] bytes = body.read(request);
        try {
            T value = reader.readValue(bytes);
            if (value == null) {
                throw RequestRefusedException.invalid("body: one JSON object expected");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw RequestRefusedException.invalid(JsonMistake.explain(e));
        } catch (IOException e) {
            // Malformed UTF-8: reading an array has no other input error.
            throw RequestRefusedException.invalid("body: not valid JSON in UTF-8");
        }
    }
}
