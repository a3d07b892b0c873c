package org.jamesdesk.sender;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.configuration.Draft;
import org.jamesdesk.delivery.SenderRelease;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.token.VerificationTokens;

/**
 * Proves by mail that an address is the organisation's own (R31–R33): a mail goes to it, and whoever gets it follows its
 * link, hands on its code or answers it. Each mail is good for {@link #VALID}, once, and until the next one is sent.
 */
public final class SenderVerification {
    /** How long a verification mail is good for. */
    public static final Duration VALID = Duration.ofDays(15);

    /** Before this time no other verification mail goes to the same address. */
    public static final Duration PAUSE = Duration.ofMinutes(1);

    /** So many wrong codes make the mail worthless. */
    public static final int MOST_WRONG_CODES = 5;

    private static final String BY_LINK = "link in the verification mail";
    private static final String BY_ANSWER = "answer to the verification mail";

    private final Configurations configurations;
    private final RelayPorts ports;
    private final VerificationTokens tokens;
    private final VerificationMails mails;
    private final SenderRelease release;
    private final Clock clock;

    public SenderVerification(
            Configurations configurations,
            RelayPorts ports,
            VerificationTokens tokens,
            VerificationMails mails,
            SenderRelease release,
            Clock clock) {
        this.configurations = configurations;
        this.ports = ports;
        this.tokens = tokens;
        this.mails = mails;
        this.release = release;
        this.clock = clock;
    }

    /**
     * Sends the verification mail again; the one before is worthless then.
     *
     * @param who the administrator, for the record
     * @throws ChangeRefusedException when the sender needs none, or one was sent within {@link #PAUSE}
     */
    public Sender sendAgain(String who, SenderId id) {
        Verification begun = fresh();
        Sender sender = configurations.change(who, draft -> {
            Sender unverified = unverified(draft, id);
            unverified.verification().ifPresent(last -> refuseHaste(id, last, begun.sentAt()));
            return put(draft, unverified, false, Optional.of(begun));
        });
        mail(id, begun);
        return sender;
    }

    /**
     * Verifies a sender by the code in its verification mail.
     *
     * @throws ChangeRefusedException when it is not the code; that is counted
     */
    public Sender confirmByCode(String who, SenderId id, String code) {
        Instant now = clock.instant();
        Sender sender = configurations.change(who, draft -> {
            Sender unverified = unverified(draft, id);
            Verification current = unverified
                    .verification()
                    .filter(verification -> now.isBefore(verification.expiresAt()))
                    .filter(verification -> verification.wrongCodes() < MOST_WRONG_CODES)
                    .orElseThrow(() -> ChangeRefusedException.conflict("code: no code is valid for " + id.address()
                            + " any more; POST {} sends a new verification mail"));
            return tokens.isCode(code, id, current)
                    ? put(draft, unverified, true, Optional.empty())
                    : put(draft, unverified, false, Optional.of(afterWrongCode(current)));
        });
        if (!sender.verified()) {
            int left = MOST_WRONG_CODES
                    - sender.verification().map(Verification::wrongCodes).orElse(MOST_WRONG_CODES);
            throw ChangeRefusedException.conflict("code: not the code of the newest verification mail to "
                    + id.address() + "; "
                    + (left > 0 ? left + " more tries with this mail" : "POST {} sends a new verification mail"));
        }
        release.release(id);
        return sender;
    }

    /**
     * Verifies a sender by the link in its verification mail.
     *
     * @return the address that is verified; empty for every link that is not valid, whatever the reason
     */
    public Optional<EmailAddress> confirmByLink(String token) {
        return tokens.nonceOfLink(token)
                .flatMap(nonce -> confirm(BY_LINK, nonce, (id, current) -> tokens.isLink(token, id, current)));
    }

    /**
     * Verifies a sender by an answer to its verification mail: from the very address, in the header and in the envelope,
     * written by a person. A machine that answers everything proves nothing.
     *
     * @param recipient the recipient address by which it came
     * @param envelopeSender the reverse-path; empty for the null sender
     * @return whether a sender is verified by this; if not, the mail is an ordinary one
     */
    public boolean confirmByAnswer(EmailAddress recipient, Optional<EmailAddress> envelopeSender, ReadMessage message) {
        if (message.automatic() || message.kind() != MessageKind.MESSAGE) {
            return false;
        }
        return tokens.nonceOfReplyAddress(recipient)
                .flatMap(nonce -> confirm(
                        BY_ANSWER,
                        nonce,
                        (id, current) -> tokens.isReplyAddress(recipient, id, current)
                                && envelopeSender.filter(id.address()::equals).isPresent()
                                && message.from()
                                        .filter(from -> from.address().equals(id.address()))
                                        .isPresent()))
                .isPresent();
    }

    /** Whether mail to this address may be an answer to a verification mail: cheap, and no proof of anything. */
    public boolean mayBeAnswer(EmailAddress recipient) {
        return tokens.nonceOfReplyAddress(recipient).isPresent();
    }

    /** A verification that begins now. */
    Verification fresh() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Verification(tokens.freshNonce(), now, now.plus(VALID), 0);
    }

    /** Sends the mail of a verification that was begun. */
    void mail(SenderId id, Verification begun) {
        mails.send(id, begun);
    }

    private Optional<EmailAddress> confirm(String who, String nonce, BiPredicate<SenderId, Verification> proof) {
        Optional<Sender> confirmed = configurations.change(who, draft -> waitingFor(draft, nonce)
                .filter(sender -> sender.verification()
                        .filter(current -> clock.instant().isBefore(current.expiresAt()))
                        .filter(current -> proof.test(sender.id(), current))
                        .isPresent())
                .map(sender -> put(draft, sender, true, Optional.empty())));
        confirmed.map(Sender::id).ifPresent(release::release);
        return confirmed.map(Sender::address);
    }

    private static Optional<Sender> waitingFor(ConfigurationView configuration, String nonce) {
        return configuration.all(Sender.KIND).stream()
                .filter(sender -> sender.verification()
                        .filter(verification -> verification.nonce().equals(nonce))
                        .isPresent())
                .findFirst();
    }

    private Sender unverified(Draft draft, SenderId id) {
        Sender sender = new SenderRules(draft, ports).added(id);
        if (sender.transport().type() != TransportType.SERVER) {
            throw ChangeRefusedException.conflict(id.address() + " is verified by logging in at "
                    + sender.transport().type().apiName() + ", not by mail");
        }
        if (sender.verified()) {
            throw ChangeRefusedException.conflict(id.address() + " is verified already");
        }
        return sender;
    }

    private static void refuseHaste(SenderId id, Verification last, Instant now) {
        if (now.isBefore(last.sentAt().plus(PAUSE))) {
            throw ChangeRefusedException.conflict("a verification mail went to " + id.address()
                    + " less than a minute ago; wait a minute before the next");
        }
    }

    private static Verification afterWrongCode(Verification current) {
        return new Verification(current.nonce(), current.sentAt(), current.expiresAt(), current.wrongCodes() + 1);
    }

    private static Sender put(Draft draft, Sender sender, boolean verified, Optional<Verification> verification) {
        Sender changed = new Sender(
                sender.department(),
                sender.address(),
                sender.friendlyName(),
                sender.transport(),
                verified,
                sender.active(),
                sender.failure(),
                verification);
        draft.put(Sender.KIND, changed);
        return changed;
    }
}
