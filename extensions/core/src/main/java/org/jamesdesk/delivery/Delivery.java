package org.jamesdesk.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.TicketNumber;

/**
 * A sent conversation on its way to one recipient.
 *
 * @param id its identifier
 * @param ticket the ticket
 * @param conversation the conversation; its raw message is what is sent
 * @param recipient the one recipient
 * @param envelopeSender the signed reverse-path for this message and recipient
 * @param purpose why it goes out
 * @param department the department that sends it
 * @param agent who is told when it is late or fails; empty: nobody
 * @param sender the From address by whose transport it leaves; empty: by this server
 * @param standIn the support address that sends it in the place of {@code sender}, because a person said so (R52–R55);
 *     empty: nobody did
 * @param state where it stands
 * @param queuedAt when it was written
 * @param attempts what was tried, oldest first
 */
public record Delivery(
        DeliveryId id,
        TicketNumber ticket,
        ConversationId conversation,
        EmailAddress recipient,
        EmailAddress envelopeSender,
        Purpose purpose,
        DepartmentId department,
        Optional<EmailAddress> agent,
        Optional<SenderId> sender,
        Optional<Mailbox> standIn,
        DeliveryState state,
        Instant queuedAt,
        List<Attempt> attempts) {
    public Delivery {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(standIn, "standIn");
        attempts = List.copyOf(attempts);
    }

    /** The last entry of its timeline that says where it stands; empty when nothing happened yet. */
    public Optional<Attempt> last() {
        return lastDeciding(attempts);
    }

    /** The attempts that began and did not end. */
    List<Attempt> unfinished() {
        return attempts.stream()
                .filter(entry -> entry.kind() == AttemptKind.ATTEMPT && entry.state() == DeliveryState.SENDING)
                .toList();
    }

    /** The last failure that counts for the retry schedule. */
    Optional<Attempt> lastFailure() {
        return attempts.stream().filter(Attempt::isFailure).reduce((earlier, later) -> later);
    }

    private static Optional<Attempt> lastDeciding(List<Attempt> entries) {
        return entries.stream().filter(Attempt::decides).reduce((earlier, later) -> later);
    }

    /** The delivery after an entry was recorded, as stores keep it. */
    Delivery after(Attempt entry) {
        NavigableMap<Instant, Attempt> entries = new TreeMap<>();
        attempts.forEach(there -> entries.put(there.at(), there));
        entries.merge(entry.at(), entry, (there, added) -> added.orWhatIsKnown(there));
        List<Attempt> timeline = List.copyOf(entries.values());
        return new Delivery(
                id,
                ticket,
                conversation,
                recipient,
                envelopeSender,
                purpose,
                department,
                agent,
                sender,
                standIn,
                stateAfter(timeline).orElse(state),
                queuedAt,
                timeline);
    }

    /** The time of a new entry: now, but after all entries that there are, also those of a node whose clock is ahead. */
    public Instant nextEntryAt(Instant now) {
        Instant micros = now.truncatedTo(ChronoUnit.MICROS);
        Instant behind = attempts.isEmpty()
                ? micros
                : attempts.get(attempts.size() - 1).at().plus(1, ChronoUnit.MICROS);
        return behind.isAfter(micros) ? behind : micros;
    }

    /** What happened since a person last had it sent anew; all of it when nobody did. */
    public List<Attempt> sinceSentAnew() {
        int anew = 0;
        for (int i = 0; i < attempts.size(); i++) {
            Attempt entry = attempts.get(i);
            if (entry.kind() == AttemptKind.DECISION && entry.state() == DeliveryState.QUEUED) {
                anew = i + 1;
            }
        }
        return attempts.subList(anew, attempts.size());
    }

    /**
     * How many failures count for the retry schedule: attempts without success and places in the schedule at which none was made
     * because the destination rests, since a person last had it sent anew. An attempt in which a server stopped is nobody's
     * failure, and waiting for the sender takes nothing from the recipient's schedule.
     */
    public int failures() {
        return (int) sinceSentAnew().stream().filter(Attempt::isFailure).count();
    }

    /** The From address whose transport takes it now; empty: this server sends it. */
    public Optional<SenderId> transport() {
        return standIn.isPresent() ? Optional.empty() : sender;
    }

    /** Where a delivery stands after these entries of its timeline, oldest first; empty: it was never attempted. */
    public static Optional<DeliveryState> stateAfter(List<Attempt> attempts) {
        return lastDeciding(attempts).map(Attempt::state);
    }
}
