package org.jamesdesk.threading;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.ticket.Direction;
import org.jamesdesk.ticket.IntakeTarget;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SignedMessage;

/**
 * Decides which ticket a mail belongs to (requirements, section D). A pure function of the mail, of what is known of the
 * identifiers it names, of the settings and of the signing key.
 *
 * <p>The first that holds, in this order: a Message-ID of the mail's ancestors that the desk signed or knows in this
 * department (R83), nearest ancestor first; a signed token in the recipient address; a ticket of this department that
 * waits for this mail or for one of its ancestors and shares a participant with it; a ticket number in the subject, where
 * that counts (R85, R89); else a new ticket (R84).
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
     * @param unknown the ancestors that nobody has seen in this department, nearest first
     * @param reasons why, one sentence each
     */
    public record Decision(
            Optional<TicketNumber> ticket,
            DepartmentId scope,
            Set<TicketNumber> linked,
            List<String> unknown,
            List<String> reasons) {
        public Decision {
            Objects.requireNonNull(ticket, "ticket");
            Objects.requireNonNull(scope, "scope");
            linked = Set.copyOf(linked);
            unknown = List.copyOf(unknown);
            reasons = List.copyOf(reasons);
        }
    }

    /** @param target the department the mail came to */
    public Decision decide(IntakeTarget target, ReadMessage message, Evidence evidence, ThreadingSettings settings) {
        Ancestry ancestry = ancestry(target, message, evidence);
        return ancestry.joined()
                .or(() -> byToken(target))
                .or(() -> byWaitingTicket(target, message, evidence))
                .or(() -> byNumber(target, message, evidence, settings))
                .orElseGet(() -> new Join(Optional.empty(), target.department(), newTicketReason(message)))
                .decision(ancestry);
    }

    private record Join(Optional<TicketNumber> ticket, DepartmentId scope, String reason) {
        Decision decision(Ancestry ancestry) {
            return new Decision(
                    ticket,
                    scope,
                    ticket.isPresent() ? Set.of() : ancestry.elsewhere(),
                    ancestry.unknown(),
                    List.of(reason));
        }
    }

    private record Ancestry(Optional<Join> joined, Set<TicketNumber> elsewhere, List<String> unknown) {}

    private Ancestry ancestry(IntakeTarget target, ReadMessage message, Evidence evidence) {
        Set<TicketNumber> elsewhere = new LinkedHashSet<>();
        List<KnownMessage> known = evidence.knownAncestors();
        Optional<Join> joined = Optional.empty();
        Set<String> unknown = new LinkedHashSet<>();
        for (String ancestor : message.ancestors()) {
            List<KnownMessage> sameId = known.stream()
                    .filter(candidate -> candidate.messageId().equals(ancestor))
                    .sorted(Comparator.comparing(KnownMessage::ticket))
                    .toList();
            Optional<Join> join = bySignature(target, ancestor, sameId).or(() -> byKnown(target, ancestor, sameId));
            if (join.isEmpty()) {
                unknown.add(ancestor);
            } else if (joined.isEmpty()) {
                joined = join;
            }
            sameId.stream()
                    .filter(candidate -> candidate.direction() == Direction.IN)
                    .map(KnownMessage::ticket)
                    .forEach(elsewhere::add);
        }
        return new Ancestry(joined, elsewhere, List.copyOf(unknown));
    }

    private Optional<Join> bySignature(IntakeTarget target, String ancestor, List<KnownMessage> sameId) {
        return tokens.signedMessage(ancestor).map(SignedMessage::ticket).map(ticket -> {
            DepartmentId scope = sameId.stream()
                    .filter(candidate -> candidate.ticket().equals(ticket))
                    .map(KnownMessage::scope)
                    .findFirst()
                    .orElse(target.department());
            return join(ticket, scope, "It answers a mail of the desk, " + quoted(ancestor) + ".");
        });
    }

    private static Optional<Join> byKnown(IntakeTarget target, String ancestor, List<KnownMessage> sameId) {
        return sameId.stream()
                .filter(candidate -> candidate.scope().equals(target.department()))
                .findFirst()
                .map(here ->
                        join(here.ticket(), target.department(), "It names " + quoted(ancestor) + " of this ticket."));
    }

    private static Optional<Join> byToken(IntakeTarget target) {
        return target.token()
                .map(ticket -> join(ticket, target.department(), "Its recipient address carries the ticket's token."));
    }

    private static Optional<Join> byWaitingTicket(IntakeTarget target, ReadMessage message, Evidence evidence) {
        return evidence.awaiting().stream()
                .filter(waiting -> waiting.scope().equals(target.department()))
                .min(Comparator.comparing(AwaitedMessage::ticket))
                .map(waiting -> join(
                        waiting.ticket(),
                        target.department(),
                        message.messageId().equals(Optional.of(waiting.messageId()))
                                ? "A mail of this ticket answers it and shares a participant with it."
                                : "A mail of this ticket names " + quoted(waiting.messageId())
                                        + " as well and shares a participant with it."));
    }

    /** Who may not use the number gets a new ticket and does not learn whether the number exists (R88). */
    private static Optional<Join> byNumber(
            IntakeTarget target, ReadMessage message, Evidence evidence, ThreadingSettings settings) {
        Optional<EmailAddress> author = message.from().map(Mailbox::address);
        if (!settings.byNumber() || author.isEmpty()) {
            return Optional.empty();
        }
        for (long number : message.ticketNumbers()) {
            TicketNumber ticket = new TicketNumber(number);
            if (settings.byNumberOfParticipants() && evidence.sharesParticipant(ticket)) {
                return Optional.of(join(
                        ticket,
                        target.department(),
                        "Its subject carries the ticket's number, and it shares a participant with the ticket."));
            }
            if (settings.byNumberOfAgents() && evidence.isFullAgent(author.get()) && evidence.exists(ticket)) {
                return Optional.of(join(
                        ticket,
                        target.department(),
                        "Its subject carries the ticket's number, and its author is an active agent."));
            }
        }
        return Optional.empty();
    }

    private static Join join(TicketNumber ticket, DepartmentId scope, String reason) {
        return new Join(Optional.of(ticket), scope, reason);
    }

    private static String newTicketReason(ReadMessage message) {
        int ancestors = message.ancestors().size();
        return ancestors == 0
                ? "It names no earlier mail, so it is a new ticket."
                : "None of the " + ancestors + " mails it names is known in this department, so it is a new ticket.";
    }

    private static String quoted(String messageId) {
        return "<" + (messageId.length() <= 120 ? messageId : messageId.substring(0, 120) + "…") + ">";
    }
}
