package org.jamesdesk.webadmin;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
        var mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        for (var shape : List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        this.reader = mapper.readerFor(type);
        this.body = new RequestBody("one JSON object, sent as application/json,", maxBytes);
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
            throw RequestRefusedException.invalid(explain(e));
        } catch (IOException e) {
            // Malformed UTF-8: reading an array has no other input error.
            throw RequestRefusedException.invalid("body: not valid JSON in UTF-8");
        }
    }

    private static String explain(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return place(unknown) + ": unknown key; known keys are " + known(unknown.getKnownPropertyIds());
        }
        if (e instanceof MismatchedInputException mismatch) {
            return place(mismatch) + ": " + expectation(mismatch.getTargetType());
        }
        if (e instanceof JsonMappingException mapping && !(mapping.getCause() instanceof JsonParseException)) {
            return place(mapping) + ": " + mapping.getOriginalMessage();
        }
        var where = e.getLocation();
        return where == null
                ? "body: not valid JSON"
                : "body: not valid JSON at line " + where.getLineNr() + ", column " + where.getColumnNr();
    }

    private static String known(Collection<Object> keys) {
        return keys == null
                ? "none"
                : keys.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String place(JsonMappingException e) {
        var place = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(printable(step.getFieldName()));
            }
        }
        return place.isEmpty() ? "body" : place.toString();
    }

    private static String printable(String key) {
        String oneLine = key.replaceAll("\\p{Cntrl}", "?");
        return oneLine.length() <= 80 ? oneLine : oneLine.substring(0, 80) + "…";
    }

    private static String expectation(Class<?> type) {
        if (type == null) {
            return "a value of another type expected";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text expected";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false expected";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list expected";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type)
                ? "one JSON object expected"
                : "a value of another type expected";
    }
}
