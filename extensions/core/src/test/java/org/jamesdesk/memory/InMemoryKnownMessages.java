package org.jamesdesk.memory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jamesdesk.threading.KnownMessage;
import org.jamesdesk.threading.KnownMessages;
import org.jamesdesk.ticket.ConversationId;

/** Known messages in memory. */
public final class InMemoryKnownMessages implements KnownMessages {
    private final ConcurrentMap<String, Map<ConversationId, KnownMessage>> byMessageId = new ConcurrentHashMap<>();

    @Override
    public List<KnownMessage> find(Collection<String> messageIds) {
        return messageIds.stream()
                .distinct()
                .flatMap(id -> byMessageId.getOrDefault(id, Map.of()).values().stream())
                .toList();
    }

    void remember(KnownMessage message) {
        byMessageId
                .computeIfAbsent(message.messageId(), id -> new ConcurrentHashMap<>())
                .put(message.conversation(), message);
    }
}
