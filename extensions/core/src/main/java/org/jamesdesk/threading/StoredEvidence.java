package org.jamesdesk.threading;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.ticket.Conversation;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.ticket.TicketStore.ConversationPage;

/** Evidence about one mail from the stores; each question is asked once, when it is needed. For one thread. */
public final class StoredEvidence implements Evidence {
    private static final int MOST_ANCESTORS = 32;
    /** Of many missing ancestors these decide: the nearest, and the one that began it all. */
    private static final int MOST_AWAITED = 12;

    private static final int PAGE = 500;

    private final ReadMessage message;
    private final KnownMessages knownMessages;
    private final TicketStore tickets;
    private final Set<EmailAddress> participants;
    private final Predicate<EmailAddress> fullAgents;
    private Optional<List<KnownMessage>> knownAncestors = Optional.empty();
    private Optional<List<AwaitedMessage>> awaiting = Optional.empty();

    public StoredEvidence(
            ReadMessage message, KnownMessages knownMessages, TicketStore tickets, ThreadingContext context) {
        this.message = message;
        this.knownMessages = knownMessages;
        this.tickets = tickets;
        this.participants = Participants.of(message, context.ours());
        this.fullAgents = context.fullAgents();
    }

    @Override
    public List<KnownMessage> knownAncestors() {
        if (knownAncestors.isEmpty()) {
            List<String> ancestors = askedAncestors(message);
            knownAncestors = Optional.of(ancestors.isEmpty() ? List.of() : knownMessages.find(ancestors));
        }
        return knownAncestors.get();
    }

    @Override
    public List<AwaitedMessage> awaiting() {
        if (awaiting.isEmpty()) {
            List<String> asked = new ArrayList<>(awaited(message.ancestors()));
            message.messageId().ifPresent(asked::add);
            awaiting = Optional.of(
                    asked.isEmpty() || participants.isEmpty()
                            ? List.of()
                            : knownMessages.findAwaited(asked, participants));
        }
        return awaiting.get();
    }

    @Override
    public boolean sharesParticipant(TicketNumber ticket) {
        Optional<String> after = Optional.empty();
        do {
            ConversationPage page = tickets.conversations(ticket, after, PAGE);
            if (page.conversations().stream().anyMatch(this::sharesParticipant)) {
                return true;
            }
            after = page.next();
        } while (after.isPresent());
        return false;
    }

    private boolean sharesParticipant(Conversation conversation) {
        return Stream.of(
                        conversation.from().stream(),
                        conversation.to().stream(),
                        conversation.cc().stream(),
                        conversation.bcc().stream())
                .flatMap(mailboxes -> mailboxes)
                .map(Mailbox::address)
                .anyMatch(participants::contains);
    }

    @Override
    public boolean exists(TicketNumber ticket) {
        return tickets.find(ticket).isPresent();
    }

    @Override
    public boolean isFullAgent(EmailAddress somebody) {
        return fullAgents.test(somebody);
    }

    /** Forgets what was read of the mail's ancestors, after others were waited for. */
    public void askAgain() {
        knownAncestors = Optional.empty();
        awaiting = Optional.empty();
    }

    /** The ancestors that are looked for: of very many the nearest. */
    public static List<String> askedAncestors(ReadMessage message) {
        return message.ancestors().stream().limit(MOST_ANCESTORS).toList();
    }

    /** What the mail's ticket waits for, given the ancestors that nobody has seen, nearest first. */
    public MissingAncestors missing(List<String> unknown) {
        return unknown.isEmpty() || participants.isEmpty()
                ? MissingAncestors.NONE
                : new MissingAncestors(awaited(unknown), participants);
    }

    private static List<String> awaited(List<String> ancestors) {
        if (ancestors.size() <= MOST_AWAITED) {
            return ancestors;
        }
        Set<String> decisive = new LinkedHashSet<>(ancestors.subList(0, MOST_AWAITED - 1));
        decisive.add(ancestors.get(ancestors.size() - 1));
        return List.copyOf(decisive);
    }
}
