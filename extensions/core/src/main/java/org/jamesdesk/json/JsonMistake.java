package org.jamesdesk.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong with a JSON text, in words for the person who wrote it: the place, and what would be right. */
public final class JsonMistake {
    private JsonMistake() {}

    /** About a text that is read as a whole. */
    public static String explain(JsonProcessingException e) {
        return explain(e, "");
    }

    /** About a part of a text; {@code place} is where the part stands, such as {@code agents[3]}. */
    public static String explain(JsonProcessingException e, String place) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return place(unknown, place) + ": unknown key; known keys are " + known(unknown.getKnownPropertyIds());
        }
        if (e instanceof ValueInstantiationException refused) {
            return place(refused, place) + ": " + refusal(refused);
        }
        if (e instanceof MismatchedInputException mismatch) {
            return place(mismatch, place) + ": " + expectation(mismatch);
        }
        if (e instanceof JsonMappingException mapping && !(mapping.getCause() instanceof JsonParseException)) {
            return place(mapping, place) + ": " + mapping.getOriginalMessage();
        }
        var where = e.getLocation();
        return where == null
                ? "body: not valid JSON"
                : "body: not valid JSON at line " + where.getLineNr() + ", column " + where.getColumnNr();
    }

    /** Records check their parts in their constructors, and name the part that is missing. */
    private static String refusal(ValueInstantiationException e) {
        if (e.getCause() instanceof NullPointerException missing && missing.getMessage() != null) {
            return missing.getMessage() + " is needed";
        }
        return e.getCause() instanceof IllegalArgumentException refused
                ? refused.getMessage()
                : "a value of another form expected";
    }

    private static String known(Collection<Object> keys) {
        return keys == null
                ? "none"
                : keys.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String place(JsonMappingException e, String root) {
        var place = new StringBuilder(root);
        for (var step : e.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(printable(step.getFieldName()));
            }
        }
        return place.isEmpty() ? "body" : place.toString();
    }

    /** A key that somebody wrote, so that it can stand in a message. */
    public static String printable(String key) {
        String oneLine = key.replaceAll("\\p{Cntrl}", "?");
        return oneLine.length() <= 80 ? oneLine : oneLine.substring(0, 80) + "…";
    }

    private static String expectation(MismatchedInputException e) {
        // Lists of texts, and only they, report a wrong element as a list that is none.
        boolean element = !e.getPath().isEmpty()
                && e.getPath().get(e.getPath().size() - 1).getFieldName() == null;
        boolean list = e.getTargetType() != null && Collection.class.isAssignableFrom(e.getTargetType());
        return element && list ? "a text expected" : expectation(e.getTargetType());
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
        if (type == Integer.class || type == int.class) {
            return "a whole number expected";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list expected";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants()) + " expected";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type)
                ? "one JSON object expected"
                : "a value of another type expected";
    }
}
