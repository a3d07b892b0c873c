package org.jamesdesk.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * What a good reader makes of a mail, as the corpus says it: an object of JSON. Of a field that is absent or
 * {@code null} the corpus says nothing.
 */
record Expected(JsonNode json) {
    /** Whether the corpus names the field at all. */
    boolean tells(String field) {
        return json.has(field);
    }

    /** A text that is not empty. */
    Optional<String> text(String field) {
        return Optional.of(json.path(field).asText("")).filter(text -> !text.isEmpty());
    }

    Optional<Boolean> flag(String field) {
        return json.hasNonNull(field) ? Optional.of(json.get(field).asBoolean()) : Optional.empty();
    }

    /** @throws IllegalStateException when the corpus does not say it */
    boolean requiredFlag(String field) {
        return flag(field).orElseThrow(() -> missing(field));
    }

    /** @throws IllegalStateException when the corpus does not say it */
    String requiredText(String field) {
        return text(field).orElseThrow(() -> missing(field));
    }

    /** @throws IllegalStateException when the corpus does not say it */
    int requiredNumber(String field) {
        if (!json.path(field).isInt()) {
            throw missing(field);
        }
        return json.get(field).asInt();
    }

    List<String> texts(String field) {
        return elements(field, JsonNode::asText);
    }

    /** An object without any field when the corpus says nothing. */
    Expected object(String field) {
        return new Expected(json.path(field));
    }

    List<Expected> objects(String field) {
        return elements(field, Expected::new);
    }

    private <T> List<T> elements(String field, Function<JsonNode, T> as) {
        return StreamSupport.stream(json.path(field).spliterator(), false)
                .map(as)
                .toList();
    }

    private static IllegalStateException missing(String field) {
        return new IllegalStateException("the corpus does not say '" + field + "'");
    }
}
