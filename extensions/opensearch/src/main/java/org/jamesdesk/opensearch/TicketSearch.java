package org.jamesdesk.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jamesdesk.search.TicketPage;
import org.jamesdesk.search.TicketQuery;
import org.jamesdesk.ticket.Ticket;

/** Asks for pages of tickets. */
final class TicketSearch {
    private static final int MAX_LIMIT = 200;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** An index that is not there yet has no tickets; half an answer is no answer. */
    private static final Map<String, String> PARAMETERS =
            Map.of("ignore_unavailable", "true", "allow_partial_search_results", "false");

    private final OpenSearchConnection openSearch;
    private final TicketIndices indices;

    TicketSearch(OpenSearchConnection openSearch, TicketIndices indices) {
        this.openSearch = openSearch;
        this.indices = indices;
    }

    TicketPage search(TicketQuery query) {
        if (query.limit() < 1 || query.limit() > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is 1 to " + MAX_LIMIT);
        }
        JsonNode hits = openSearch
                .post("/" + indices.readAlias() + "/_search", PARAMETERS, request(query))
                .orThrow()
                .path("hits");
        List<Ticket> found = StreamSupport.stream(hits.path("hits").spliterator(), false)
                .map(hit -> TicketJson.read(hit.path("_source")))
                .toList();
        boolean more = found.size() > query.limit();
        List<Ticket> page = more ? found.subList(0, query.limit()) : found;
        Optional<String> next =
                more ? Optional.of(PagePosition.after(page.get(page.size() - 1)).encoded()) : Optional.empty();
        return new TicketPage(page, hits.path("total").path("value").asLong(), next);
    }

    private static ObjectNode request(TicketQuery query) {
        ObjectNode request = JSON.objectNode();
        request.put("size", query.limit() + 1);
        request.put("track_total_hits", true);
        request.putObject("_source").putArray("excludes").add("conversations");
        request.putArray("sort")
                .add(JSON.objectNode().put("changedAt", "desc"))
                .add(JSON.objectNode().put("number", "desc"));
        query.after().map(PagePosition::decode).ifPresent(position -> request.putArray("search_after")
                .add(position.changedAtNanos())
                .add(position.number()));
        request.putObject("query").putObject("bool").set("filter", filters(query));
        return request;
    }

    private static ArrayNode filters(TicketQuery query) {
        ArrayNode filters = JSON.arrayNode();
        query.status().ifPresent(status -> filters.add(term("status", status.apiName())));
        query.department().ifPresent(department -> filters.add(term("department", department.value())));
        query.contact()
                .ifPresent(contact -> filters.add(term("contact.address", UnicodeText.wellFormed(contact.key()))));
        query.text().ifPresent(text -> SearchText.parse(text).clauses().forEach(filters::add));
        return filters;
    }

    private static ObjectNode term(String field, String value) {
        ObjectNode query = JSON.objectNode();
        query.putObject("term").put(field, value);
        return query;
    }
}
