package org.jamesdesk.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The numbered indices and their aliases. Several nodes of the desk work on them at once and know of each other only
 * what the aliases say.
 */
final class TicketIndices {
    /** How long a node may go on writing to the indices it knows before it looks again. */
    static final Duration KNOWN_FOR = Duration.ofSeconds(1);

    private static final Logger LOGGER = LoggerFactory.getLogger(TicketIndices.class);
    /**
     * A node that has just looked at the aliases writes to the former index alone for {@link #KNOWN_FOR}. What it writes
     * by then was in the ticket store before, so a rebuild that starts to read after this time sees it.
     */
    private static final Duration ALL_NODES_KNOW = KNOWN_FOR.plusMillis(500);

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ALREADY_THERE = "resource_already_exists_exception";

    private final OpenSearchConnection openSearch;
    private final OpenSearchConfiguration configuration;
    private final IndexNames names;
    private volatile Known known = Known.NOTHING;

    TicketIndices(OpenSearchConnection openSearch, OpenSearchConfiguration configuration) {
        this.openSearch = openSearch;
        this.configuration = configuration;
        this.names = new IndexNames(configuration.aliasPrefix());
    }

    String readAlias() {
        return names.read();
    }

    /** The aliases to write every document to: one, two during a rebuild. Makes the first index if there is none. */
    List<String> inlets() {
        Known current = known;
        if (current.isFresh()) {
            return current.inlets();
        }
        long asked = System.nanoTime();
        Set<String> indices = behind(names.write());
        if (indices.isEmpty()) {
            createFirst();
            indices = behind(names.write());
        }
        if (indices.isEmpty()) {
            throw OpenSearchConnection.unavailable(
                    "index " + names.numbered(1) + " is there, but alias " + names.write() + " is not");
        }
        List<String> inlets = indices.stream().map(names::inlet).toList();
        known = new Known(inlets, asked);
        return inlets;
    }

    /** What is known is wrong: an index has gone. */
    void forget() {
        known = Known.NOTHING;
    }

    /** Whether the alias that is searched is there. */
    boolean isSearchable() {
        return !behind(names.read()).isEmpty();
    }

    /**
     * Makes the next index and lets it receive documents.
     *
     * @return its name; by then every node writes to it
     */
    String begin() {
        inlets();
        Map<String, Set<String>> existing = existing();
        dropLeftovers(existing);
        String fresh = createAfter(existing.keySet());
        LOGGER.info("Rebuilding the ticket index into {}", fresh);
        try {
            Thread.sleep(ALL_NODES_KNOW.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon(fresh);
            throw new CancellationException("the rebuild was cancelled before it began");
        }
        return fresh;
    }

    /**
     * Lets an index answer searches and deletes the one that did, in one step.
     *
     * @throws IllegalStateException when another rebuild has taken the place of this one
     */
    void finish(String fresh) {
        requireOurs(fresh);
        if (!behind(names.write()).contains(fresh)) {
            throw new IllegalStateException(
                    "the rebuild into " + fresh + " was given up: the index receives no documents");
        }
        openSearch.post("/" + fresh + "/_refresh").orThrow();
        ArrayNode actions = JSON.arrayNode();
        action(actions, "add").put("index", fresh).put("alias", names.read());
        Set<String> former = behind(names.read());
        former.remove(fresh);
        former.forEach(index -> action(actions, "remove_index").put("index", index));
        openSearch
                .post("/_aliases", Map.of(), JSON.objectNode().set("actions", actions))
                .orThrow();
        forget();
        LOGGER.info("The ticket index is now {}, former {} deleted", fresh, former);
    }

    /** Drops an index that was not finished. */
    void abandon(String fresh) {
        requireOurs(fresh);
        if (behind(names.read()).contains(fresh)) {
            throw new IllegalStateException(fresh + " answers searches and is not dropped");
        }
        drop(fresh);
        forget();
        LOGGER.info("Gave up the rebuild into {}", fresh);
    }

    private void createFirst() {
        ObjectNode aliases = JSON.objectNode();
        aliases.putObject(names.read());
        if (create(names.numbered(1), aliases)) {
            LOGGER.info("Created the ticket index {}", names.numbered(1));
        }
    }

    /** Never under a name that one of these has, dropped or not: its rebuild may think that it is still on. */
    private String createAfter(Set<String> existing) {
        int number = existing.stream()
                        .flatMap(index -> names.numberOf(index).stream())
                        .max(Integer::compare)
                        .orElse(0)
                + 1;
        while (!create(names.numbered(number), JSON.objectNode())) {
            number++;
        }
        return names.numbered(number);
    }

    /** False when it is there already: another node was faster. */
    private boolean create(String index, ObjectNode aliases) {
        aliases.putObject(names.write());
        aliases.putObject(names.inlet(index));
        ObjectNode definition = definition();
        definition.set("aliases", aliases);
        ((ObjectNode) definition.at("/settings/index"))
                .put("number_of_shards", configuration.shards())
                .put("number_of_replicas", configuration.replicas());
        OpenSearchConnection.Answer answer = openSearch.put("/" + index, definition);
        if (answer.body().path("error").path("type").asText("").equals(ALREADY_THERE)) {
            return false;
        }
        answer.orThrow();
        return true;
    }

    /** A rebuild whose node died would otherwise be written to for ever. */
    private void dropLeftovers(Map<String, Set<String>> existing) {
        existing.forEach((index, aliases) -> {
            if (aliases.contains(names.write()) && !aliases.contains(names.read())) {
                LOGGER.warn("Dropping {}: its rebuild was never finished", index);
                drop(index);
            }
        });
    }

    private void drop(String index) {
        OpenSearchConnection.Answer answer = openSearch.delete("/" + index);
        if (answer.status() != 404) {
            answer.orThrow();
        }
    }

    /** Our indices with their aliases. */
    private Map<String, Set<String>> existing() {
        OpenSearchConnection.Answer answer = openSearch.get("/" + names.prefix() + "-*/_alias", Map.of());
        Map<String, Set<String>> aliases = new TreeMap<>();
        if (answer.status() != 404) {
            answer.orThrow().fields().forEachRemaining(index -> {
                if (names.numberOf(index.getKey()).isPresent()) {
                    aliases.put(index.getKey(), fieldNames(index.getValue().path("aliases")));
                }
            });
        }
        return aliases;
    }

    private Set<String> behind(String alias) {
        OpenSearchConnection.Answer answer = openSearch.get("/_alias/" + alias, Map.of());
        return answer.status() == 404 ? new TreeSet<>() : fieldNames(answer.orThrow());
    }

    private void requireOurs(String index) {
        if (names.numberOf(index).isEmpty()) {
            throw new IllegalArgumentException("not an index of a rebuild of " + names.prefix());
        }
    }

    private static ObjectNode action(ArrayNode actions, String name) {
        return actions.addObject().putObject(name);
    }

    private static Set<String> fieldNames(JsonNode object) {
        Set<String> fields = new TreeSet<>();
        Iterator<String> iterator = object.fieldNames();
        iterator.forEachRemaining(fields::add);
        return fields;
    }

    private static ObjectNode definition() {
        try (InputStream in = TicketIndices.class.getResourceAsStream("tickets.json")) {
            return (ObjectNode) new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Known(List<String> inlets, long asked) {
        static final Known NOTHING = new Known(List.of(), 0);

        boolean isFresh() {
            return !inlets.isEmpty() && System.nanoTime() - asked < KNOWN_FOR.toNanos();
        }
    }
}
