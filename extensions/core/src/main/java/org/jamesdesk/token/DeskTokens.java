package org.jamesdesk.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.TicketNumber;

/**
 * Makes and recognises what the desk signs into addresses and identifiers, so that it trusts only what it issued itself.
 * All forms are in lower case and survive a change of case. The signature has 80 bits.
 *
 * <ul>
 *   <li>Message-ID: {@code t<number>.<conversation>.<signature>@<domain>}
 *   <li>Reply-To: {@code <support local part>+t<number>.<signature>@<support domain>}
 *   <li>Envelope sender: {@code bounce+<number>.<delivery>.<last day>.<signature>@<domain>}
 * </ul>
 */
public final class DeskTokens {
    /** How many days after sending a bounce is still believed. */
    public static final int BOUNCE_DAYS = 60;

    private static final String BOUNCE_PREFIX = "bounce+";
    private static final int SIGNATURE_BYTES = 10;
    private static final int MAX_LOCAL_PART = 64;
    private static final int RADIX = 36;
    private static final Pattern MESSAGE_ID = Pattern.compile("t(\\d{1,18})\\.([0-9a-f]{32})\\.([a-z2-7]{16})@(.+)");
    private static final Pattern REPLY_DETAIL = Pattern.compile(".+\\+t(\\d{1,18})\\.([a-z2-7]{16})");
    private static final Pattern BOUNCE =
            Pattern.compile("bounce\\+([0-9a-z]{1,12})\\.([a-z2-7]{26})\\.([0-9a-z]{1,5})\\.([a-z2-7]{16})");

    private final SigningKey key;
    private final String domain;
    private final Clock clock;

    /**
     * @param key the secret
     * @param domain the desk domain, the right-hand side of Message-IDs and envelope senders
     * @param clock tells whether an envelope sender has expired
     */
    public DeskTokens(SigningKey key, String domain, Clock clock) {
        this.key = key;
        this.domain = domain.toLowerCase(Locale.ROOT);
        this.clock = clock;
    }

    /** The Message-ID of a mail that the desk sends, without angle brackets. */
    public String messageId(TicketNumber ticket, ConversationId conversation) {
        String signed = "t" + ticket + "." + conversation;
        return signed + "." + signature("message-id", signed) + "@" + domain;
    }

    /** The mail of ours that a Message-ID names; empty when the Message-ID is not ours. */
    public Optional<SignedMessage> signedMessage(String messageId) {
        Matcher matcher = MESSAGE_ID.matcher(messageId.toLowerCase(Locale.ROOT));
        if (!matcher.matches() || !matcher.group(4).equals(domain)) {
            return Optional.empty();
        }
        String signed = "t" + matcher.group(1) + "." + matcher.group(2);
        if (!isSigned("message-id", signed, matcher.group(3))) {
            return Optional.empty();
        }
        ConversationId conversation = new ConversationId(matcher.group(2));
        return ticket(matcher.group(1), 10).map(number -> new SignedMessage(number, conversation));
    }

    /** The address that brings an answer back to the ticket; the plain support address where it would get too long. */
    public EmailAddress replyAddress(EmailAddress supportAddress, TicketNumber ticket) {
        String detail = "+t" + ticket + "." + signature("reply", ticket.toString());
        if (supportAddress.localPart().length() + detail.length() > MAX_LOCAL_PART) {
            return supportAddress;
        }
        return EmailAddress.parse(supportAddress.localPart() + detail + "@" + supportAddress.domain());
    }

    /** The ticket that a recipient address names by a token of ours. */
    public Optional<TicketNumber> ticketOfReplyAddress(EmailAddress recipient) {
        Matcher matcher = REPLY_DETAIL.matcher(recipient.localPart().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || !isSigned("reply", matcher.group(1), matcher.group(2))) {
            return Optional.empty();
        }
        return ticket(matcher.group(1), 10);
    }

    /** The reverse-path for one message to one recipient. */
    public EmailAddress envelopeSender(TicketNumber ticket, DeliveryId delivery, Instant at) {
        long lastDay = LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay() + BOUNCE_DAYS;
        String signed = Long.toString(ticket.value(), RADIX)
                + "."
                + Base32.encode(HexFormat.of().parseHex(delivery.value()), 16)
                + "."
                + Long.toString(lastDay, RADIX);
        return EmailAddress.parse(BOUNCE_PREFIX + signed + "." + signature("bounce", signed) + "@" + domain);
    }

    /** Whether a local part is taken by the addresses that the desk makes, so that no support address may have it. */
    public static boolean isReserved(String localPart) {
        return (localPart.toLowerCase(Locale.ROOT) + "+").startsWith(BOUNCE_PREFIX);
    }

    /** Whether an address has the form of an envelope sender of this desk, genuine or not. */
    public boolean looksLikeEnvelopeSender(EmailAddress recipient) {
        return recipient.domain().equals(domain)
                && recipient.localPart().toLowerCase(Locale.ROOT).startsWith(BOUNCE_PREFIX);
    }

    /** The delivery an envelope sender was issued for; empty when it is forged or expired. */
    public Optional<SignedDelivery> signedDelivery(EmailAddress recipient) {
        Matcher matcher = BOUNCE.matcher(recipient.localPart().toLowerCase(Locale.ROOT));
        if (!recipient.domain().equals(domain) || !matcher.matches()) {
            return Optional.empty();
        }
        String signed = matcher.group(1) + "." + matcher.group(2) + "." + matcher.group(3);
        if (!isSigned("bounce", signed, matcher.group(4)) || hasExpired(matcher.group(3))) {
            return Optional.empty();
        }
        DeliveryId delivery = new DeliveryId(HexFormat.of().formatHex(Base32.decode(matcher.group(2))));
        return ticket(matcher.group(1), RADIX).map(number -> new SignedDelivery(number, delivery));
    }

    private boolean hasExpired(String lastDay) {
        return Long.parseLong(lastDay, RADIX)
                < LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    }

    private String signature(String purpose, String signed) {
        return Base32.encode(key.sign(purpose + "|" + signed), SIGNATURE_BYTES);
    }

    private boolean isSigned(String purpose, String signed, String signature) {
        return MessageDigest.isEqual(
                signature(purpose, signed).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<TicketNumber> ticket(String digits, int radix) {
        long value = Long.parseLong(digits, radix);
        return value < 1 ? Optional.empty() : Optional.of(new TicketNumber(value));
    }
}
