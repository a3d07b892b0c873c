package org.jamesdesk.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jamesdesk.search.TicketDocument;
import org.jamesdesk.ticket.TicketNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes documents in bulk, to every index that receives them. */
final class TicketWriter {
    private static final Logger LOGGER = LoggerFactory.getLogger(TicketWriter.class);
    private static final int MAX_BULK_BYTES = 5 * 1024 * 1024;
    /** Indices can change once or twice under a request; more often means that something else is wrong. */
    private static final int MAX_ROUNDS = 4;

    private static final String REFUSED_DOCUMENT = "mapper_parsing_exception";
    private static final Map<String, String> PARAMETERS = Map.of(
            "require_alias", "true",
            "filter_path", "errors,items.*.status,items.*.error.type,items.*.error.caused_by.type");

    private final OpenSearchConnection openSearch;
    private final TicketIndices indices;

    TicketWriter(OpenSearchConnection openSearch, TicketIndices indices) {
        this.openSearch = openSearch;
        this.indices = indices;
    }

    void write(List<TicketDocument> documents) {
        List<Item> bulk = new ArrayList<>();
        long bytes = 0;
        for (TicketDocument document : documents) {
            Item item = Item.complete(document);
            if (!bulk.isEmpty() && bytes + item.json().length > MAX_BULK_BYTES) {
                writeBulk(bulk);
                bulk = new ArrayList<>();
                bytes = 0;
            }
            bulk.add(item);
            bytes += item.json().length;
        }
        writeBulk(bulk);
    }

    private void writeBulk(List<Item> bulk) {
        List<Item> open = bulk;
        for (int round = 0; round < MAX_ROUNDS && !open.isEmpty(); round++) {
            open = sendOnce(open);
        }
        if (!open.isEmpty()) {
            throw OpenSearchConnection.unavailable("indices change faster than documents are written");
        }
    }

    /** @return what must be sent again, perhaps in another form */
    private List<Item> sendOnce(List<Item> items) {
        List<String> inlets = indices.inlets();
        OpenSearchConnection.Answer answer = openSearch.post("/_bulk", PARAMETERS, body(items, inlets));
        if (answer.status() == 413) {
            return afterTooLarge(items);
        }
        JsonNode result = answer.orThrow();
        return result.path("errors").asBoolean(true)
                ? afterErrors(items, inlets.size(), result.path("items"))
                : List.of();
    }

    private List<Item> afterTooLarge(List<Item> items) {
        if (items.size() == 1) {
            return afterRefusal(items.get(0), "request too large").toList();
        }
        int half = items.size() / 2;
        writeBulk(items.subList(0, half));
        writeBulk(items.subList(half, items.size()));
        return List.of();
    }

    private List<Item> afterErrors(List<Item> items, int copies, JsonNode results) {
        if (results.size() != items.size() * copies) {
            throw OpenSearchConnection.unavailable("the answer to a bulk request is incomplete");
        }
        boolean indexGone = false;
        List<Item> again = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<JsonNode> ofItem = Stream.iterate(i * copies, n -> n + 1)
                    .limit(copies)
                    .map(n -> results.path(n).path("index"))
                    .toList();
            ofItem.stream().filter(result -> !isKnown(result)).findFirst().ifPresent(TicketWriter::fail);
            if (ofItem.stream().anyMatch(TicketWriter::isRefusal)) {
                afterRefusal(items.get(i), errorTypes(ofItem)).forEach(again::add);
            } else if (ofItem.stream().anyMatch(TicketWriter::isIndexGone)) {
                indexGone = true;
                again.add(items.get(i));
            }
        }
        if (indexGone) {
            indices.forget();
        }
        return again;
    }

    private static boolean isKnown(JsonNode result) {
        int status = result.path("status").asInt();
        boolean written = status >= 200 && status < 300;
        boolean older = status == 409;
        return written || older || isIndexGone(result) || isRefusal(result);
    }

    private static boolean isIndexGone(JsonNode result) {
        return result.path("status").asInt() == 404;
    }

    private static boolean isRefusal(JsonNode result) {
        return result.path("status").asInt() == 400
                && result.path("error").path("type").asText().equals(REFUSED_DOCUMENT);
    }

    private static void fail(JsonNode result) {
        throw OpenSearchConnection.unavailable(
                "a document was answered " + result.path("status").asInt() + " "
                        + result.path("error").path("type").asText(""));
    }

    /** Without the reason: it quotes the document, and bodies do not belong in logs. */
    private static String errorTypes(List<JsonNode> results) {
        return results.stream()
                .map(result -> result.path("error"))
                .filter(error -> !error.isMissingNode())
                .map(error -> error.path("type").asText() + "/"
                        + error.path("caused_by").path("type").asText())
                .findFirst()
                .orElse("no reason");
    }

    private static Stream<Item> afterRefusal(Item item, String reason) {
        TicketNumber ticket = item.document().ticket().number();
        if (item.isReduced()) {
            LOGGER.error(
                    "Ticket {} cannot be searched: OpenSearch refuses even its reduced document: {}", ticket, reason);
            return Stream.empty();
        }
        LOGGER.error(
                "Ticket {} is searchable by number, contact and status only: OpenSearch refuses its document: {}",
                ticket,
                reason);
        return Stream.of(Item.reduced(item.document()));
    }

    private static byte[] body(List<Item> items, List<String> inlets) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Item item : items) {
            for (String inlet : inlets) {
                body.writeBytes(item.action(inlet));
                body.writeBytes(item.json());
                body.write('\n');
            }
        }
        return body.toByteArray();
    }

    private record Item(TicketDocument document, byte[] json, boolean isReduced) {
        static Item complete(TicketDocument document) {
            return new Item(document, TicketJson.complete(document), false);
        }

        static Item reduced(TicketDocument document) {
            return new Item(document, TicketJson.reduced(document), true);
        }

        byte[] action(String inlet) {
            return "{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\",\"version\":%d,\"version_type\":\"%s\"}}\n"
                    .formatted(
                            inlet,
                            document.ticket().number(),
                            version(),
                            document.asOpened() ? "external" : "external_gte")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        private long version() {
            Instant changedAt = document.ticket().changedAt();
            return Math.addExact(
                    Math.multiplyExact(changedAt.getEpochSecond(), 1_000_000L), changedAt.getNano() / 1_000);
        }
    }
}
