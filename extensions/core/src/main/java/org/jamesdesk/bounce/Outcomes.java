package org.jamesdesk.bounce;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.BounceStore.Of;
import org.jamesdesk.deliverability.DeliveryResult;
import org.jamesdesk.deliverability.DeliveryResults;
import org.jamesdesk.deliverability.ResultKind;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryWatch;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.delivery.Verdict;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.ticket.ConversationIds;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketEventKind;
import org.jamesdesk.ticket.TicketHistory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the consequences of a delivery's end (R91–R98): what it means for the recipient's address, for the counts, and what the
 * ticket's history shows. What a bounce does is decided once and kept with it; all that follows is written from there, under
 * keys and times of the timeline, so that it may be repeated after a crash.
 */
public final class Outcomes implements DeliveryWatch {
    private static final Logger LOGGER = LoggerFactory.getLogger(Outcomes.class);
    private static final int PAGE = 500;

    private final BounceStore bounces;
    private final SignsOfLife signs;
    private final DomainHealth domains;
    private final DomainGuard guard;
    private final Blocklist blocklist;
    private final DeliveryResults results;
    private final TicketHistory history;
    private final int softLimit;

    public Outcomes(
            BounceStore bounces,
            SignsOfLife signs,
            DomainHealth domains,
            DomainGuard guard,
            Blocklist blocklist,
            DeliveryResults results,
            TicketHistory history,
            BounceLimits limits) {
        this.bounces = bounces;
        this.signs = signs;
        this.domains = domains;
        this.guard = guard;
        this.blocklist = blocklist;
        this.results = results;
        this.history = history;
        this.softLimit = limits.soft();
    }

    @Override
    public void concluded(Delivery delivery) {
        Conclusion.of(delivery).ifPresent(conclusion -> {
            switch (conclusion.state()) {
                case DELIVERED -> arrived(delivery, conclusion);
                case BOUNCED -> failed(delivery, conclusion);
                default -> notSent(delivery, conclusion);
            }
        });
    }

    private void arrived(Delivery delivery, Conclusion conclusion) {
        Instant at = conclusion.entry().at();
        signs.add(delivery.recipient(), at, delivery.id().value());
        domains.delivered(delivery.recipient().domain(), at);
        results.add(result(delivery, ResultKind.SENT, conclusion.at(), Optional.empty()));
    }

    private void notSent(Delivery delivery, Conclusion conclusion) {
        results.add(result(delivery, ResultKind.BLOCKED, conclusion.at(), Optional.empty()));
        history.add(new TicketEvent(
                delivery.ticket(),
                conclusion.at(),
                "blocked/" + delivery.id(),
                TicketEventKind.BLOCKED,
                Optional.empty(),
                theMail(delivery) + " was not sent: " + conclusion.entry().text()));
    }

    private void failed(Delivery delivery, Conclusion conclusion) {
        if (conclusion.isReported()) {
            takeBack(delivery, conclusion.attempts());
        }
        BounceId id = id(delivery, conclusion.entry());
        // Recorded again where it is known: that completes what a crash left undone.
        Bounce bounce = bounces.record(bounces.find(id).orElseGet(() -> judge(id, delivery, conclusion)));
        Optional<Block> block = blocks(bounce) ? Optional.of(block(bounce)) : Optional.empty();
        block.ifPresent(made -> {
            blocklist.block(made);
            guard.reconsider(made.address(), made.at());
        });
        results.add(result(delivery, ResultKind.SENT, conclusion.firstAnswerAt(), Optional.empty()));
        results.add(result(delivery, ResultKind.BOUNCED, bounce.at(), Optional.of(bounce.reason())));
        history.add(event(bounce, "bounce/", TicketEventKind.BOUNCE, theMail(delivery) + " bounced: " + words(bounce)));
        block.ifPresent(made -> history.add(event(
                bounce,
                "blocked/",
                TicketEventKind.BLOCKED,
                "No mail goes to " + bounce.address() + " any more: " + made.reason())));
        LOGGER.info(
                "Ticket {} delivery {}: mail to {} bounced, {} {}, effect {}",
                bounce.ticket(),
                bounce.delivery(),
                bounce.address(),
                bounce.hardness().apiName(),
                bounce.reason().apiName(),
                bounce.effect().apiName());
    }

    /** The mail did not arrive after all; of which attempt the report speaks it does not say. */
    private void takeBack(Delivery delivery, List<Attempt> attempts) {
        for (Attempt attempt : attempts) {
            signs.remove(delivery.recipient(), attempt.at(), delivery.id().value());
            domains.takeBack(delivery.recipient().domain(), attempt.at());
        }
    }

    private static BounceId id(Delivery delivery, Attempt entry) {
        return new BounceId(
                ConversationIds.hash("bounce", delivery.id().value(), entry.at().toString()));
    }

    private Bounce judge(BounceId id, Delivery delivery, Conclusion conclusion) {
        Attempt entry = conclusion.entry();
        Verdict verdict = SmtpVerdict.of(entry);
        return new Bounce(
                id,
                conclusion.at(),
                delivery.recipient(),
                delivery.ticket(),
                delivery.id(),
                delivery.purpose(),
                delivery.department(),
                conclusion.isReported() ? BounceSource.REPORT : BounceSource.SMTP,
                verdict.hardness(),
                verdict.reason(),
                entry.smtpCode(),
                entry.enhancedStatus(),
                entry.text(),
                effect(delivery.recipient(), Consequence.of(verdict, entry), conclusion.at()));
    }

    /**
     * Soft bounces that are judged at the same moment do not see each other, so none of them is the last one: whoever sees all of
     * them then blocks.
     */
    private boolean blocks(Bounce bounce) {
        if (bounce.effect() != BounceEffect.COUNTED) {
            return bounce.effect().blocks();
        }
        List<Bounce> inARow = softInARow(bounce.address());
        return inARow.size() >= softLimit
                && inARow.stream().allMatch(one -> one.effect() == BounceEffect.COUNTED)
                && !guard.holdsBack(bounce.address(), bounce.at());
    }

    private BounceEffect effect(EmailAddress address, Consequence consequence, Instant at) {
        BounceEffect alone =
                switch (consequence) {
                    case NONE -> BounceEffect.NONE;
                    case BLOCKS -> BounceEffect.BLOCKED;
                    case COUNTS -> softInARow(address).size() + 1 < softLimit
                            ? BounceEffect.COUNTED
                            : BounceEffect.CONVERTED;
                };
        return alone.blocks() && guard.holdsBack(address, at) ? BounceEffect.WITHHELD : alone;
    }

    /** The soft bounces of an address since it last proved to work, newest first. */
    private List<Bounce> softInARow(EmailAddress address) {
        Instant since = signs.last(address).map(last -> last.plusNanos(1_000)).orElse(Instant.EPOCH);
        return bounces.list(new Of.Address(address), since, Optional.empty(), PAGE).bounces().stream()
                .filter(bounce -> bounce.hardness() == Hardness.SOFT)
                .toList();
    }

    private Block block(Bounce bounce) {
        boolean converted = bounce.hardness() == Hardness.SOFT;
        List<BounceId> evidence = converted
                ? Stream.concat(Stream.of(bounce), softInARow(bounce.address()).stream())
                        .map(Bounce::id)
                        .distinct()
                        .toList()
                : List.of(bounce.id());
        return new Block(
                bounce.address(),
                converted ? BlockCause.SOFT_BOUNCES : BlockCause.HARD_BOUNCE,
                cut(converted ? softLimit + " mails in a row failed; the last one: " + words(bounce) : words(bounce)),
                bounce.at(),
                Block.BY_DESK,
                Optional.empty(),
                evidence);
    }

    private static String words(Bounce bounce) {
        return bounce.diagnostic().isBlank() ? bounce.reason().apiName() : bounce.diagnostic();
    }

    private static String cut(String text) {
        return text.length() <= Attempt.MAX_TEXT ? text : text.substring(0, Attempt.MAX_TEXT);
    }

    private static TicketEvent event(Bounce bounce, String occasion, TicketEventKind kind, String text) {
        return new TicketEvent(bounce.ticket(), bounce.at(), occasion + bounce.id(), kind, Optional.empty(), text);
    }

    private static DeliveryResult result(
            Delivery delivery, ResultKind kind, Instant at, Optional<BounceReason> reason) {
        return new DeliveryResult(
                at,
                delivery.id(),
                kind,
                delivery.purpose(),
                delivery.department(),
                delivery.recipient().domain(),
                reason);
    }

    private static String theMail(Delivery delivery) {
        return (delivery.purpose() == Purpose.REPLY ? "The reply to " : "The notification to ") + delivery.recipient();
    }
}
