package org.jamesdesk.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The fields of an object of JSON: what a corpus expects of a mail, or what was read of it. */
public record Fields(JsonNode json) {
    public static final Fields NONE = new Fields(MissingNode.getInstance());

    public boolean isEmpty() {
        return json.isEmpty();
    }

    public boolean has(String field) {
        return json.has(field);
    }

    /** Empty also for an empty text. */
    public Optional<String> text(String field) {
        return Optional.of(textOrEmpty(field)).filter(text -> !text.isEmpty());
    }

    /** The empty text when there is none. */
    public String textOrEmpty(String field) {
        return json.path(field).asText("");
    }

    public Optional<Boolean> flag(String field) {
        return json.hasNonNull(field) ? Optional.of(json.get(field).asBoolean()) : Optional.empty();
    }

    /** @throws IllegalStateException when there is none */
    public String requiredText(String field) {
        return text(field).orElseThrow(() -> missing(field));
    }

    /** @throws IllegalStateException when there is none */
    public boolean requiredFlag(String field) {
        return flag(field).orElseThrow(() -> missing(field));
    }

    /** @throws IllegalStateException when there is none */
    public int requiredNumber(String field) {
        if (!json.path(field).isInt()) {
            throw missing(field);
        }
        return json.get(field).asInt();
    }

    public List<String> texts(String field) {
        return elements(field, JsonNode::asText);
    }

    /** {@link #NONE} when there is no such object. */
    public Fields object(String field) {
        return new Fields(json.path(field));
    }

    public List<Fields> objects(String field) {
        return elements(field, Fields::new);
    }

    private <T> List<T> elements(String field, Function<JsonNode, T> as) {
        return StreamSupport.stream(json.path(field).spliterator(), false)
                .map(as)
                .toList();
    }

    private IllegalStateException missing(String field) {
        return new IllegalStateException("there is no '" + field + "' in " + json);
    }
}
