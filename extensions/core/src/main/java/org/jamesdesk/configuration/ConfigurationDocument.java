package org.jamesdesk.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jamesdesk.json.JsonMistake;

/**
 * Everything that is set on a desk as one JSON document, to be kept in version control or taken to another desk: an object
 * with a list for each {@link DocumentSection}. Secrets are not in it, because they are not in the configuration.
 *
 * <p>A section that stands in the document becomes what stands there: values that are missing from it are removed. Sections
 * that are absent stay as they are. So reading the same document again changes nothing.
 */
public final class ConfigurationDocument {
    private final List<DocumentSection<?>> sections;
    private final Consumer<ConfigurationView> rules;

    /**
     * @param sections in the order in which they are written, each kind once
     * @param rules what must hold across values when all were taken; throws {@link ChangeRefusedException}
     */
    public ConfigurationDocument(List<DocumentSection<?>> sections, Consumer<ConfigurationView> rules) {
        this.sections = List.copyOf(sections);
        this.rules = rules;
    }

    /** The document of a configuration. */
    public JsonNode write(ConfigurationView configuration) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        sections.forEach(section -> document.set(section.name(), values(section, configuration)));
        return document;
    }

    private static <T> ArrayNode values(DocumentSection<T> section, ConfigurationView configuration) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        configuration
                .all(section.kind())
                .forEach(value ->
                        values.add(ConfigurationJson.tree(section.shown().apply(value))));
        return values;
    }

    /**
     * Makes a draft what the document says.
     *
     * @return what differs from before; empty when the desk is like that already
     * @throws ChangeRefusedException naming the place of the first mistake, such as {@code agents[3].firstName}
     */
    public List<Change> read(JsonNode document, Draft draft) {
        if (!document.isObject()) {
            throw ChangeRefusedException.invalid("body: one JSON object with these keys expected: " + names());
        }
        Set<String> unknown = new HashSet<>();
        document.fieldNames().forEachRemaining(unknown::add);
        sections.forEach(section -> unknown.remove(section.name()));
        if (!unknown.isEmpty()) {
            throw ChangeRefusedException.invalid(
                    JsonMistake.printable(unknown.iterator().next()) + ": unknown key; known keys are " + names());
        }
        for (DocumentSection<?> section : sections) {
            if (document.has(section.name())) {
                read(section, document.get(section.name()), draft);
            }
        }
        rules.accept(draft);
        return draft.changes();
    }

    /** The key of the list in which a changed value stands. */
    public String sectionOf(Change change) {
        return sections.stream()
                .filter(section -> section.kind().name().equals(change.kind()))
                .map(DocumentSection::name)
                .findFirst()
                .orElse(change.kind());
    }

    private static <T> void read(DocumentSection<T> section, JsonNode values, Draft draft) {
        if (!values.isArray()) {
            throw ChangeRefusedException.invalid(section.name() + ": a list expected");
        }
        ConfigurationView before = draft.before();
        Set<String> keys = new HashSet<>();
        int index = 0;
        for (Iterator<JsonNode> each = values.elements(); each.hasNext(); index++) {
            String place = section.name() + "[" + index + "]";
            T value = taken(section, each.next(), place, before);
            String key = section.kind().key().apply(value);
            if (!keys.add(key)) {
                throw ChangeRefusedException.invalid(
                        place + ": " + JsonMistake.printable(key) + " stands in the list twice");
            }
            draft.put(section.kind(), value);
        }
        before.all(section.kind()).stream()
                .map(section.kind().key())
                .filter(key -> !keys.contains(key))
                .forEach(key -> draft.remove(section.kind(), key));
    }

    private static <T> T taken(DocumentSection<T> section, JsonNode value, String place, ConfigurationView before) {
        try {
            return section.taken().value(ConfigurationJson.strictly(section.kind(), value, place), before);
        } catch (ChangeRefusedException e) {
            throw e.within(place);
        } catch (IllegalArgumentException e) {
            throw ChangeRefusedException.invalid(place + ": " + e.getMessage());
        }
    }

    private String names() {
        return sections.stream().map(DocumentSection::name).collect(Collectors.joining(", "));
    }
}
