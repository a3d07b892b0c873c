package org.jamesdesk.memory;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.threading.AwaitedMessage;
import org.jamesdesk.threading.KnownMessage;
import org.jamesdesk.threading.KnownMessages;
import org.jamesdesk.ticket.ConversationId;

/** Known messages in memory. */
public final class InMemoryKnownMessages implements KnownMessages {
    private final ConcurrentMap<String, Map<ConversationId, KnownMessage>> byMessageId = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Map<ConversationId, Waiting>> awaited = new ConcurrentHashMap<>();

    private record Waiting(AwaitedMessage message, Set<EmailAddress> participants) {}

    @Override
    public List<KnownMessage> find(Collection<String> messageIds) {
        return messageIds.stream()
                .distinct()
                .flatMap(id -> byMessageId.getOrDefault(id, Map.of()).values().stream())
                .toList();
    }

    @Override
    public List<AwaitedMessage> findAwaited(Collection<String> messageIds, Set<EmailAddress> participants) {
        return messageIds.stream()
                .distinct()
                .flatMap(id -> awaited.getOrDefault(id, Map.of()).values().stream())
                .filter(waiting -> !Collections.disjoint(waiting.participants(), participants))
                .map(Waiting::message)
                .distinct()
                .toList();
    }

    void await(ConversationId conversation, AwaitedMessage message, Set<EmailAddress> participants) {
        awaited.computeIfAbsent(message.messageId(), id -> new ConcurrentHashMap<>())
                .put(conversation, new Waiting(message, participants));
    }

    void remember(KnownMessage message) {
        byMessageId
                .computeIfAbsent(message.messageId(), id -> new ConcurrentHashMap<>())
                .put(message.conversation(), message);
    }
}
