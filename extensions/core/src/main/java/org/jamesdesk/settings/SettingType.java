package org.jamesdesk.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What values a setting may have, and how they stand in JSON.
 *
 * @param expectation what is right, in words that complete an error: "true or false expected"
 * @param reader the value that stands in JSON; empty when it is of another type or out of bounds
 * @param writer its inverse
 * @param <T> the type in Java
 */
public record SettingType<T>(String expectation, Function<JsonNode, Optional<T>> reader, Function<T, JsonNode> writer) {
    /** On or off. */
    static final SettingType<Boolean> BOOLEAN = new SettingType<>(
            "true or false expected",
            json -> Optional.of(json).filter(JsonNode::isBoolean).map(JsonNode::booleanValue),
            BooleanNode::valueOf);

    public SettingType {
        Objects.requireNonNull(expectation, "expectation");
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(writer, "writer");
    }

    /** A whole number between two bounds, both included. */
    static SettingType<Integer> wholeNumber(int least, int most) {
        return new SettingType<>(
                "a whole number from " + least + " to " + most + " expected",
                json -> Optional.of(json)
                        .filter(number -> number.isIntegralNumber() && number.canConvertToInt())
                        .map(JsonNode::intValue)
                        .filter(number -> number >= least && number <= most),
                IntNode::valueOf);
    }

    /** One of several, by its name. */
    static <T> SettingType<T> oneOf(List<T> choices, Function<T, String> name) {
        return new SettingType<>(
                choices.stream().map(name).collect(Collectors.joining(", ", "one of ", " expected")),
                json -> choices.stream()
                        .filter(choice -> json.isTextual() && name.apply(choice).equals(json.textValue()))
                        .findFirst(),
                choice -> TextNode.valueOf(name.apply(choice)));
    }
}
