package org.jamesdesk.bounce;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.AttemptKind;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.delivery.SmtpStage;
import org.jamesdesk.delivery.Verdict;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.ConversationIds;
import org.jamesdesk.ticket.TicketNumber;

/** Deliveries whose timeline a test states: each one of its own ticket, one second for each attempt. */
final class Timeline {
    private final EmailAddress recipient;
    private final TicketNumber ticket;
    private final List<Attempt> entries;
    private Purpose purpose = Purpose.NOTIFICATION;

    private Timeline(EmailAddress recipient, TicketNumber ticket, List<Attempt> entries) {
        this.recipient = recipient;
        this.ticket = ticket;
        this.entries = new ArrayList<>(entries);
    }

    static Timeline of(String recipient, long ticket) {
        return new Timeline(EmailAddress.parse(recipient), new TicketNumber(ticket), List.of());
    }

    /** The same, to be gone on with in another way. */
    Timeline copy() {
        Timeline copy = new Timeline(recipient, ticket, entries);
        copy.purpose = purpose;
        return copy;
    }

    Timeline reply() {
        purpose = Purpose.REPLY;
        return this;
    }

    Timeline delivered(String at) {
        return attempt(
                at, 250, "2.0.0", "250 2.0.0 Ok: queued as 4711", SmtpStage.END_OF_DATA, DeliveryState.DELIVERED);
    }

    /** Refused for good at RCPT, or given up. */
    Timeline bounced(String at, int code, String status, String words) {
        return bounced(at, code, status, words, SmtpStage.RCPT);
    }

    Timeline bounced(String at, int code, String status, String words, SmtpStage stage) {
        return attempt(at, code, status, code + " " + status + " " + words, stage, DeliveryState.BOUNCED);
    }

    Timeline waiting(String at, int code, String status, String words) {
        return attempt(at, code, status, code + " " + status + " " + words, SmtpStage.RCPT, DeliveryState.WAITING);
    }

    /** After the last attempt. */
    Timeline givenUp() {
        Attempt last = entries.remove(entries.size() - 1);
        entries.add(last.givenUp());
        return this;
    }

    /** No server answered. */
    Timeline unanswered(String at, String status, String words) {
        return entry(
                at,
                AttemptKind.ATTEMPT,
                Optional.empty(),
                Optional.empty(),
                Optional.of(status),
                words,
                DeliveryState.BOUNCED,
                Optional.empty());
    }

    Timeline blocked(String at, String why) {
        return decision(at, why, DeliveryState.BLOCKED);
    }

    Timeline decision(String at, String what, DeliveryState state) {
        return entry(
                at,
                AttemptKind.DECISION,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                what,
                state,
                Optional.empty());
    }

    Timeline reportedFailed(String at, BounceReason reason) {
        Hardness hardness = reason.temporary() ? Hardness.SOFT : Hardness.HARD;
        return report(at, DeliveryState.BOUNCED, Optional.of(new Verdict(hardness, reason, reason.addressDead())));
    }

    Timeline reportedLate(String at, DeliveryState state) {
        return report(at, state, Optional.empty());
    }

    private Timeline report(String at, DeliveryState state, Optional<Verdict> verdict) {
        return entry(
                at,
                AttemptKind.REPORT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "it says",
                state,
                verdict);
    }

    private Timeline attempt(String at, int code, String status, String words, SmtpStage stage, DeliveryState state) {
        return entry(
                at,
                AttemptKind.ATTEMPT,
                Optional.of(stage),
                Optional.of(code),
                status.isEmpty() ? Optional.empty() : Optional.of(status),
                words,
                state,
                Optional.empty());
    }

    private Timeline entry(
            String at,
            AttemptKind kind,
            Optional<SmtpStage> stage,
            Optional<Integer> code,
            Optional<String> status,
            String words,
            DeliveryState state,
            Optional<Verdict> verdict) {
        entries.add(new Attempt(
                Instant.parse(at),
                kind,
                kind == AttemptKind.DECISION ? "" : "mx.x.example:25",
                Optional.empty(),
                false,
                stage,
                code,
                status,
                words,
                state,
                kind == AttemptKind.ATTEMPT ? Duration.ofSeconds(1) : Duration.ZERO,
                verdict));
        return this;
    }

    Attempt last() {
        return entries.get(entries.size() - 1);
    }

    Delivery build() {
        return new Delivery(
                new DeliveryId(ConversationIds.hash(recipient.key(), ticket.toString())),
                ticket,
                new ConversationId(ConversationIds.hash(ticket.toString())),
                recipient,
                EmailAddress.parse("bounce+" + ticket + "@desk.example"),
                purpose,
                new DepartmentId("sales"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Delivery.stateAfter(entries).orElse(DeliveryState.QUEUED),
                Instant.parse("2026-11-20T00:00:00Z"),
                entries);
    }
}
