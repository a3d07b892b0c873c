package org.jamesdesk.bounce;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.SmtpStage;
import org.jamesdesk.delivery.Verdict;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;

/** What a failure by itself means for the address (R93–R98): the one table, which {@code docs/bounces.md} shows. */
enum Consequence {
    /** It is about the address and permanent. */
    BLOCKS,
    /** It passes, unless it comes too often in a row (R96). */
    COUNTS,
    /** It says nothing about the address. */
    NONE;

    /** When a hard failure blocks the address. */
    enum Blocking {
        /** The reason is about the address. */
        ALWAYS,
        /** The reason is about the address, unless the address had been accepted before it was called unknown. */
        IF_DEAD,
        /** The reason does not say: when the answer belongs to RCPT, or the status is one of an address or a mailbox. */
        IF_ABOUT_RECIPIENT,
        /** The reason is about the sender, the message or a server. */
        NEVER
    }

    private static final Map<BounceReason, Blocking> HARD = Map.ofEntries(
            entry(BounceReason.NO_SUCH_ADDRESS, Blocking.IF_DEAD),
            entry(BounceReason.NO_SUCH_DOMAIN, Blocking.IF_DEAD),
            entry(BounceReason.ADDRESS_MOVED, Blocking.IF_DEAD),
            entry(BounceReason.TAKES_NO_MAIL, Blocking.IF_DEAD),
            entry(BounceReason.MAILBOX_DISABLED, Blocking.ALWAYS),
            entry(BounceReason.REFUSED_BY_RECIPIENT, Blocking.ALWAYS),
            entry(BounceReason.SENDER_REFUSED, Blocking.NEVER),
            entry(BounceReason.NOT_AUTHENTICATED, Blocking.NEVER),
            entry(BounceReason.REPUTATION, Blocking.NEVER),
            entry(BounceReason.SPAM, Blocking.NEVER),
            entry(BounceReason.VIRUS, Blocking.NEVER),
            entry(BounceReason.CONTENT, Blocking.NEVER),
            entry(BounceReason.POLICY, Blocking.NEVER),
            entry(BounceReason.RELAY_DENIED, Blocking.NEVER),
            entry(BounceReason.SECURITY_REQUIRED, Blocking.NEVER),
            entry(BounceReason.LOOP, Blocking.NEVER),
            entry(BounceReason.SYSTEM_ERROR, Blocking.NEVER),
            entry(BounceReason.PROTOCOL_ERROR, Blocking.NEVER),
            entry(BounceReason.OTHER, Blocking.IF_ABOUT_RECIPIENT),
            // These are never hard.
            entry(BounceReason.MAILBOX_FULL, Blocking.NEVER),
            entry(BounceReason.MESSAGE_TOO_LARGE, Blocking.NEVER),
            entry(BounceReason.RATE_LIMITED, Blocking.NEVER),
            entry(BounceReason.UNREACHABLE, Blocking.NEVER),
            entry(BounceReason.EXPIRED, Blocking.NEVER));

    /** The consequence of the entry with which a delivery failed. */
    static Consequence of(Verdict verdict, Attempt entry) {
        if (entry.stage().equals(Optional.of(SmtpStage.AUTH))) {
            // The sender's own relay does not let this server in.
            return NONE;
        }
        if (verdict.hardness() == Hardness.SOFT) {
            return COUNTS;
        }
        boolean blocks =
                switch (whenHard(verdict.reason())) {
                    case ALWAYS -> true;
                    case IF_DEAD -> verdict.addressDead();
                    case IF_ABOUT_RECIPIENT -> isAboutRecipient(entry);
                    case NEVER -> false;
                };
        return blocks ? BLOCKS : NONE;
    }

    static Blocking whenHard(BounceReason reason) {
        return HARD.get(reason);
    }

    private static boolean isAboutRecipient(Attempt entry) {
        return entry.stage().equals(Optional.of(SmtpStage.RCPT))
                || entry.enhancedStatus()
                        .filter(status -> status.startsWith("1.", 2) || status.startsWith("2.", 2))
                        .isPresent();
    }
}
