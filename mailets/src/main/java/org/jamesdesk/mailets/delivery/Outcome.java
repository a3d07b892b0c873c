package org.jamesdesk.mailets.delivery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.SmtpStage;

/**
 * How a try to hand over a mail ended.
 *
 * @param kind what it means
 * @param stage how far the conversation came; empty when there was none to begin
 * @param smtpCode the answer's code
 * @param enhancedStatus the answer's enhanced status code (RFC 3463), or the one that fits a failure without an answer
 * @param text the answer or the failure, one line, at most {@link #MAX_TEXT} characters
 * @param tls whether the connection was encrypted
 */
record Outcome(
        Kind kind,
        Optional<SmtpStage> stage,
        Optional<Integer> smtpCode,
        Optional<String> enhancedStatus,
        String text,
        boolean tls) {
    static final int MAX_TEXT = 1_000;

    private static final int SERVICE_CLOSING = 421;
    private static final Pattern ENHANCED = Pattern.compile("\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3})(?=\\s|$)");
    private static final Pattern CONTINUATION =
            Pattern.compile("\\s*[\\r\\n]+\\d{3}[ -]?(?:[245]\\.\\d{1,3}\\.\\d{1,3}(?=\\s|$))?");

    /** What the end of a try means for the mail. */
    enum Kind {
        /** The other server has taken it over. */
        ACCEPTED,
        /** The other server refused it for good. */
        REFUSED,
        /** It was not taken this time. */
        DEFERRED,
        /** This server could not be talked to, another one of the domain may take it. */
        UNREACHABLE,
        /** All of it was sent, but the answer never came: it may have been taken over. */
        UNKNOWN,
        /** Its sender may not send now: no server was asked to take it. */
        SENDER_REFUSED
    }

    Outcome {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
        text = line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT);
    }

    /** What an SMTP answer means (RFC 5321 section 4.2). */
    static Outcome answered(int code, String response, boolean tls) {
        Matcher matcher = ENHANCED.matcher(response);
        Optional<String> enhanced = matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
        String text = CONTINUATION.matcher(response.strip()).replaceAll(" ");
        return new Outcome(kindOf(code), Optional.empty(), Optional.of(code), enhanced, text, tls);
    }

    private static Kind kindOf(int code) {
        if (code == SERVICE_CLOSING) {
            return Kind.UNREACHABLE;
        }
        return switch (code / 100) {
            case 2 -> Kind.ACCEPTED;
            case 5 -> Kind.REFUSED;
            default -> Kind.DEFERRED;
        };
    }

    /** A failure that the network or DNS and no SMTP server reported. */
    static Outcome failed(Kind kind, String enhancedStatus, String text, boolean tls) {
        return new Outcome(kind, Optional.empty(), Optional.empty(), Optional.of(enhancedStatus), text, tls);
    }

    /**
     * A refusal that needs no asking: what the server, or DNS, has published says that the answer would be this one.
     *
     * @param code a code of the fifth hundred
     * @param reason what makes it certain
     */
    static Outcome foreseen(int code, String enhancedStatus, String reason, boolean tls) {
        String text = code + " " + enhancedStatus + " " + reason;
        return new Outcome(Kind.REFUSED, Optional.empty(), Optional.of(code), Optional.of(enhancedStatus), text, tls);
    }

    /** The same, in a conversation that came so far. */
    Outcome at(SmtpStage reached) {
        return new Outcome(kind, Optional.of(reached), smtpCode, enhancedStatus, text, tls);
    }

    /** The same answer, given by a server that is not ready to talk: another one may be. */
    Outcome beforeTheMail() {
        return new Outcome(Kind.UNREACHABLE, stage, smtpCode, enhancedStatus, text, tls);
    }

    /** The same, and how it came to it; a long answer gives way. */
    Outcome remarking(String remark) {
        String addition = " (" + remark + ")";
        int room = Math.max(0, MAX_TEXT - addition.length());
        String kept = text.length() <= room ? text : text.substring(0, room);
        return new Outcome(kind, stage, smtpCode, enhancedStatus, kept + addition, tls);
    }

    /** Whether another server of the domain may be tried without risk of sending the mail twice. */
    boolean allowsAnotherServer() {
        return kind == Kind.UNREACHABLE;
    }

    /** Where the delivery stands after it, if nothing else is tried. */
    DeliveryState state() {
        boolean permanent = smtpCode.map(code -> code >= 500).orElse(false);
        return switch (kind) {
            case ACCEPTED -> DeliveryState.DELIVERED;
            case REFUSED -> DeliveryState.BOUNCED;
            case UNREACHABLE -> permanent ? DeliveryState.BOUNCED : DeliveryState.WAITING;
            case DEFERRED, UNKNOWN -> DeliveryState.WAITING;
            case SENDER_REFUSED -> DeliveryState.WAITING_FOR_SENDER;
        };
    }
}
