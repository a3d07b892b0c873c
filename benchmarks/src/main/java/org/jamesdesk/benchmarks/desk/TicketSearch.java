package org.jamesdesk.benchmarks.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The index {@code desk-tickets}, asked as any client of OpenSearch would. */
public final class TicketSearch implements Visibility {
    private static final String SEARCH = "/desk-tickets/_search?ignore_unavailable=true";
    private static final int PAGE = 500;

    private final JsonClient openSearch;

    public TicketSearch(URI openSearch) {
        this.openSearch = new JsonClient(openSearch, Optional.empty());
    }

    /** Those of the mails that a search by Message-ID finds. */
    @Override
    public Set<String> visible(Collection<String> messageIds) {
        ObjectNode request = JsonClient.JSON.createObjectNode().put("size", messageIds.size());
        request.putArray("_source").add("conversations.messageId");
        ArrayNode wanted = request.putObject("query").putObject("terms").putArray("conversations.messageId");
        messageIds.forEach(wanted::add);
        Set<String> visible = new LinkedHashSet<>();
        for (JsonNode hit : openSearch.post(SEARCH, request).path("hits").path("hits")) {
            hit.path("_source")
                    .path("conversations")
                    .forEach(conversation ->
                            visible.add(conversation.path("messageId").asText()));
        }
        visible.retainAll(messageIds);
        return visible;
    }

    /** How many conversations all tickets found by a search have. */
    public long conversations() {
        ObjectNode request = JsonClient.JSON.createObjectNode().put("size", 0);
        request.putObject("aggs").putObject("total").putObject("sum").put("field", "conversationCount");
        return openSearch.post(SEARCH, request).at("/aggregations/total/value").asLong();
    }

    /** Every conversation of every ticket. For the time after a measurement: reads the whole index. */
    public List<StoredMail> mails() {
        List<StoredMail> mails = new ArrayList<>();
        long last = 0;
        JsonNode hits;
        do {
            ObjectNode request = JsonClient.JSON.createObjectNode().put("size", PAGE);
            request.putArray("_source").add("number").add("conversations.messageId");
            request.putArray("sort").add("number");
            request.putArray("search_after").add(last);
            hits = openSearch.post(SEARCH, request).path("hits").path("hits");
            for (JsonNode hit : hits) {
                last = hit.path("_source").path("number").asLong();
                for (JsonNode conversation : hit.path("_source").path("conversations")) {
                    mails.add(new StoredMail(conversation.path("messageId").asText(), last, List.of()));
                }
            }
        } while (hits.size() == PAGE);
        return mails;
    }
}
