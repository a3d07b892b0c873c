package org.jamesdesk.threading;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.ticket.Direction;
import org.jamesdesk.ticket.IntakeTarget;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SignedMessage;

/**
 * Decides which ticket a mail belongs to (requirements, section D). A pure function of the mail, of what is known of the
 * identifiers it names, and of the signing key.
 *
 * <p>In this order: a Message-ID of the mail's ancestors that the desk signed or knows in this department (R83), nearest
 * ancestor first; a signed token in the recipient address; else a new ticket (R84).
 */
public final class Threading {
    private final DeskTokens tokens;

    public Threading(DeskTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Where a mail goes.
     *
     * @param ticket the ticket it joins; empty: a new one
     * @param scope the department under which the mail is known from now on; the same for two copies that reach one
     *     ticket by two departments, so that they are one conversation
     * @param linked tickets of other departments that the new ticket is linked with
     * @param reasons why, one sentence each
     */
    public record Decision(
            Optional<TicketNumber> ticket, DepartmentId scope, Set<TicketNumber> linked, List<String> reasons) {
        public Decision {
            Objects.requireNonNull(ticket, "ticket");
            Objects.requireNonNull(scope, "scope");
            linked = Set.copyOf(linked);
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * @param target the department the mail came to
     * @param known what the stores know of {@link ReadMessage#ancestors()}
     */
    public Decision decide(IntakeTarget target, ReadMessage message, List<KnownMessage> known) {
        List<String> ancestors = message.ancestors();
        Set<TicketNumber> elsewhere = new LinkedHashSet<>();
        for (String ancestor : ancestors) {
            List<KnownMessage> sameId = known.stream()
                    .filter(candidate -> candidate.messageId().equals(ancestor))
                    .sorted(Comparator.comparing(KnownMessage::ticket))
                    .toList();
            Optional<SignedMessage> ours = tokens.signedMessage(ancestor);
            if (ours.isPresent()) {
                DepartmentId scope = sameId.stream()
                        .filter(candidate ->
                                candidate.ticket().equals(ours.get().ticket()))
                        .map(KnownMessage::scope)
                        .findFirst()
                        .orElse(target.department());
                return join(ours.get().ticket(), scope, "It answers a mail of the desk, " + quoted(ancestor) + ".");
            }
            Optional<KnownMessage> here = sameId.stream()
                    .filter(candidate -> candidate.scope().equals(target.department()))
                    .findFirst();
            if (here.isPresent()) {
                return join(
                        here.get().ticket(), target.department(), "It names " + quoted(ancestor) + " of this ticket.");
            }
            sameId.stream()
                    .filter(candidate -> candidate.direction() == Direction.IN)
                    .map(KnownMessage::ticket)
                    .forEach(elsewhere::add);
        }
        if (target.token().isPresent()) {
            return join(target.token().get(), target.department(), "Its recipient address carries the ticket's token.");
        }
        return new Decision(Optional.empty(), target.department(), elsewhere, List.of(newTicketReason(ancestors)));
    }

    private static Decision join(TicketNumber ticket, DepartmentId scope, String reason) {
        return new Decision(Optional.of(ticket), scope, Set.of(), List.of(reason));
    }

    private static String newTicketReason(List<String> ancestors) {
        return ancestors.isEmpty()
                ? "It names no earlier mail, so it is a new ticket."
                : "None of the " + ancestors.size()
                        + " mails it names is known in this department, so it is a new ticket.";
    }

    private static String quoted(String messageId) {
        return "<" + (messageId.length() <= 120 ? messageId : messageId.substring(0, 120) + "…") + ">";
    }
}
